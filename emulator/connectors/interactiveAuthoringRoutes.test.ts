import { expect, test } from "vitest";
import {
  endpointBody,
  flowBody,
  privateConnectionBody,
  sourceBody,
  targetBody,
} from "../testing/bodies.testing";
import { createPipeline, paths, start } from "../testing/client.testing";

const path = `${paths.endpoints}/interactiveAuthoring`;

test("enables, and ends by itself", async () => {
  const { client, emulator } = await start({ switches: { interactiveAuthoringEnablingMs: 60_000 } });
  const status = async () => (await client.get(path)).body;
  expect(await status()).toEqual({ status: "Disabled" });
  const response = await client.post(`${path}?op=enable`, { autoTerminationMinutes: 120 });
  expect([response.status, response.body]).toEqual([202, null]);
  expect(await status()).toEqual({ status: "Enabling" });
  emulator.clock.advance(60_000);
  expect(await status()).toEqual({ status: "Enabled" });
  expect((await client.in("dev").get(path)).body).toEqual({ status: "Disabled" });
  emulator.switches.interactiveAuthoringSpelling = "disabled";
  expect(await status()).toEqual({ status: "enabled" });
  emulator.clock.advance(120 * 60_000);
  expect(await status()).toEqual({ status: "disabled" });
  expect(Object.keys(emulator.log.counts().GET ?? {})).toEqual([path]);
});

test("lasts an hour by default", async () => {
  const { client, emulator } = await start();
  await client.send("POST", `${path}?op=enable`);
  emulator.clock.advance(3_540_000);
  expect((await client.get(path)).body.status).toBe("Enabled");
  emulator.clock.advance(60_000);
  expect((await client.get(path)).body.status).toBe("Disabled");
});

test.each([[121], [0], ["60"], [1.5]])("refuses %s minutes", async (autoTerminationMinutes) => {
  const { client } = await start();
  expect((await client.post(`${path}?op=enable`, { autoTerminationMinutes })).status).toBe(400);
});

test("is required for connections over private link by switch", async () => {
  const { client } = await start({ switches: { interactiveAuthoringRequired: true } });
  await client.post(paths.endpoints, endpointBody);
  expect((await client.post(paths.connections, privateConnectionBody)).status).toBe(400);
  await client.post(`${path}?op=enable`);
  expect((await client.post(paths.connections, privateConnectionBody)).status).toBe(201);
});

test("is required to create and change entities over private link", async () => {
  const { client, emulator } = await start({ switches: { interactiveAuthoringRequired: true } });
  const enable = () => client.post(`${path}?op=enable`, { autoTerminationMinutes: 10 });
  await client.post(paths.endpoints, endpointBody);
  await enable();
  const connection = (await client.post(paths.connections, privateConnectionBody)).body.id;
  const source = (await client.post(paths.sources, sourceBody(connection))).body.id;
  const target = (await client.post(paths.targets, targetBody)).body.id;
  const flow = (await client.post(paths.flows, flowBody(source, target))).body.id;
  const rename = [{ op: "replace", path: "/name", value: "n" }];
  const statuses = async () => [
    (await client.patch(`${paths.connections}/${connection}`, rename)).status,
    (await client.patch(`${paths.sources}/${source}`, rename)).status,
    (await client.patch(`${paths.flows}/${flow}`, rename)).status,
    (await client.post(paths.sources, sourceBody(connection))).status,
    (await client.post(paths.flows, flowBody(source, target))).status,
  ];
  expect(await statuses()).toEqual([200, 200, 200, 201, 201]);
  emulator.clock.advance(600_000);
  expect(await statuses()).toEqual([400, 400, 400, 400, 400]);
  await client.in("dev").post(`${path}?op=enable`);
  expect((await client.patch(`${paths.flows}/${flow}`, rename)).status).toBe(400);
  emulator.switches.interactiveAuthoringEnablingMs = 60_000;
  await enable();
  expect((await client.patch(`${paths.flows}/${flow}`, rename)).status).toBe(400);
  emulator.clock.advance(60_000);
  expect((await client.patch(`${paths.flows}/${flow}`, rename)).status).toBe(200);
  // Target connections and connections without private link never need it.
  emulator.clock.advance(600_000);
  expect((await client.patch(`${paths.targets}/${target}`, rename)).status).toBe(200);
  expect((await client.delete(`${paths.flows}/${flow}`)).status).toBe(204);
});

test("is not required for flows without private link", async () => {
  const { client } = await start({ switches: { interactiveAuthoringRequired: true } });
  expect((await createPipeline(client)).flow).toBeTruthy();
});
