import { expect, test } from "vitest";
import { Client, paths } from "../testing/client.testing";
import { connectionsPath, MadconnectClient, startMadconnect } from "../testing/madconnect.testing";

const path = "/es/v2/oauth/client-token";
const credentials = { clientId: "emulator-client", clientSecret: "emulator-secret" };
const token = { accessToken: expect.any(String), tokenType: "Bearer", expiry: 86400 };

test("issues a token, in an envelope by switch", async () => {
  const { client, emulator } = await startMadconnect();
  expect(await client.send("POST", path, credentials)).toMatchObject({ status: 200, body: token });
  emulator.switches.madconnectTokenAnswer = "enveloped";
  const { body } = await client.send("POST", path, credentials);
  expect(body).toEqual({ statusCode: 0, statusMessage: expect.any(String), response: token });
  expect(JSON.stringify(emulator.log.list())).not.toContain("emulator-secret");
});

test.each([
  [{ ...credentials, clientSecret: "wrong" }, 401, 401],
  [{ ...credentials, clientId: "wrong" }, 401, 401],
  [{}, 401, 401],
  [[], 200, 400],
])("refuses %j", async (body, status, statusCode) => {
  const { client } = await startMadconnect();
  expect(await client.send("POST", path, body)).toMatchObject({ status, body: { statusCode } });
});

test("accepts neither service's token at the other", async () => {
  const { client, emulator } = await startMadconnect();
  const adobe = new Client(emulator.url);
  await adobe.authorise();
  const foreign = new MadconnectClient(emulator.url);
  foreign.token = adobe.headers.authorization?.replace("Bearer ", "") ?? "";
  expect((await foreign.send("GET", connectionsPath)).status).toBe(401);
  adobe.headers.authorization = `Bearer ${client.token}`;
  expect((await adobe.get(paths.flows)).status).toBe(401);
});

test("ends a token by time, or when all are revoked", async () => {
  const { client, emulator } = await startMadconnect({ switches: { madconnectTokenLifetimeSeconds: 60 } });
  const status = async () => (await client.send("GET", connectionsPath)).status;
  expect(await status()).toBe(200);
  emulator.clock.advance(60_000);
  expect(await status()).toBe(401);
  await client.authorise();
  expect(await status()).toBe(200);
  await client.send("POST", "/_emulator/tokens/revoke");
  expect(await status()).toBe(401);
});

test("refuses too many requests in the envelope", async () => {
  const { client } = await startMadconnect({ switches: { requestsPerSecond: 1, retryAfter: "seconds" } });
  await client.send("GET", connectionsPath);
  const { status, headers, body } = await client.send("GET", connectionsPath);
  expect([status, headers.get("retry-after"), body.statusCode]).toEqual([429, "1", 429]);
});
