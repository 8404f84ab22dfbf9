import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, describe, expect, it, vi } from "vitest";
import { closeServices } from "../../provider/functions";
import { functionsBed } from "../../test/support/functionsBed";
import { configFor } from "../../test/support/host/testBed";
import { setPreview } from "../../test/support/preview";
import { createBase, createEnds, createSchema, resourceCase } from "../../test/support/resourceCases";
import * as aep from "..";

const flowService = "/data/foundation/flowservice";

const bed = functionsBed();
afterAll(() => vi.unstubAllEnvs());

const lines = () => bed.plain.requestLines();

async function createFlow(): Promise<string> {
  const { sourceId, targetId } = await createEnds(bed.plain);
  return bed.plain.create(`${flowService}/flows`, {
    ...resourceCase("flow").body,
    scheduleParams: { frequency: "once", startTime: Math.floor(Date.now() / 1_000) + 600 },
    sourceConnectionIds: [sourceId],
    targetConnectionIds: [targetId],
  });
}

describe("private link guide", () => {
  const blob = aep.connectionSpecs.azureBlob;

  it("Retrieve a list of private endpoints, and a list for a given source", async () => {
    await createBase(bed.plain);
    expect(await aep.getPrivateEndpoints()).toHaveLength(1);
    expect(await aep.getPrivateEndpoints({ connectionSpecId: blob.id })).toMatchObject([
      { name: "ACME Private Endpoint", state: "Approved", connectionSpec: blob },
    ]);
    expect(await aep.getPrivateEndpoints({ connectionSpecId: aep.connectionSpecs.snowflake.id })).toEqual([]);
    expect(await lines()).toContain(`GET /privateEndpoints?property=connectionSpec.id%3D%3D${blob.id}`);
  });

  it("Retrieve a private endpoint; an unknown id is an error that names it", async () => {
    await createBase(bed.plain);
    const [endpoint] = await aep.getPrivateEndpoints();
    expect(await aep.getPrivateEndpoint({ id: String(endpoint?.id) })).toEqual(endpoint);
    await expect(aep.getPrivateEndpoint({ id: "none", sandbox: "dev" })).rejects.toThrow(
      /There is no private endpoint none in sandbox dev of organisation EMULATOR@AdobeOrg/,
    );
  });

  it("Resolve a private endpoint, with a GET that has a body", async () => {
    await createBase(bed.plain);
    await bed.plain.forgetRequests();
    const found = await aep.resolvePrivateEndpoints({
      auth: {
        specName: "ConnectionString",
        params: { usePrivateLink: true, connectionString: "AccountName=acme" },
      },
      connectionSpec: blob,
    });
    expect(found).toMatchObject([{ name: "ACME Private Endpoint" }]);
    const [request] = await bed.plain.requests();
    expect(request).toMatchObject({ method: "GET", body: { connectionSpec: blob } });
  });

  it("Enable interactive authoring and retrieve its status; nothing is enabled in a preview", async () => {
    expect(await aep.getInteractiveAuthoring()).toEqual({ status: "disabled" });
    expect(await aep.enableInteractiveAuthoring({ autoTerminationMinutes: 30 })).toEqual({
      status: "enabled",
    });
    const post = (await bed.plain.requests()).find(({ method }) => method === "POST");
    expect(post?.body).toEqual({ autoTerminationMinutes: 30 });
    await expect(aep.enableInteractiveAuthoring({ autoTerminationMinutes: 121 })).rejects.toThrow(
      /at most 120/,
    );

    bed.emulator.reset();
    setPreview(true);
    expect(await aep.enableInteractiveAuthoring()).toEqual({ status: "disabled" });
    expect(await aep.startFlowRun({ flowId: "f", windowStartTime: 0, windowEndTime: 1 })).toEqual({
      id: undefined,
    });
    expect((await lines()).filter((line) => line.startsWith("POST"))).toEqual([]);
    setPreview(false);
  });

  it("Retrieve connections tied to a given private endpoint, and to any private endpoint, without their secrets", async () => {
    const id = await createBase(bed.plain);
    const [endpoint] = await aep.getPrivateEndpoints();
    const tied = await aep.getConnections({ privateEndpointId: String(endpoint?.id) });
    expect(tied.map((connection) => connection.id)).toEqual([id]);
    expect(tied[0]?.auth?.params).toEqual({ usePrivateLink: true, privateEndpointId: endpoint?.id });
    expect(await aep.getConnections({ usePrivateLink: true })).toEqual(tied);
    expect(await aep.getConnections({ usePrivateLink: false })).toEqual([]);
    expect(await aep.getConnection({ id })).toEqual(tied[0]);
    expect(await aep.getConnections({ property: ["name==nobody"] })).toEqual([]);
  });
});

describe("Flow Service template", () => {
  it("Explore your source spec: root, folder, file, table and rest, and test", async () => {
    const id = await createBase(bed.plain);
    await bed.plain.admin("PUT", `content/${id}`, {
      files: { "orders/a.csv": "Id,Name\n1,ACME\n" },
      tables: { orders: { columns: [{ name: "Id", type: "integer" }], rows: [{ Id: 1 }] } },
      rest: { json: { data: [] } },
    });
    expect(await aep.exploreConnection({ id, objectType: "root" })).toMatchObject([
      { type: "folder" },
      { type: "table" },
    ]);
    expect(await aep.exploreConnection({ id, objectType: "folder", object: "/orders" })).toMatchObject([
      { type: "file", name: "a.csv" },
    ]);
    const file = {
      id,
      objectType: "file",
      object: "/orders/a.csv",
      fileType: "delimited",
      preview: true,
    } as const;
    expect(await aep.exploreConnection(file)).toMatchObject({ data: [{ Id: "1", Name: "ACME" }] });
    expect(await aep.exploreConnection({ id, objectType: "table", object: "orders" })).toBeDefined();
    await aep.exploreConnection({ id, objectType: "rest", object: "json", sourceParams: { server: "us6" } });
    expect((await lines()).at(-1)).toContain("server=us6");

    expect(await aep.testConnection({ id })).toEqual({ result: true });
    await bed.plain.admin("POST", `connections/${id}/test`, { result: false });
    expect(await aep.testConnection({ id })).toEqual({ result: false });
  });

  it("Monitor your dataflow: a successful run with errors, and a run on demand", async () => {
    const flowId = await createFlow();
    const metrics = {
      recordSummary: { inputRecordCount: 100, outputRecordCount: 99, failedRecordCount: 1 },
      statusSummary: { status: "success", errors: [{ code: "CONNECTOR-2001-500", message: "One record" }] },
    };
    await bed.plain.admin("POST", "runs", { flowId, metrics });
    const [run] = await aep.getFlowRuns({ flowId });
    expect(run).toMatchObject({ flowId, metrics });
    expect(await aep.getFlowRun({ id: String(run?.id) })).toEqual(run);
    expect(await aep.getFlowRuns({ flowId, status: "failed" })).toEqual([]);
    const successful = await aep.getFlowRuns({
      flowId,
      status: "success",
      property: ["metrics.recordSummary.failedRecordCount>0"],
    });
    expect(successful).toEqual([run]);

    // "Now" is the time of the service, even if the clock of the machine is slow.
    await bed.plain.admin("POST", "clock", { advanceMs: 1_200_000 });
    await closeServices();
    for (const runCreateAnswer of ["idAndEtag", "items"]) {
      await bed.plain.switches({ runCreateAnswer });
      const { id } = await aep.startFlowRun({
        flowId,
        windowStartTime: 1_700_000_000,
        windowEndTime: 1_700_003_600,
      });
      expect(await aep.getFlowRun({ id: String(id) })).toMatchObject({ flowId });
    }
  });
});

it("reads flows, specs, schemas and datasets by id or name", async () => {
  const id = await createFlow();
  expect(await aep.getFlow({ id })).toMatchObject({ name: "ACME orders" });
  expect(await aep.getFlows({ property: ["state==enabled"] })).toHaveLength(1);

  const { azureBlob } = aep.connectionSpecs;
  const byId = await aep.getConnectionSpec({ id: azureBlob.id });
  expect(await aep.getConnectionSpec({ name: byId.name })).toEqual(byId);
  expect(await aep.getFlowSpec({ name: "CloudStorageToAEP" })).toMatchObject({
    id: aep.flowSpecs.cloudStorageToAep.id,
  });
  await expect(aep.getFlowSpec({ name: "NoSuchSpec" })).rejects.toThrow(/no flow spec with name NoSuchSpec/);

  const schemaId = await createSchema(bed.plain);
  expect(await aep.getSchema({ id: schemaId })).toMatchObject({ $id: schemaId, title: "ACME schema" });
  const dataSetId = await bed.plain.create("/data/foundation/catalog/dataSets", {
    name: "Orders",
    schemaRef: { id: schemaId, contentType: "application/vnd.adobe.xed+json;version=1" },
  });
  expect(await aep.getDataset({ id: dataSetId })).toMatchObject({ id: dataSetId, name: "Orders" });
});

it("exports spec ids that the service knows", async () => {
  const connectionSpecs = new Set((await aep.getConnectionSpecs()).map(({ id }) => id));
  const unknown = Object.entries(aep.connectionSpecs).filter(([, { id }]) => !connectionSpecs.has(id));
  // Versions of its page have different ids, and the emulator has the other one.
  expect(unknown.map(([name]) => name)).toEqual(["mailchimpCampaign"]);
  const flowSpecs = new Set((await aep.getFlowSpecs()).map(({ id }) => id));
  expect(Object.values(aep.flowSpecs).filter(({ id }) => !flowSpecs.has(id))).toEqual([]);
});

describe("a list of 250 entities is complete:", () => {
  const many = <Created>(create: () => Promise<Created>) => Promise.all(Array.from({ length: 250 }, create));
  const count = (entities: { id: string }[]) => new Set(entities.map(({ id }) => id)).size;

  it("runs", async () => {
    const flowId = await createFlow();
    await many(() => bed.plain.admin("POST", "runs", { flowId, metrics: {} }));
    expect(count(await aep.getFlowRuns({ flowId }))).toBe(250);
  });

  it("connections", async () => {
    const { body } = resourceCase("baseConnection");
    await many(() => bed.plain.create(`${flowService}/connections`, { ...body, auth: withoutPrivateLink }));
    expect(count(await aep.getConnections({ property: ["state==enabled"] }))).toBe(250);
  });

  it("flows", async () => {
    const { sourceId, targetId } = await createEnds(bed.plain);
    const body = {
      ...resourceCase("flow").body,
      scheduleParams: { frequency: "once", startTime: Math.floor(Date.now() / 1_000) + 600 },
      sourceConnectionIds: [sourceId],
      targetConnectionIds: [targetId],
    };
    await many(() => bed.plain.create(`${flowService}/flows`, body));
    expect(count(await aep.getFlows())).toBe(250);
  });

  const withoutPrivateLink = {
    specName: "ConnectionString",
    params: { connectionString: "AccountName=acme" },
  };
});

describe("the form with outputs", () => {
  it("exists for every function", () => {
    const names = Object.entries(aep).flatMap(([name, value]) =>
      /^(get|resolve|enable|test|explore|preview|start)/.test(name) && typeof value === "function"
        ? [name]
        : [],
    );
    const plainNames = names.filter((name) => !name.endsWith("Output"));
    expect(plainNames.length).toBeGreaterThan(20);
    expect(names.toSorted()).toEqual(plainNames.flatMap((name) => [name, `${name}Output`]).toSorted());
  });

  const resolved = <Value>(output: pulumi.Output<Value>) =>
    new Promise<Value>((resolve) => {
      output.apply((value) => resolve(value as Value));
    });

  it("takes outputs of resources at any depth, or no arguments, and returns an output", async () => {
    const id = await createFlow();
    expect(await resolved(aep.getFlowOutput({ id: pulumi.output(id) }))).toMatchObject({
      name: "ACME orders",
    });
    expect(await resolved(aep.getFlowsOutput())).toHaveLength(1);
    const endpoints = aep.resolvePrivateEndpointsOutput({
      auth: {
        specName: "ConnectionString",
        params: { usePrivateLink: true, connectionString: pulumi.secret("AccountName=acme") },
      },
      connectionSpec: aep.connectionSpecs.azureBlob,
    });
    expect(await resolved(endpoints)).toMatchObject([{ name: "ACME Private Endpoint" }]);
  });

  it("returns an unknown output in a preview if the function would change something, and sends no request", async () => {
    setPreview(true);
    const outputs = [
      aep.startFlowRunOutput({ flowId: "f", windowStartTime: 0, windowEndTime: 1 }),
      aep.enableInteractiveAuthoringOutput(),
    ];
    expect(await Promise.all(outputs.map((output) => isKnown(output)))).toEqual([false, false]);
    await expect(aep.enableInteractiveAuthoring({ autoTerminationMinutes: 121 })).rejects.toThrow(
      /at most 120/,
    );
    expect(await lines()).toEqual([]);
    setPreview(false);
  });

  // The engine reads the same property; it is not part of the public type.
  const isKnown = (output: object) => (output as { isKnown: Promise<boolean> }).isKnown;
});

it("programs of one process with different configurations use different sessions", async () => {
  const first = await aep.getFlows();
  const other = { ...configFor(bed.emulator.url), "aep:clientSecret": "not-the-secret" };
  pulumi.runtime.setAllConfig(other);
  await expect(aep.getFlows()).rejects.toThrow(/invalid_client/);
  pulumi.runtime.setAllConfig({ ...other, "aep:clientSecret": "emulator-secret" });
  expect(await aep.getFlows()).toEqual(first);
  const { items } = await bed.plain.admin("GET", "requests");
  // The third program uses the token of the first one: its configuration is the same, from another source.
  expect((items as { path: string }[]).filter(({ path }) => path.startsWith("/ims/"))).toHaveLength(2);
});

it("refuses names and ids that would change the meaning of a request", async () => {
  for (const name of ['a",b', "a,b", "a==b"]) {
    await expect(aep.getFlowSpec({ name })).rejects.toThrow(/cannot be used to filter by name/);
  }
  await expect(aep.getFlow({ id: "../connections" })).rejects.toThrow(/There is no flow/);
  expect(await lines()).toEqual(["GET /flows/..%2Fconnections"]);
});

it("names missing configuration keys, and shows no secret in an error", async () => {
  vi.stubEnv("AEP_CLIENT_SECRET", undefined);
  pulumi.runtime.setAllConfig({ "aep:apiUrl": bed.emulator.url, "aep:imsUrl": bed.emulator.url });
  await expect(aep.getFlows()).rejects.toThrow(/aep:orgId, aep:clientId, aep:clientSecret/);
  await closeServices();
  pulumi.runtime.setAllConfig({ ...configFor(bed.emulator.url), "aep:clientSecret": "not-the-secret" });
  const failure = await aep.getFlows().catch((error: Error) => error.message);
  expect(failure).toContain("invalid_client");
  expect(failure).not.toContain("not-the-secret");
});

it("removes sent secrets from an error that quotes them, including its properties", async () => {
  const connectionString = "AccountName=acme;AccountKey=a-key-for-tests";
  await bed.plain.admin("POST", "faults", {
    method: "GET",
    path: "/data/foundation/connectors/privateEndpoints",
    kind: "answer",
    status: 400,
    body: { errorMessage: `cannot read ${connectionString}, key a-key-for-tests` },
  });
  const failure: unknown = await aep
    .resolvePrivateEndpoints({
      auth: { specName: "ConnectionString", params: { usePrivateLink: true, connectionString } },
      connectionSpec: aep.connectionSpecs.azureBlob,
    })
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  const text = inspect(failure, { depth: 10, showHidden: true });
  expect(text).toContain("cannot read [secret]");
  expect(text).not.toContain("a-key-for-tests");
});

it("A function warns once of keys of the stack config that have no effect.", async () => {
  const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
  pulumi.runtime.setConfig("aep:sandbx", "dev");
  await aep.getPrivateEndpoints();
  await aep.getFlows();
  expect(warn.mock.calls).toEqual([
    ["aep:sandbx is no configuration key of pulumi-aep and has no effect. Did you mean aep:sandbox?"],
  ]);
  warn.mockRestore();
});
