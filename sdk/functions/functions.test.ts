import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { closeServices } from "../../provider/services";
import { PlainClient } from "../../test/support/plainClient";
import { makeBase, makeEnds, makeSchema, resourceCase } from "../../test/support/resourceCases";
import { configFor } from "../../test/support/world";
import * as aep from "../index";

const flowService = "/data/foundation/flowservice";

let emulator: RunningEmulator;
let plain: PlainClient;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeServices();
  await emulator.close();
});
beforeEach(async () => {
  emulator.reset();
  await closeServices();
  pulumi.runtime.setAllConfig({ ...configFor(emulator.url), "aep:clientSecret": "emulator-secret" });
});

const lines = () => plain.requestLines();

async function makeFlow(): Promise<string> {
  const { sourceId, targetId } = await makeEnds(plain);
  return plain.create(`${flowService}/flows`, {
    ...resourceCase("flow").body,
    scheduleParams: { frequency: "once", startTime: Math.floor(Date.now() / 1_000) + 600 },
    sourceConnectionIds: [sourceId],
    targetConnectionIds: [targetId],
  });
}

describe("private link guide", () => {
  const blob = aep.connectionSpecs.azureBlob;

  it("Retrieve a list of private endpoints, and one for a given source", async () => {
    await makeBase(plain);
    expect(await aep.getPrivateEndpoints()).toHaveLength(1);
    expect(await aep.getPrivateEndpoints({ connectionSpecId: blob.id })).toMatchObject([
      { name: "ACME Private Endpoint", state: "Approved", connectionSpec: blob },
    ]);
    expect(await aep.getPrivateEndpoints({ connectionSpecId: aep.connectionSpecs.snowflake.id })).toEqual([]);
    expect(await lines()).toContain(`GET /privateEndpoints?property=connectionSpec.id%3D%3D${blob.id}`);
  });

  it("Retrieve a private endpoint, or an error that names the one that is not there", async () => {
    await makeBase(plain);
    const [endpoint] = await aep.getPrivateEndpoints();
    expect(await aep.getPrivateEndpoint({ id: String(endpoint?.id) })).toEqual(endpoint);
    await expect(aep.getPrivateEndpoint({ id: "none", sandbox: "dev" })).rejects.toThrow(
      /There is no private endpoint none in sandbox dev of organisation EMULATOR@AdobeOrg/,
    );
  });

  it("Resolve a private endpoint, by a GET with a body", async () => {
    await makeBase(plain);
    await plain.forgetRequests();
    const found = await aep.resolvePrivateEndpoints({
      auth: {
        specName: "ConnectionString",
        params: { usePrivateLink: true, connectionString: "AccountName=acme" },
      },
      connectionSpec: blob,
    });
    expect(found).toMatchObject([{ name: "ACME Private Endpoint" }]);
    const [request] = await plain.requests();
    expect(request).toMatchObject({ method: "GET", body: { connectionSpec: blob } });
  });

  it("Enable interactive authoring and retrieve its status, never in a preview", async () => {
    expect(await aep.getInteractiveAuthoring()).toEqual({ status: "disabled" });
    expect(await aep.enableInteractiveAuthoring({ autoTerminationMinutes: 30 })).toEqual({
      status: "enabled",
    });
    const post = (await plain.requests()).find(({ method }) => method === "POST");
    expect(post?.body).toEqual({ autoTerminationMinutes: 30 });
    await expect(aep.enableInteractiveAuthoring({ autoTerminationMinutes: 121 })).rejects.toThrow(
      /at most 120/,
    );

    emulator.reset();
    pulumi.runtime.setMocks({ newResource: () => ({ id: "", state: {} }), call: () => ({}) }, "p", "s", true);
    pulumi.runtime.setAllConfig({ ...configFor(emulator.url), "aep:clientSecret": "emulator-secret" });
    expect(await aep.enableInteractiveAuthoring()).toEqual({ status: "disabled" });
    expect(await aep.startFlowRun({ flowId: "f", windowStartTime: 0, windowEndTime: 1 })).toEqual({
      id: undefined,
    });
    expect((await lines()).filter((line) => line.startsWith("POST"))).toEqual([]);
    pulumi.runtime.setMocks(
      { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
      "p",
      "s",
      false,
    );
  });

  it("Retrieve connections tied to a given private endpoint, and associated with any, without their secrets", async () => {
    const id = await makeBase(plain);
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
    const id = await makeBase(plain);
    await plain.admin("PUT", `content/${id}`, {
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
    await plain.admin("POST", `connections/${id}/test`, { result: false });
    expect(await aep.testConnection({ id })).toEqual({ result: false });
  });

  it("Monitor your dataflow: a successful run with errors, and a run started on demand", async () => {
    const flowId = await makeFlow();
    const metrics = {
      recordSummary: { inputRecordCount: 100, outputRecordCount: 99, failedRecordCount: 1 },
      statusSummary: { status: "success", errors: [{ code: "CONNECTOR-2001-500", message: "One record" }] },
    };
    await plain.admin("POST", "runs", { flowId, metrics });
    const [run] = await aep.getFlowRuns({ flowId });
    expect(run).toMatchObject({ flowId, metrics });
    expect(await aep.getFlowRun({ id: String(run?.id) })).toEqual(run);
    expect(await aep.getFlowRuns({ flowId, property: ["metrics.statusSummary.status==failed"] })).toEqual([]);

    for (const runCreateAnswer of ["idAndEtag", "items"]) {
      await plain.switches({ runCreateAnswer });
      const { id } = await aep.startFlowRun({
        flowId,
        windowStartTime: 1_700_000_000,
        windowEndTime: 1_700_003_600,
      });
      expect(await aep.getFlowRun({ id: String(id) })).toMatchObject({ flowId });
    }
  });
});

it("gets flows, specs, schemas and datasets by what names them", async () => {
  const id = await makeFlow();
  expect(await aep.getFlow({ id })).toMatchObject({ name: "ACME orders" });
  expect(await aep.getFlows({ property: ["state==enabled"] })).toHaveLength(1);

  const { azureBlob } = aep.connectionSpecs;
  const byId = await aep.getConnectionSpec({ id: azureBlob.id });
  expect(await aep.getConnectionSpec({ name: byId.name })).toEqual(byId);
  expect(await aep.getFlowSpec({ name: "CloudStorageToAEP" })).toMatchObject({
    id: aep.flowSpecs.cloudStorageToAep.id,
  });
  await expect(aep.getFlowSpec({ name: "NoSuchThing" })).rejects.toThrow(
    /no flow spec with name NoSuchThing/,
  );

  const schemaId = await makeSchema(plain);
  expect(await aep.getSchema({ id: schemaId })).toMatchObject({ $id: schemaId, title: "ACME schema" });
  const dataSetId = await plain.create("/data/foundation/catalog/dataSets", {
    name: "Orders",
    schemaRef: { id: schemaId, contentType: "application/vnd.adobe.xed+json;version=1" },
  });
  expect(await aep.getDataset({ id: dataSetId })).toMatchObject({ id: dataSetId, name: "Orders" });
});

it("names only specs that the service knows", async () => {
  const connectionSpecs = new Set((await aep.getConnectionSpecs()).map(({ id }) => id));
  for (const [name, { id }] of Object.entries(aep.connectionSpecs))
    expect(connectionSpecs, name).toContain(id);
  const flowSpecs = new Set((await aep.getFlowSpecs()).map(({ id }) => id));
  for (const [name, { id }] of Object.entries(aep.flowSpecs)) expect(flowSpecs, name).toContain(id);
});

it("brings lists of 250 things back whole", async () => {
  const flowId = await makeFlow();
  await Promise.all(Array.from({ length: 250 }, () => plain.admin("POST", "runs", { flowId, metrics: {} })));
  const runs = await aep.getFlowRuns({ flowId });
  expect(new Set(runs.map(({ id }) => id)).size).toBe(250);
});

it("takes outputs of resources for arguments, and gives an output", async () => {
  const id = await makeFlow();
  const name = await new Promise((resolve) => {
    aep.getFlowOutput({ id: pulumi.output(id) }).apply((flow) => resolve(flow.name));
  });
  expect(name).toBe("ACME orders");
});

it("cannot be made to look for something else by what it looks for", async () => {
  for (const name of ['a",b', "a,b", "a==b"]) {
    await expect(aep.getFlowSpec({ name })).rejects.toThrow(/cannot be looked for by name/);
  }
  await expect(aep.getFlow({ id: "../connections" })).rejects.toThrow(/There is no flow/);
  expect(await lines()).toEqual(["GET /flows/..%2Fconnections"]);
});

it("says which configuration is missing, and shows no secret in an error", async () => {
  vi.stubEnv("AEP_CLIENT_SECRET", undefined);
  pulumi.runtime.setAllConfig({ "aep:apiUrl": emulator.url, "aep:imsUrl": emulator.url });
  await expect(aep.getFlows()).rejects.toThrow(/aep:orgId, aep:clientId, aep:clientSecret/);
  await closeServices();
  pulumi.runtime.setAllConfig({ ...configFor(emulator.url), "aep:clientSecret": "not-the-secret" });
  const failure = await aep.getFlows().catch((error: Error) => error.message);
  expect(failure).toContain("invalid_client");
  expect(failure).not.toContain("not-the-secret");
});
