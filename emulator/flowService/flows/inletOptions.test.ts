import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { createPipeline, paths, start } from "../../testing/client.testing";
import { createStream, createWebhook } from "../../testing/streaming.testing";

const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;

test("adds an inlet to the options of a flow whose source sends to a webhook", async () => {
  const { client, emulator } = await start();
  const flow = await createWebhook(client, { errorDiagnosticsEnabled: true });
  const [inlet] = (await client.get("/_emulator/inlets")).body.items;
  expect(await client.read(`${paths.flows}/${flow}`)).toMatchObject({
    options: { errorDiagnosticsEnabled: true, inletUrl: `${emulator.url}/collection/${inlet?.id}` },
  });
});

test.each<[string, (client: Parameters<typeof createPipeline>[0]) => Promise<string>]>([
  ["files", async (client) => (await createPipeline(client)).flow],
  ["a streaming connection", async (client) => (await createStream(client)).flow],
])("adds no inlet to a flow of %s", async (_case, create) => {
  const { client } = await start();
  expect(await client.read(`${paths.flows}/${await create(client)}`)).not.toHaveProperty("options");
});

test("keeps the inlet of a flow whose options change", async () => {
  const { client } = await start();
  const path = `${paths.flows}/${await createWebhook(client)}`;
  const options = async () => (await client.read(path)) as unknown as { options: Record<string, string> };
  const { inletUrl } = (await options()).options;
  const operations: JsonObject[] = [
    { op: "replace", path: "/options", value: { errorDiagnosticsEnabled: false } },
    { op: "replace", path: "/options/inletUrl", value: String(inletUrl) },
    { op: "remove", path: "/options" },
  ];
  for (const operation of operations) {
    expect((await client.patch(path, [operation])).status).toBe(200);
    expect((await options()).options.inletUrl).toBe(inletUrl);
  }
});

test("keeps the inlet of a flow and of a connection that someone else changes", async () => {
  const { client } = await start();
  const flow = await createWebhook(client);
  const { connection, inletId, inletUrl } = await createStream(client);
  await client.send("PATCH", `/_emulator/flows/${flow}`, { options: null });
  const added = await client.patch(`${paths.flows}/${flow}`, [
    { op: "add", path: "/options/errorDiagnosticsEnabled", value: true },
  ]);
  expect(added.status).toBe(200);
  expect(await client.read(`${paths.flows}/${flow}`)).toMatchObject({
    options: { errorDiagnosticsEnabled: true, inletUrl: expect.stringContaining("/collection/") },
  });
  await client.send("PATCH", `/_emulator/connections/${connection}`, {
    auth: { params: { inletId: null, inletUrl: null } },
  });
  const { auth } = await client.read(`${paths.connections}/${connection}`);
  expect(auth.params).toMatchObject({ inletId, inletUrl });
});

test("refuses another inlet in the options of a flow", async () => {
  const { client } = await start();
  const path = `${paths.flows}/${await createWebhook(client)}`;
  const refused = await client.patch(path, [
    { op: "replace", path: "/options/inletUrl", value: "https://dcs.adobedc.net/collection/abc" },
  ]);
  expect(refused.body.type).toBe(code("FLOW-1100-400"));
  expect(await createWebhook(client, { inletUrl: "https://dcs.adobedc.net/collection/abc" })).toBeUndefined();
});
