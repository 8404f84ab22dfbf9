import { expect, test } from "vitest";
import type { RunningEmulator, Switches } from "./index";
import { groupPath, serverPath, startAzure } from "./testing/azureClient.testing";
import {
  connectionBody,
  endpointBody,
  fullSchema,
  mappingSetBody,
  mergePolicyBody,
  namespaceBody,
  schemaBody,
  sourceBody,
  targetBody,
} from "./testing/bodies.testing";
import { type Client, createPipeline, paths, start } from "./testing/client.testing";
import { MadconnectClient } from "./testing/madconnect.testing";
import { createStream, sendMessage, xdmMessage } from "./testing/streaming.testing";

// Nothing that was visible or done once may be undone, and nothing may wait for hours, because the clock is set back.
const hours = 7 * 3_600_000;
const lags = { visibleAfterMs: 2000, listedAfterMs: 2000, registryVisibleAfterMs: 2000 };

/** An entity that a client creates, and where it is found. */
interface Visible {
  name: string;
  create(client: Client): Promise<{ path: string; list: string; id: string }>;
}

async function create(client: Client, path: string, body: object) {
  const { status, body: created } = await client.post(path, body as never);
  expect([200, 201]).toContain(status);
  const id = String(created["meta:altId"] ?? created.id ?? (created as { publicKeyId?: string }).publicKeyId);
  return { path: `${path}/${id}`, list: path, id };
}

const visible: Visible[] = [
  { name: "a schema", create: (client) => create(client, paths.schemas, schemaBody) },
  { name: "an identity namespace", create: (client) => create(client, paths.namespaces, namespaceBody()) },
  { name: "a merge policy", create: (client) => create(client, paths.mergePolicies, mergePolicyBody()) },
  { name: "a private endpoint", create: (client) => create(client, paths.endpoints, endpointBody) },
  { name: "a connection", create: (client) => create(client, paths.connections, connectionBody) },
  {
    name: "a source",
    async create(client) {
      const { id } = await create(client, paths.connections, connectionBody);
      return create(client, paths.sources, sourceBody(id));
    },
  },
  { name: "a target", create: (client) => create(client, paths.targets, targetBody) },
  {
    name: "an encryption key",
    create: (client) =>
      create(client, paths.encryptionKeys, {
        name: "ACME key",
        encryptionAlgorithm: "PGP",
        params: { passPhrase: "not-a-real-passphrase" },
      }),
  },
  {
    name: "a dataset",
    async create(client) {
      const schema = await client.post(paths.schemas, schemaBody);
      const id = await client.createDataSet(schema.body.$id);
      return { path: `${paths.dataSets}/${id}`, list: paths.dataSets, id };
    },
  },
  {
    name: "a mapping set",
    async create(client) {
      const schema = await client.post(paths.schemas, schemaBody);
      const { list, ...created } = await create(client, paths.mappingSets, mappingSetBody(schema.body.$id));
      return { ...created, list: `${list}?limit=10` };
    },
  },
];

async function read(client: Client, path: string): Promise<[status: number, body: string]> {
  const isRegistry = path.startsWith(paths.schemas);
  const type = path === paths.schemas ? "application/vnd.adobe.xed+json" : fullSchema;
  const { status, body } = await (isRegistry ? client.getSchema(path, type) : client.get(path));
  return [status, JSON.stringify(body)];
}

test.each(visible)("shows $name as before", async ({ create: createOne }) => {
  const { client, emulator } = await start();
  emulator.clock.advance(hours);
  const { path, list, id } = await createOne(client);
  Object.assign(emulator.switches, lags);
  emulator.clock.advance(3000);
  const before = [await read(client, path), await read(client, list)];
  expect(before).toEqual([
    [200, expect.any(String)],
    [200, expect.stringContaining(id)],
  ]);
  await client.post("/_emulator/clock", { offsetMs: 0 });
  expect([await read(client, path), await read(client, list)]).toEqual(before);
});

/** Something that is under way, and what shows how far it is. */
interface UnderWay {
  name: string;
  switches: Partial<Switches>;
  begin(client: Client, emulator: RunningEmulator): Promise<() => Promise<unknown>>;
  before: unknown;
  after: unknown;
}

const underWay: UnderWay[] = [
  {
    name: "a change that reads do not show yet is shown",
    switches: { registryStaleReadMs: 60_000 },
    async begin(client) {
      const { path } = await create(client, paths.schemas, schemaBody);
      await client.send("PATCH", path, [{ op: "replace", path: "/title", value: "Changed" }]);
      return async () => (await client.getSchema(path)).body.title;
    },
    before: schemaBody.title,
    after: "Changed",
  },
  {
    name: "a private endpoint is approved",
    switches: { approvalDelayMs: 60_000, azureConnectionDelayMs: 60_000, azureFollowDelayMs: 60_000 },
    async begin(client) {
      const { path } = await create(client, paths.endpoints, endpointBody);
      return async () => (await client.read(path)).state;
    },
    before: "Pending",
    after: "Approved",
  },
  {
    name: "a private endpoint that nobody approves stays pending",
    switches: { approvalDelayMs: "never" },
    async begin(client) {
      const { path } = await create(client, paths.endpoints, endpointBody);
      return async () => (await client.read(path)).state;
    },
    before: "Pending",
    after: "Pending",
  },
  {
    name: "interactive authoring is enabled",
    switches: { interactiveAuthoringEnablingMs: 60_000 },
    async begin(client) {
      const path = `${paths.endpoints}/interactiveAuthoring`;
      await client.send("POST", `${path}?op=enable`);
      return async () => (await client.get(path)).body.status;
    },
    before: "Enabling",
    after: "Enabled",
  },
  {
    name: "a connection is initialized",
    switches: { connectionInitializingMs: 60_000 },
    async begin(client) {
      const { path } = await create(client, paths.connections, connectionBody);
      return async () => (await client.read(path)).state;
    },
    before: "initializing",
    after: "enabled",
  },
  {
    name: "a flow is deleted",
    switches: { flowDeleteFinalizingMs: 60_000 },
    async begin(client, emulator) {
      emulator.clock.setOffset(0);
      const { flow } = await createPipeline(client);
      emulator.clock.setOffset(hours);
      await client.delete(`${paths.flows}/${flow}`);
      return async () => (await client.get(`${paths.flows}/${flow}`)).status;
    },
    before: 200,
    after: 404,
  },
  {
    name: "a run ends",
    switches: { runDurationMs: 60_000, scheduledRuns: true },
    async begin(client, emulator) {
      emulator.clock.setOffset(0);
      const { flow } = await createPipeline(client);
      emulator.clock.setOffset(3_600_000 + 1000);
      const metrics = async () => {
        const [run] = (await client.get(`${paths.runs}?property=flowId==${flow}`)).body.items;
        return (run as unknown as { metrics: { statusSummary: { status: string } } }).metrics.statusSummary
          .status;
      };
      return metrics;
    },
    before: "inProgress",
    after: "success",
  },
  {
    name: "an inlet accepts messages",
    switches: { streamingFlowReadyMs: 60_000 },
    async begin(client) {
      const stream = await createStream(client);
      return async () => {
        await sendMessage(stream.inletUrl, xdmMessage(stream));
        return (await client.get(`/_emulator/inlets/${stream.inletId}`)).body;
      };
    },
    before: expect.objectContaining({ dropped: 1 }),
    after: expect.objectContaining({ dropped: 1, ingested: 1 }),
  },
  {
    name: "an inlet validates again",
    switches: {},
    async begin(client) {
      const stream = await createStream(client);
      const send = async () =>
        (await sendMessage(`${stream.inletUrl}?syncValidation=true`, xdmMessage(stream))).status;
      for (let count = 0; count < 60; count += 1) {
        await send();
      }
      return send;
    },
    before: 429,
    after: 200,
  },
  {
    name: "a connection of MadConnect gets active",
    switches: { madconnectInProgressMs: 60_000 },
    async begin(client) {
      const madconnect = new MadconnectClient(client.url);
      await madconnect.authorise();
      const id = await madconnect.create();
      return async () => (await madconnect.read(id)).status;
    },
    before: "In-progress",
    after: "active",
  },
  {
    name: "a deleted connection of MadConnect can still be restored",
    switches: {},
    async begin(client) {
      const madconnect = new MadconnectClient(client.url);
      await madconnect.authorise();
      const id = await madconnect.create();
      await madconnect.send("DELETE", `/es/v2/connections/${id}`);
      return async () => (await madconnect.read(id)).status;
    },
    before: "deleted",
    after: "deleted",
  },
  {
    name: "a token stays valid",
    switches: {},
    async begin(client) {
      await client.authorise();
      return async () => (await client.get(paths.flows)).status;
    },
    before: 200,
    after: 200,
  },
];

test.each(underWay)("$name", async ({ switches, begin, before, after }) => {
  const { client, emulator } = await start({ switches });
  emulator.clock.advance(hours);
  const look = await begin(client, emulator);
  expect(await look()).toEqual(before);
  await client.post("/_emulator/clock", { offsetMs: 0 });
  expect(await look()).toEqual(after);
});

test("an operation on Azure ends, without a time to wait for", async () => {
  const { azure, client, emulator } = await startAzure({ azureOperationMs: 60_000 });
  emulator.clock.advance(hours);
  await azure.authorise();
  await azure.send("PUT", groupPath, { location: "westeurope" });
  await azure.send("PUT", serverPath, { location: "westeurope" });
  await client.post("/_emulator/privateEndpointConnections", { resource: serverPath });
  const { id } = await azure.connection(serverPath);
  const { headers } = await azure.decide(id, "Approved");
  const operation = (headers.get("azure-asyncoperation") ?? "").replace(client.url, "");
  const look = async () => {
    const found = await azure.send("GET", operation);
    return [found.body.status, found.headers.has("retry-after")];
  };
  expect(await look()).toEqual(["InProgress", true]);
  await client.post("/_emulator/clock", { offsetMs: 0 });
  expect(await look()).toEqual(["Succeeded", false]);
});

test("new entities become visible after their delay, also behind others", async () => {
  const { client, emulator } = await start({ switches: lags });
  emulator.clock.advance(hours);
  await create(client, paths.schemas, schemaBody);
  await client.post("/_emulator/clock", { offsetMs: 0 });
  const { path } = await create(client, paths.schemas, { ...schemaBody, title: "Second" });
  expect((await client.getSchema(path)).status).toBe(404);
  emulator.clock.advance(2000);
  expect((await client.getSchema(path)).status).toBe(200);
});
