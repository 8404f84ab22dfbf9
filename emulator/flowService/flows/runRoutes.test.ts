import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { connectionBody, flowBody, sourceBody, targetBody } from "../../testing/bodies.testing";
import { type Client, createPipeline, paths, start } from "../../testing/client.testing";
import { createStream } from "../../testing/streaming.testing";

const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;
const soon = () => String(Math.floor(Date.now() / 1000) + 60);
const params = { startTime: "1663735590", windowStartTime: "1651584991", windowEndTime: 1651585956 };

async function createFlow(client: Client, change: JsonObject = {}): Promise<string> {
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const source = (await client.post(paths.sources, sourceBody(id))).body.id;
  const target = (await client.post(paths.targets, targetBody)).body.id;
  const scheduleParams = { startTime: soon(), frequency: "once" };
  return (await client.post(paths.flows, { ...flowBody(source, target), scheduleParams, ...change })).body.id;
}

const tables = { flowSpec: { id: "14518937-270c-4525-bdec-c2ba7cce3860", version: "1.0" } };

test("runs a flow of frequency once on demand", async () => {
  const { client, emulator } = await start({ switches: { runDurationMs: 60_000 } });
  const flowId = await createFlow(client);
  const response = await client.post(`${paths.runs}/`, { flowId, params });
  expect(response.status).toBe(201);
  expect(Object.keys(response.body)).toEqual(["id", "etag"]);
  const path = `${paths.runs}/${response.body.id}`;
  const run = await client.read(path);
  expect(run).toMatchObject({
    flowId,
    etag: response.body.etag,
    metrics: { statusSummary: { status: "inProgress" } },
  });
  emulator.clock.advance(60_000);
  expect(await client.read(path)).toMatchObject({
    metrics: { statusSummary: { status: "success", errors: [] } },
  });
  expect((await client.read(path)).etag).not.toBe(run.etag);
  expect(await client.read(`${paths.flows}/${flowId}`)).toMatchObject({
    lastRunDetails: { id: response.body.id, state: "success" },
  });
  emulator.switches.runCreateAnswer = "items";
  expect((await client.post(paths.runs, { flowId, params })).body).toEqual({
    items: [{ id: expect.any(String), etag: expect.any(String) }],
  });
});

test.each<[JsonObject, string]>([
  [{ flowId: "none" }, "FLOW-1430-400"],
  [{ flowId: "" }, "CONNECTOR-1304-400"],
  [{ params: {} }, "CONNECTOR-1384-400"],
  [{ params: { ...params, startTime: "now" } }, "CONNECTOR-1384-400"],
  [{ params: { ...params, windowEndTime: 1 } }, "CONNECTOR-1381-400"],
  [{ params: { ...params, deltaColumn: { name: "DOB" } } }, "CONNECTOR-1384-400"],
  [{ interval: 1 }, "FLOW-1100-400"],
])("refuses %j with %s", async (change, name) => {
  const { client } = await start();
  const flowId = await createFlow(client);
  const response = await client.post(paths.runs, { flowId, params, ...change });
  expect([response.status, response.body.type]).toEqual([400, code(name)]);
});

test("runs only flows of frequency once on demand, and none by switch", async () => {
  const { client, emulator } = await start();
  const { flow: flowId } = await createPipeline(client);
  expect((await client.post(paths.runs, { flowId, params })).body.type).toBe(code("CONNECTOR-1386-400"));
  emulator.switches.onDemandRuns = "refuse";
  expect((await client.post(paths.runs, { flowId, params })).body.type).toBe(code("FLOW-1427-400"));
});

test("stores the delta column of a table's first run in the flow", async () => {
  const { client } = await start();
  const flowId = await createFlow(client, tables);
  const run = (deltaColumn?: JsonObject) =>
    client.post(paths.runs, { flowId, params: { ...params, ...(deltaColumn && { deltaColumn }) } });
  expect((await run()).body.type).toBe(code("CONNECTOR-1382-400"));
  const before = await client.read(`${paths.flows}/${flowId}`);
  expect((await run({ name: "DOB" })).status).toBe(201);
  const after = await client.read(`${paths.flows}/${flowId}`);
  expect(after).toMatchObject({
    transformations: [{ name: "Copy", params: { deltaColumn: { name: "DOB" } } }, { name: "Mapping" }],
  });
  expect(after.etag).not.toBe(before.etag);
  expect((await run()).status).toBe(201);
  expect((await run({ name: "DOB" })).status).toBe(201);
  expect((await run({ name: "other" })).body.type).toBe(code("CONNECTOR-1383-400"));
});

test("is triggered again if it failed or read no records", async () => {
  const { client } = await start();
  const flowId = await createFlow(client);
  const retry = async (status: string, inputRecordCount: number, op: string) => {
    const metrics = { statusSummary: { status }, recordSummary: { inputRecordCount } };
    const { id } = (await client.post("/_emulator/runs", { flowId, metrics })).body;
    return client.post(`${paths.runs}/${id}/action?op=${op}`);
  };
  const response = await retry("failed", 9, "re-trigger");
  expect(response.status).toBe(200);
  expect(await client.read(`${paths.runs}/${response.body.id}`)).toMatchObject({ flowId });
  expect((await retry("success", 0, "RE_TRIGGER")).status).toBe(200);
  expect((await retry("success", 1, "re-trigger")).body.type).toBe(code("CONNECTOR-1388-400"));
  expect((await retry("inProgress", 0, "re-trigger")).body.type).toBe(code("CONNECTOR-1387-400"));
  expect((await retry("failed", 0, "enable")).body.type).toBe(code("FLOW-1422-400"));
  expect((await client.post(`${paths.runs}/none/action?op=re-trigger`)).status).toBe(404);
});

test("is not triggered again if its source is streaming", async () => {
  const { client } = await start();
  const { flow } = await createStream(client);
  const metrics = { statusSummary: { status: "failed" } };
  const { id } = (await client.post("/_emulator/runs", { flowId: flow, metrics })).body;
  expect((await client.post(`${paths.runs}/${id}/action?op=re-trigger`)).body.type).toBe(
    code("CONNECTOR-1386-400"),
  );
});

test("is cancelled by switch while it is in progress", async () => {
  const { client, emulator } = await start({ switches: { runDurationMs: 60_000 } });
  const flowId = await createFlow(client);
  const { id } = (await client.post(paths.runs, { flowId, params })).body;
  const cancel = () => client.post(`${paths.runs}/${id}/action?op=cancel`);
  expect((await cancel()).body.type).toBe(code("FLOW-1422-400"));
  emulator.switches.runCancel = "accept";
  expect((await cancel()).body).toEqual({ id, etag: expect.any(String) });
  expect(await client.read(`${paths.runs}/${id}`)).toMatchObject({
    metrics: { statusSummary: { status: "failed", errors: [{ message: "The run was cancelled" }] } },
  });
  emulator.clock.advance(60_000);
  expect((await cancel()).body.type).toBe(code("FLOW-1422-400"));
});

test("lists all of 250 runs in pages, by flow and by status", async () => {
  const { client } = await start();
  for (let index = 0; index < 250; index += 1) {
    const metrics = { statusSummary: { status: index % 50 === 0 ? "failed" : "success" } };
    await client.post("/_emulator/runs", { flowId: index < 240 ? "a" : "b", metrics });
  }
  const count = async (query: string) => {
    const found = new Set<string>();
    let next = `?limit=100&${query}`;
    for (;;) {
      const { items, _links } = (await client.get(`${paths.runs}${next}`)).body;
      for (const { id } of items) {
        found.add(id);
      }
      const link = _links.next as { href: string } | undefined;
      if (link === undefined) {
        return found.size;
      }
      next = link.href.slice(link.href.indexOf("?"));
    }
  };
  expect(await count("")).toBe(250);
  expect(await count("property=flowId==a")).toBe(240);
  expect(await count("property=metrics.statusSummary.status==failed&property=flowId==a")).toBe(5);
  expect((await client.get(`${paths.runs}?count=true&property=flowId==b`)).body).toEqual({ count: 10 });
  expect((await client.in("dev").get(paths.runs)).body.items).toEqual([]);
});

test("refuses an invalid run in the admin call", async () => {
  const { client } = await start();
  expect((await client.post("/_emulator/runs", {})).status).toBe(400);
  expect((await client.post("/_emulator/runs", { flowId: "a", sandboxName: "none" })).status).toBe(400);
  expect((await client.post("/_emulator/runs", { flowId: "a", id: "r" })).status).toBe(200);
  expect((await client.post("/_emulator/runs", { flowId: "a", id: "r" })).status).toBe(400);
});
