import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { paths, start } from "../../testing/client.testing";
import { createStream, httpApi, streamingConnectionBody } from "../../testing/streaming.testing";

const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;

test("adds the inlet and the defaults to a streaming connection", async () => {
  const { client, emulator } = await start();
  const { connection, inletId } = await createStream(client);
  const { auth } = await client.read(`${paths.connections}/${connection}`);
  expect(inletId).toMatch(/^[0-9a-f]{64}$/);
  const shown = {
    dataType: "xdm",
    sourceId: "ACME stream",
    name: "ACME stream",
    authenticationRequired: false,
    inletId,
    inletUrl: `${emulator.url}/collection/${inletId}`,
  };
  expect(auth.params).toEqual(shown);
  const [listed] = (await client.get(paths.connections)).body.items;
  expect(listed?.auth.params).toEqual(shown);
});

test("shows the inlet at the address by which the client reaches the emulator", async () => {
  const { client, emulator } = await start();
  const { connection, inletId } = await createStream(client);
  const body = (await (
    await fetch(`http://localhost:${emulator.port}${paths.connections}/${connection}`, {
      headers: client.headers,
    })
  ).json()) as { items: { auth: { params: JsonObject } }[] };
  expect(body.items[0]?.auth.params.inletUrl).toBe(`http://localhost:${emulator.port}/collection/${inletId}`);
});

test("keeps the parameters that a client sends", async () => {
  const { client } = await start();
  const given = { dataType: "raw", sourceId: "a", name: "b", authenticationRequired: true };
  const { connection } = await createStream(client, given);
  expect((await client.read(`${paths.connections}/${connection}`)).auth.params).toMatchObject(given);
});

test.each<[string, JsonObject]>([
  ["another data type", { dataType: "json" }],
  ["a text that should be a boolean", { authenticationRequired: "true" }],
  ["an inlet", { inletId: "abc" }],
  ["the URL of an inlet", { inletUrl: "https://dcs.adobedc.net/collection/abc" }],
])("refuses a streaming connection with %s", async (_case, params) => {
  const { client } = await start();
  const { body } = await client.post(paths.connections, streamingConnectionBody(params));
  expect(body.type).toBe(code("FLOW-1100-400"));
  expect((await client.get("/_emulator/inlets")).body.items).toEqual([]);
});

test("keeps the inlet of a connection whose parameters change", async () => {
  const { client } = await start();
  const { connection, inletId, inletUrl } = await createStream(client);
  const path = `${paths.connections}/${connection}`;
  const replace = (value: JsonObject) => client.patch(path, [{ op: "replace", path: "/auth/params", value }]);
  expect((await replace({ dataType: "raw", authenticationRequired: true })).status).toBe(200);
  const { auth } = await client.read(path);
  expect(auth.params).toMatchObject({ dataType: "raw", authenticationRequired: true, inletId, inletUrl });
  expect((await replace(auth.params)).status).toBe(200);
  expect((await replace({ ...auth.params, inletId: "abc" })).body.type).toBe(code("FLOW-1100-400"));
});

test("ignores an inlet that a client sends, by switch", async () => {
  const { client } = await start({ switches: { inletSent: "ignore" } });
  const { inletId } = await createStream(client, { inletId: "abc" });
  expect(inletId).toMatch(/^[0-9a-f]{64}$/);
});

test("accepts a streaming source connection without data", async () => {
  const { client } = await start();
  const base = await client.post(paths.connections, streamingConnectionBody());
  const source = await client.post(paths.sources, {
    name: "ACME stream",
    baseConnectionId: base.body.id,
    connectionSpec: httpApi,
  });
  expect(source.status).toBe(201);
  expect(await client.read(`${paths.sources}/${source.body.id}`)).not.toHaveProperty("data");
});
