import { expect, test } from "vitest";
import { endpointBody, makePipeline, paths, privateConnectionBody, start } from "../client.testing";

const path = `${paths.endpoints}/interactiveAuthoring`;

test("is enabled, and ends by itself", async () => {
  const { client, emulator } = await start({ switches: { interactiveAuthoringEnablingMs: 1000 } });
  const status = async () => (await client.get(path)).body;
  expect(await status()).toEqual({ status: "Disabled" });
  const answer = await client.post(`${path}?op=enable`, { autoTerminationMinutes: 120 });
  expect([answer.status, answer.body]).toEqual([202, null]);
  expect(await status()).toEqual({ status: "Enabling" });
  emulator.clock.advance(1000);
  expect(await status()).toEqual({ status: "Enabled" });
  expect((await client.in("dev").get(path)).body).toEqual({ status: "Disabled" });
  emulator.switches.interactiveAuthoringSpelling = "disabled";
  expect(await status()).toEqual({ status: "enabled" });
  emulator.clock.advance(120 * 60_000);
  expect(await status()).toEqual({ status: "disabled" });
  expect(Object.keys(emulator.log.counts().GET ?? {})).toEqual([path]);
});

test("lasts an hour if nothing is said", async () => {
  const { client, emulator } = await start();
  await client.send("POST", `${path}?op=enable`);
  emulator.clock.advance(3_599_000);
  expect((await client.get(path)).body.status).toBe("Enabled");
  emulator.clock.advance(1000);
  expect((await client.get(path)).body.status).toBe("Disabled");
});

test.each([[121], [0], ["60"], [1.5]])("%s minutes are refused", async (autoTerminationMinutes) => {
  const { client } = await start();
  expect((await client.post(`${path}?op=enable`, { autoTerminationMinutes })).status).toBe(400);
});

test("connections over private link need it by switch", async () => {
  const { client } = await start({ switches: { interactiveAuthoringRequired: true } });
  await client.post(paths.endpoints, endpointBody);
  expect((await client.post(paths.connections, privateConnectionBody)).status).toBe(400);
  await client.post(`${path}?op=enable`);
  expect((await client.post(paths.connections, privateConnectionBody)).status).toBe(201);
});

test("flows that do not go over private link never need it", async () => {
  const { client } = await start({ switches: { interactiveAuthoringRequired: true } });
  expect((await makePipeline(client)).flow).toBeTruthy();
});
