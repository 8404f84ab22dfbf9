import { expect, test } from "vitest";
import { groupPath, startAzure } from "../testing/azureClient.testing";

const path = `${groupPath}?api-version=2025-08-01`;

test("accepts neither service's token at the other", async () => {
  const { client, azure } = await startAzure();
  const own = await client.get(path);
  expect([own.status, own.body]).toMatchObject([401, { error: { code: "InvalidAuthenticationToken" } }]);
  expect(own.headers.get("www-authenticate")).toContain("invalid_token");
  expect((await azure.send("GET", "/data/foundation/flowservice/flows?limit=1")).status).toBe(401);
  const none = await client.send("GET", path, undefined, { authorization: "" });
  expect([none.status, none.body]).toMatchObject([401, { error: { code: "AuthenticationFailed" } }]);
});

test("ends tokens by time, by the admin call and by a fault", async () => {
  const { client, azure, emulator } = await startAzure();
  const status = async () => (await azure.send("HEAD", groupPath)).status;
  expect(await status()).toBe(404);
  emulator.clock.advance(3_600_000);
  expect(await status()).toBe(401);
  await azure.authorise();
  expect(await status()).toBe(404);
  await client.post("/_emulator/tokens/revoke");
  expect(await status()).toBe(401);
  await azure.authorise();
  emulator.faults.add({ kind: "staleToken", path: "/subscriptions" });
  expect(await status()).toBe(401);
});

test.each([
  ["MissingApiVersionParameter", `${groupPath}?other=1`, 400],
  ["InvalidApiVersionParameter", `${groupPath}?api-version=latest`, 400],
  ["InvalidSubscriptionId", "/subscriptions/acme/resourceGroups/a", 400],
  ["InvalidResourceType", `${groupPath}/providers/Microsoft.None/things/a`, 404],
])("responds with %s to %s", async (code, wrong, status) => {
  const { azure, emulator } = await startAzure();
  const response = await azure.send("GET", wrong);
  expect([response.status, response.body]).toEqual([
    status,
    { error: { code, message: expect.any(String) } },
  ]);
  expect(response.headers.get("x-ms-request-id")).toBe(emulator.log.list().at(-1)?.requestId);
});
