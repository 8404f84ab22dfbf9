import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { connectionBody, flowBody, sourceBody, targetBody } from "../testing/bodies.testing";
import { type Client, createPipeline, paths, start } from "../testing/client.testing";

const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;

const create = async (client: Client, path: string, body: JsonObject): Promise<string> =>
  (await client.post(path, body)).body.id;

const publish = (client: Client, path: string, id: string) => client.post(`${path}/${id}/action?op=publish`);

/** A flow without what a draft may lack. */
function draftFlowBody(source: string, target: string): JsonObject {
  const { transformations: _, scheduleParams: __, ...body } = flowBody(source, target);
  return body;
}

/** Drafts of everything up to a flow. */
async function createDrafts(client: Client) {
  const connection = await create(client, `${paths.connections}?mode=draft`, connectionBody);
  const source = await create(client, `${paths.sources}?mode=draft`, sourceBody(connection));
  const target = await create(client, `${paths.targets}?mode=draft`, targetBody);
  const flow = await create(client, `${paths.flows}?mode=draft`, draftFlowBody(source, target));
  return { connection, source, target, flow };
}

test("creates, lists and publishes drafts in the order of their references", async () => {
  const { client } = await start();
  const { connection, source, target, flow } = await createDrafts(client);
  const drafts = [
    [paths.connections, connection],
    [paths.sources, source],
    [paths.targets, target],
    [paths.flows, flow],
  ] as const;
  for (const [path, id] of drafts) {
    expect((await client.read(`${path}/${id}`)).state).toBe("draft");
    expect((await client.get(`${path}?property=state==draft`)).body.items).toHaveLength(1);
  }
  expect((await publish(client, paths.flows, flow)).body.type).toBe(code("FLOW-1416-400"));
  expect((await publish(client, paths.sources, source)).body.type).toBe(code("FLOW-1416-400"));
  const { transformations, scheduleParams } = flowBody(source, target);
  await client.patch(`${paths.flows}/${flow}`, [
    { op: "add", path: "/transformations", value: transformations ?? [] },
    { op: "add", path: "/scheduleParams", value: scheduleParams ?? {} },
  ]);
  for (const [path, id] of drafts) {
    const { etag } = await client.read(`${path}/${id}`);
    const published = await publish(client, path, id);
    expect(published.body).toEqual({ id, etag: expect.any(String) });
    const after = await client.read(`${path}/${id}`);
    expect(after).toMatchObject({ state: "enabled", etag: published.body.etag });
    expect(after.etag).not.toBe(etag);
    expect((await publish(client, path, id)).body.type).toBe(code("FLOW-1422-400"));
  }
  expect(await client.read(`${paths.flows}/${flow}`)).toMatchObject({
    scheduleParams: { frequency: "minute", interval: "15", backfill: "true" },
  });
});

test.each<[string, string, JsonObject]>([
  ["transformations", "CONNECTOR-1370-400", { scheduleParams: flowBody("", "").scheduleParams ?? null }],
  ["a schedule", "CONNECTOR-1317-400", { transformations: flowBody("", "").transformations ?? null }],
])("does not publish a flow that lacks %s", async (_case, name, given) => {
  const { client } = await start();
  const { source, target } = await createPipeline(client);
  const flow = await create(client, `${paths.flows}?mode=draft`, {
    ...draftFlowBody(source, target),
    ...given,
  });
  expect((await publish(client, paths.flows, flow)).body.type).toBe(code(name));
  expect((await client.read(`${paths.flows}/${flow}`)).state).toBe("draft");
});

test("does not publish a flow whose start has passed, until it is changed", async () => {
  const { client, emulator } = await start();
  const { source, target } = await createPipeline(client);
  const flow = await create(client, `${paths.flows}?mode=draft`, flowBody(source, target));
  const path = `${paths.flows}/${flow}`;
  emulator.clock.advance(2 * 3_600_000);
  expect((await publish(client, paths.flows, flow)).body.type).toBe(code("CONNECTOR-1360-400"));
  expect((await client.patch(path, [{ op: "replace", path: "/name", value: "b" }])).status).toBe(200);
  const startTime = String(Math.floor(emulator.clock.now() / 1000) + 60);
  expect(
    (await client.patch(path, [{ op: "replace", path: "/scheduleParams/startTime", value: startTime }]))
      .status,
  ).toBe(200);
  expect((await publish(client, paths.flows, flow)).status).toBe(200);
});

test("refuses invalid fields of a draft, and what only a published flow can do", async () => {
  const { client } = await start();
  const { source, target } = await createPipeline(client);
  const draft = `${paths.flows}?mode=draft`;
  const invalid = { scheduleParams: { frequency: "year" } };
  expect((await client.post(draft, { ...draftFlowBody(source, target), ...invalid })).body.type).toBe(
    code("CONNECTOR-1397-400"),
  );
  const flow = await create(client, draft, draftFlowBody(source, target));
  for (const action of ["enable", "disable"]) {
    expect((await client.post(`${paths.flows}/${flow}/action?op=${action}`)).body.type).toBe(
      code("FLOW-1422-400"),
    );
  }
  expect((await client.post(paths.runs, { flowId: flow, params: {} })).body.type).toBe(code("FLOW-1416-400"));
  expect((await client.delete(`${paths.flows}/${flow}`)).status).toBe(204);
});

test("refuses a published child of a draft, and accepts it by switch", async () => {
  const { client, emulator } = await start();
  const { connection, source, target } = await createDrafts(client);
  const children: [string, JsonObject][] = [
    [paths.sources, sourceBody(connection)],
    [paths.flows, flowBody(source, target)],
  ];
  for (const [path, body] of children) {
    expect((await client.post(path, body)).body.type).toBe(code("FLOW-1416-400"));
  }
  emulator.switches.childOfDraft = "accept";
  for (const [path, body] of children) {
    expect((await client.post(path, body)).status).toBe(201);
  }
});

test("refuses drafts where a spec does not support them, and accepts them by switch", async () => {
  const { client, emulator } = await start();
  const body: JsonObject = {
    name: "ACME tables",
    connectionSpec: { id: "74a1c565-4e59-48d7-9d67-7c03b8a13137", version: "1.0" },
    auth: {
      specName: "Connection String Based Authentication",
      params: { connectionString: "not-a-real-one" },
    },
  };
  const draft = `${paths.connections}?mode=draft`;
  expect((await client.post(draft, body)).body.type).toBe(code("FLOW-1100-400"));
  emulator.switches.unsupportedDraft = "ignore";
  expect((await client.post(draft, body)).status).toBe(201);
});

test("shows the state of a draft in another spelling by switch", async () => {
  const { client } = await start({ switches: { draftState: "DRAFT" } });
  const { connection } = await createDrafts(client);
  const path = `${paths.connections}/${connection}`;
  expect((await client.read(path)).state).toBe("DRAFT");
  expect((await client.patch(path, [{ op: "replace", path: "/name", value: "b" }])).status).toBe(200);
  expect((await publish(client, paths.connections, connection)).status).toBe(200);
});

test.each([paths.connections, paths.sources, paths.targets, paths.flows])(
  "refuses another mode and other actions at %s",
  async (path) => {
    const { client } = await start();
    const { connection, source, target, flow } = await createPipeline(client);
    const ids: Record<string, string> = {
      [paths.connections]: connection,
      [paths.sources]: source,
      [paths.targets]: target,
      [paths.flows]: flow,
    };
    expect((await client.post(`${path}?mode=published`, connectionBody)).body.type).toBe(
      code("FLOW-1451-400"),
    );
    const act = (op: string) => client.post(`${path}/${ids[path]}/action?op=${op}`);
    expect((await act("finalize")).body.type).toBe(code("FLOW-1402-400"));
    expect((await act("publish")).body.type).toBe(code("FLOW-1422-400"));
    expect((await client.post(`${path}/none/action?op=publish`)).status).toBe(404);
  },
);
