import { expect, test } from "vitest";
import { connectionBody } from "../testing/bodies.testing";
import { paths, start } from "../testing/client.testing";

test.each([
  ["authorization", undefined, 403, "403010"],
  ["authorization", "Bearer stranger", 401, "401013"],
  ["x-api-key", undefined, 403, "403000"],
  ["x-api-key", "stranger", 403, "403003"],
  ["x-gw-ims-org-id", undefined, 400, "400003"],
  ["x-gw-ims-org-id", "STRANGER@AdobeOrg", 403, "403025"],
])("%s %s is refused with %i", async (header, value, status, code) => {
  const { client } = await start();
  delete client.headers[header];
  if (value !== undefined) {
    client.headers[header] = value;
  }
  const response = await client.get(paths.flows);
  expect(response.status).toBe(status);
  expect(response.body).toEqual({ error_code: code, message: expect.any(String) });
});

test("refuses a token after its lifetime", async () => {
  const { client, emulator } = await start();
  expect((await client.get(paths.flows)).status).toBe(200);
  emulator.clock.advance(86_400_000);
  expect((await client.get(paths.flows)).status).toBe(401);
});

test("shows error codes as integers by switch", async () => {
  const { client } = await start({ switches: { gatewayErrorCode: "integer" } });
  delete client.headers.authorization;
  expect((await client.get(paths.flows)).body.error_code).toBe(403010);
});

test("refuses an unknown sandbox in the Flow Service's error format", async () => {
  const { client } = await start();
  const { status, body } = await client.in("nowhere").get(paths.flows);
  expect(status).toBe(404);
  expect(body.type).toBe("https://ns.adobe.com/aep/errors/FLOW-2100-404");
});

test("takes prod for a missing sandbox, or refuses it by switch", async () => {
  const { client, emulator } = await start();
  expect((await client.get(paths.flows)).status).toBe(200);
  emulator.switches.missingSandbox = "refuse";
  const { status, body } = await client.get(paths.flows);
  expect([status, body.type]).toEqual([400, "https://ns.adobe.com/aep/errors/FLOW-2105-400"]);
});

test("accepts a sandbox by its id", async () => {
  const { client } = await start();
  await client.in("dev").post(paths.connections, connectionBody);
  const [item] = (await client.in("dev").get(paths.connections)).body.items;
  const named = { "x-sandbox-id": item?.sandboxId ?? "" };
  expect((await client.send("GET", paths.connections, undefined, named)).body.items).toEqual([item]);
});

test("responds with JSON to an unknown path of a service, and with HTML where there is no service", async () => {
  const { client } = await start();
  const page = await fetch(`${client.url}/data/foundation/nothing`, { headers: client.headers });
  expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=UTF-8"]);
  expect(await client.get("/data/foundation/catalog/nothing")).toMatchObject({
    status: 404,
    body: { error_code: "404000" },
  });
});
