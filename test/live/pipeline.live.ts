import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import { type Kind, type Properties, ProviderHost } from "../support/host/providerHost";
import { azureEnvironment, LiveClient, liveSettings, liveStorage } from "./client";

const settings = liveSettings(process.env);
const storage = liveStorage(process.env);
const client = new LiveClient(settings);
const flowService = "/data/foundation/flowservice";
const mappingSets = "/data/foundation/conversion/mappingSets";
const endpoints = "/data/foundation/connectors/privateEndpoints";
const contentType = "application/vnd.adobe.xed-full+json;version=1";

let host: ProviderHost;
const made: ManagedResource[] = [];
const rows: (readonly [question: string, answer: string])[] = [];
/** What the second test builds upon. */
let ends: { target: ManagedResource; mappingSet: ManagedResource } | undefined;

beforeAll(async () => {
  const { orgId, clientId, sandbox, apiUrl, imsUrl, clientSecret } = settings;
  const config = { orgId, clientId, sandbox, apiUrl, imsUrl };
  host = await ProviderHost.start(
    Object.fromEntries(Object.entries(config).map(([key, value]) => [`aep:${key}`, value])),
    { AEP_CLIENT_SECRET: clientSecret, ...azureEnvironment(process.env) },
  );
});

// Whatever happened: the newest first, each although another one failed.
afterAll(async () => {
  const left: string[] = [];
  for (const resource of made.toReversed()) {
    if (resource.id === "") {
      continue;
    }
    await resource.destroy().catch(() => left.push(`${resource.kind} ${resource.id}`));
  }
  await host.stop();
  const width = Math.max(...rows.map(([question]) => question.length));
  const table = rows.map(([question, answer]) => `${question.padEnd(width)}  ${answer}`);
  process.stdout.write(
    `\n${["What the service does where its documentation is silent:", ...table].join("\n")}\n`,
  );
  expect(left, "left behind in the sandbox").toEqual([]);
});

async function up(kind: Kind, inputs: Properties): Promise<ManagedResource> {
  const resource = new ManagedResource(host, kind);
  made.push(resource);
  expect(await resource.up(inputs)).toBe("create");
  expect(await resource.refresh()).toBe("same");
  expect(await resource.up(inputs)).toBe("same");
  return resource;
}

// Only statuses, codes and shapes, which do not identify the organisation.
function note(question: string, answer: unknown): void {
  rows.push([question, String(answer)]);
}

function has(body: unknown, key: string): boolean {
  return typeof body === "object" && body !== null && key in body;
}

it("brings a schema, a dataset, a mapping set and a target connection up, and changes them", async () => {
  const name = `pulumi-aep live ${randomUUID()}`;
  const schema = await up("schema", {
    title: name,
    description: "Made by a test; may be deleted",
    allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }],
  });
  const dataset = await up("dataset", { name, schemaRef: { id: schema.id, contentType } });
  const mappingSet = await up("mappingSet", {
    outputSchema: { schemaRef: { id: schema.id, contentType } },
    mappings: [{ sourceType: "ATTRIBUTE", source: "Id", destination: "_id" }],
  });
  const inputs = {
    name,
    connectionSpec: { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c", version: "1.0" },
    data: { schema: { id: schema.id, version: contentType } },
    params: { dataSetId: dataset.id },
  };
  const target = await up("targetConnection", inputs);
  expect(await target.up({ ...inputs, description: "Changed by a test" })).toBe("update");
  expect(await target.refresh()).toBe("same");

  ends = { target, mappingSet };

  const path = `${flowService}/targetConnections/${target.id}`;
  const etag = String(target.outputs.etag);
  const patch = [{ op: "replace", path: "/description", value: "Changed again" }];
  const unquoted = await client.send("PATCH", path, patch, { "if-match": etag.replaceAll('"', "") });
  note("PATCH with an unquoted If-Match", unquoted.status);
  note("PATCH without If-Match", (await client.send("PATCH", path, patch)).status);
  const { body } = await client.send("GET", path);
  const [entity] = (body as { items?: Properties[] }).items ?? [];
  note("an entity has createdAt and createdClient", has(entity, "createdAt") && has(entity, "createdClient"));
  const set = await client.send("GET", `${mappingSets}/${mappingSet.id}`);
  note("GET of a mapping set without a version gives", `version ${String((set.body as Properties).version)}`);
});

it.skipIf(storage === undefined)(
  "goes from a storage account to a flow (needs AEP_LIVE_STORAGE_ACCOUNT_ID and AEP_LIVE_CONNECTION_STRING)",
  async () => {
    if (storage === undefined || ends === undefined) {
      throw new Error("The test before this one failed.");
    }
    const name = `pulumi-aep live ${randomUUID()}`;
    const connectionSpec = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" };
    const { accountId: targetResourceId, connectionString, path } = storage;
    const endpoint = await up("privateEndpoint", { name, connectionSpec, targetResourceId });
    await up("azurePrivateEndpointApproval", { privateEndpointId: endpoint.id, targetResourceId });
    await endpoint.refresh();
    note("state of an approved endpoint", endpoint.outputs.state);
    const base = await up("baseConnection", {
      name,
      connectionSpec,
      auth: { specName: "ConnectionString", params: { connectionString, usePrivateLink: true } },
      privateEndpointId: endpoint.id,
    });
    const source = await up("sourceConnection", {
      name,
      connectionSpec,
      baseConnectionId: base.id,
      data: { format: "delimited" },
      params: { path, type: "folder", recursive: true },
    });
    const inputs = {
      name,
      flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876", version: "1.0" },
      sourceConnectionIds: [source.id],
      targetConnectionIds: [ends.target.id],
      transformations: [{ name: "Mapping", params: { mappingId: ends.mappingSet.id, mappingVersion: 0 } }],
      scheduleParams: { frequency: "day", interval: 1 },
    };
    const flow = await up("flow", inputs);
    expect(await flow.up({ ...inputs, state: "disabled" })).toBe("update");
    expect(await flow.refresh()).toBe("same");
    const { body } = await client.send("GET", `${flowService}/connections/${base.id}`);
    const [connection] = (body as { items?: { auth?: { params?: Properties } }[] }).items ?? [];
    note("a connection shows its privateEndpointId", has(connection?.auth?.params, "privateEndpointId"));
    for (const used of [
      `${flowService}/sourceConnections/${source.id}`,
      `${flowService}/connections/${base.id}`,
    ]) {
      note(`DELETE of a used ${used.split("/").at(-2)}`, (await client.send("DELETE", used)).status);
    }
  },
  // Azure's approval alone may take half an hour.
  3_600_000,
);

it("asks for what is not there, and with headers left out", async () => {
  const nobody = randomUUID();
  note("GET of an unknown private endpoint", (await client.send("GET", `${endpoints}/${nobody}`)).status);
  note(
    "DELETE of an unknown private endpoint",
    (await client.send("DELETE", `${endpoints}/${nobody}`)).status,
  );
  const flow = await client.send("GET", `${flowService}/flows/${nobody}`);
  note(
    "GET of an unknown flow",
    `${flow.status} ${String((flow.body as Properties | undefined)?.type ?? "")}`,
  );
  const dataSet = await client.send("GET", `/data/foundation/catalog/dataSets/${"0".repeat(24)}`);
  note("GET of an unknown dataset", dataSet.status);
  const missing = "0".repeat(32);
  note("DELETE of an unknown mapping set", (await client.send("DELETE", `${mappingSets}/${missing}`)).status);
  const bare = await client.send("GET", `${flowService}/flows?limit=1`, undefined, {
    "x-sandbox-name": undefined,
  });
  note("a request without x-sandbox-name", bare.status);
  const keyless = await client.send("GET", `${flowService}/flows?limit=1`, undefined, {
    "x-api-key": undefined,
  });
  const code = (keyless.body as { error_code?: unknown } | undefined)?.error_code;
  note("the gateway's error_code is a", typeof code);
  const both = await client.send("GET", `${flowService}/flows?limit=1&count=false`);
  note("limit together with count=false", both.status);
  const list = await client.send("GET", `${flowService}/connectionSpecs`);
  note("default length of a list of specs", (list.body as { items?: unknown[] }).items?.length);
  note("answers have a Date header", list.headers.has("date"));
  note("answers have an x-request-id header", list.headers.has("x-request-id"));
});
