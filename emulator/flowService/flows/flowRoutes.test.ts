import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../core/json";
import { azureBlob, dataLake, flowBody, sourceBody, targetBody } from "../../testing/bodies.testing";
import { createPipeline, paths, start } from "../../testing/client.testing";

const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;

test("shows strings in the schedule, and inherited attributes", async () => {
  const { client } = await start();
  const { flow, source, target, connection } = await createPipeline(client);
  const entity = await client.read(`${paths.flows}/${flow}`);
  const { startTime } = flowBody(source, target).scheduleParams as JsonObject;
  expect(entity).toMatchObject({
    state: "enabled",
    scheduleParams: { startTime: String(startTime), frequency: "minute", interval: "15", backfill: "true" },
    transformations: [{ name: "Mapping", params: { mappingVersion: "0" } }],
    inheritedAttributes: {
      properties: { isSourceFlow: true },
      sourceConnections: [
        {
          id: source,
          connectionSpec: azureBlob,
          baseConnection: { id: connection, connectionSpec: azureBlob },
        },
      ],
      targetConnections: [{ id: target, connectionSpec: dataLake }],
    },
    runs: `/runs?property=flowId==${flow}`,
    lastOperation: { operation: "create" },
  });
  const bySpec = `property=inheritedAttributes.sourceConnections[].connectionSpec.id==${azureBlob.id}`;
  expect((await client.get(`${paths.flows}?${bySpec}`)).body.items).toHaveLength(1);
});

test.each<[string, JsonObject, string]>([
  ["a state", { state: "enabled" }, "FLOW-1410-400"],
  ["an unknown spec", { flowSpec: { id: "none", version: "1.0" } }, "FLOW-1413-400"],
  ["no source", { sourceConnectionIds: [] }, "CONNECTOR-1320-400"],
  ["two targets", { targetConnectionIds: ["a", "b"] }, "CONNECTOR-1321-400"],
  ["an unknown source", { sourceConnectionIds: ["none"] }, "FLOW-1439-400"],
  ["no schedule", { scheduleParams: {} }, "CONNECTOR-1317-400"],
  // Both are in one guide's sample.
  [
    "a start in the past",
    { scheduleParams: { startTime: "1625040887", frequency: "minute", interval: 15 } },
    "CONNECTOR-1360-400",
  ],
  ["no mapping", { transformations: [] }, "CONNECTOR-1370-400"],
  ["an unknown transformation", { transformations: [{ name: "Copy", params: {} }] }, "FLOW-1100-400"],
  ["a mapping without its id", { transformations: [{ name: "Mapping", params: {} }] }, "CONNECTOR-1304-400"],
  ["no percentage", { options: { partialIngestionPercent: "none" } }, "FLOW-1100-400"],
  ["a field of the client's own", { startTimeIfPast: "now" }, "FLOW-1100-400"],
])("refuses %s", async (_what, change, name) => {
  const { client } = await start();
  const { source, target } = await createPipeline(client);
  const response = await client.post(paths.flows, { ...flowBody(source, target), ...change });
  expect([response.status, response.body.type]).toEqual([400, code(name)]);
  expect((await client.get(paths.flows)).body.items).toHaveLength(1);
});

test("requires no mapping for XDM data", async () => {
  const { client } = await start();
  const { connection, target } = await createPipeline(client);
  const source = await client.post(paths.sources, {
    ...sourceBody(connection),
    data: { format: "parquet_xdm" },
  });
  const body = flowBody(source.body.id, target);
  delete body.transformations;
  expect((await client.post(paths.flows, body)).status).toBe(201);
});

test("requires a delta column for tables unless the flow runs once", async () => {
  const { client } = await start();
  const { source, target } = await createPipeline(client);
  const body: JsonObject = {
    ...flowBody(source, target),
    flowSpec: { id: "14518937-270c-4525-bdec-c2ba7cce3860", version: "1.0" },
  };
  const [mapping] = body.transformations as Json[];
  const copy = { name: "Copy", params: { deltaColumn: { name: "updatedAt" } } };
  const { startTime } = body.scheduleParams as JsonObject;
  const once = { startTime: startTime ?? null, frequency: "once" };
  const post = async (change: JsonObject) =>
    (await client.post(paths.flows, { ...body, ...change })).body.type;
  expect(await post({})).toBe(code("CONNECTOR-1367-400"));
  expect(await post({ transformations: [copy, mapping ?? null] })).toBeUndefined();
  expect(await post({ transformations: [copy, mapping ?? null], scheduleParams: once })).toBe(
    code("CONNECTOR-1369-400"),
  );
  expect(await post({ scheduleParams: once })).toBeUndefined();
});

test("patches schedule and transformations, but not specs and connections", async () => {
  const { client, emulator } = await start();
  const { flow, target } = await createPipeline(client);
  const path = `${paths.flows}/${flow}`;
  const patch = (...operations: Json[]) => client.patch(path, operations);
  const replace = (at: string, value: Json) => patch({ op: "replace", path: at, value });

  const changed = await patch(
    { op: "replace", path: "/scheduleParams/frequency", value: "day" },
    { op: "replace", path: "/scheduleParams/interval", value: 1 },
    { op: "replace", path: "/transformations/0/params/mappingVersion", value: 2 },
    { op: "add", path: "/options", value: { partialIngestionPercent: "10" } },
    { op: "add", path: "/labels", value: ["a"] },
    { op: "add", path: "/labels/-", value: "b" },
  );
  expect(changed.status).toBe(200);
  expect(await client.read(path)).toMatchObject({
    scheduleParams: { frequency: "day", interval: "1", backfill: "true" },
    transformations: [{ params: { mappingVersion: "2" } }],
    options: { partialIngestionPercent: 10 },
    labels: ["a", "b"],
    lastOperation: { operation: "update" },
  });

  expect((await replace("/flowSpec/id", "b")).body.type).toBe(code("CONNECTOR-1365-400"));
  expect((await replace("/sourceConnectionIds/0", "b")).body.type).toBe(code("CONNECTOR-1365-400"));
  expect((await replace("/state", "disabled")).body.type).toBe(code("CONNECTOR-1365-400"));
  expect((await replace("/scheduleParams/interval", 0)).body.type).toBe(code("CONNECTOR-1362-400"));
  expect((await patch({ op: "remove", path: "/scheduleParams" })).body.type).toBe(code("CONNECTOR-1317-400"));
  expect((await replace("/transformations", [])).body.type).toBe(code("CONNECTOR-1370-400"));

  const otherTarget = (await client.post(paths.targets, targetBody)).body.id;
  emulator.switches.patchFlowConnections = "accept";
  expect((await replace("/targetConnectionIds/0", otherTarget)).status).toBe(200);
  expect((await client.delete(`${paths.targets}/${target}`)).status).toBe(204);

  emulator.clock.advance(7_200_000);
  expect((await replace("/scheduleParams/startTime", 1)).body.type).toBe(code("CONNECTOR-1366-400"));
  expect((await replace("/scheduleParams/backfill", false)).body.type).toBe(code("CONNECTOR-1404-400"));
  const once: Json[] = [
    { op: "replace", path: "/scheduleParams/frequency", value: "once" },
    { op: "remove", path: "/scheduleParams/interval" },
  ];
  expect((await patch(...once)).body.type).toBe(code("CONNECTOR-1403-400"));
});

test("disables and enables by actions, without If-Match", async () => {
  const { client, emulator } = await start();
  const { flow } = await createPipeline(client);
  const path = `${paths.flows}/${flow}`;
  const act = (op: string, headers = {}) =>
    client.send("POST", `${path}/action?op=${op}`, undefined, headers);
  const state = async () => (await client.read(path)).state;
  const disabled = await act("disable");
  expect(disabled).toMatchObject({ status: 200, body: { id: flow, etag: expect.any(String) } });
  expect(await state()).toBe("disabled");
  expect((await act("ENABLE", { "if-match": '"stale"' })).status).toBe(412);
  expect((await act("ENABLE", { "if-match": disabled.body.etag })).status).toBe(200);
  expect(await state()).toBe("enabled");
  expect((await act("enable")).status).toBe(200);
  emulator.switches.flowActionOnSameState = "refuse";
  expect((await act("enable")).body.type).toBe(code("FLOW-1422-400"));
  expect((await act("publish")).body.type).toBe(code("FLOW-1422-400"));
  expect((await act("finalize")).body.type).toBe(code("FLOW-1402-400"));
  expect((await client.send("POST", `${paths.flows}/none/action?op=enable`)).status).toBe(404);
});

test("deletes after a delay by switch, and uses its connections until then", async () => {
  const { client, emulator } = await start({ switches: { flowDeleteFinalizingMs: 60_000 } });
  const { flow, source, connection } = await createPipeline(client);
  const path = `${paths.flows}/${flow}`;
  expect((await client.delete(path)).status).toBe(204);
  expect((await client.read(path)).state).toBe("delete-finalizing");
  expect((await client.delete(path)).body.type).toBe(code("FLOW-1458-400"));
  expect((await client.patch(path, [{ op: "replace", path: "/name", value: "b" }])).body.type).toBe(
    code("FLOW-1457-400"),
  );
  expect((await client.delete(`${paths.sources}/${source}`)).status).toBe(400);
  expect((await client.delete(`${paths.connections}/${connection}`)).status).toBe(400);
  emulator.clock.advance(60_000);
  expect((await client.delete(`${paths.sources}/${source}`)).status).toBe(204);
  expect((await client.delete(`${paths.connections}/${connection}`)).status).toBe(204);
  expect((await client.get(path)).status).toBe(404);
});

test("allows no change in a transitional state", async () => {
  const { client } = await start();
  const { flow } = await createPipeline(client);
  await client.send("PATCH", `/_emulator/flows/${flow}`, { state: "updating" });
  expect((await client.delete(`${paths.flows}/${flow}`)).body.type).toBe(code("FLOW-1416-400"));
});
