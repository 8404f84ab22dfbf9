import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { azureBlob, targetBody } from "../../testing/bodies.testing";
import { createPipeline, paths, start } from "../../testing/client.testing";

const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;

test("is read as sent", async () => {
  const { client } = await start();
  const { id } = (await client.post(paths.targets, targetBody)).body;
  expect((await client.get(`${paths.targets}/${id}`)).body.items).toEqual([
    expect.objectContaining({ ...targetBody, state: "enabled" }),
  ]);
});

test.each<[JsonObject, string]>([
  // The sample of one guide has the spec of a source.
  [{ connectionSpec: { id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4", version: "1.0" } }, "CONNECTOR-1307-400"],
  [{ connectionSpec: azureBlob }, "CONNECTOR-1307-400"],
  [{ params: {} }, "CONNECTOR-1325-400"],
  [{ data: { schema: { id: "a" } } }, "CONNECTOR-1304-400"],
  [{ data: "none" }, "FLOW-1100-400"],
])("refuses %j with %s", async (change, name) => {
  const { client } = await start();
  const response = await client.post(paths.targets, { ...targetBody, ...change });
  expect([response.status, response.body.type]).toEqual([400, code(name)]);
});

test("accepts any target spec by switch", async () => {
  const { client } = await start({ switches: { targetConnectionSpec: "any" } });
  expect((await client.post(paths.targets, { ...targetBody, connectionSpec: azureBlob })).status).toBe(201);
});

test("refuses to delete a connection that a flow uses", async () => {
  const { client } = await start();
  const { target, flow } = await createPipeline(client);
  expect((await client.delete(`${paths.targets}/${target}`)).body.type).toBe(code("FLOW-1447-400"));
  await client.delete(`${paths.flows}/${flow}`);
  expect((await client.delete(`${paths.targets}/${target}`)).status).toBe(204);
});
