import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { azureBlob, connectionBody, sourceBody } from "../../testing/bodies.testing";
import { createPipeline, paths, start } from "../../testing/client.testing";

const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;
const landingZone = { id: "26f526f2-58f4-4712-961d-e41bf1ccc0e8", version: "1.0" };
const template = { id: "6360f136-5980-4111-8bdf-15d29eab3b5a", version: "1.0" };

test("shows inherited attributes", async () => {
  const { client } = await start();
  const { connection, source } = await createPipeline(client);
  expect((await client.get(`${paths.sources}/${source}`)).body.items).toEqual([
    expect.objectContaining({
      ...sourceBody(connection),
      state: "enabled",
      inheritedAttributes: { baseConnection: { id: connection, connectionSpec: azureBlob } },
    }),
  ]);
});

test("requires no base connection for the landing zone", async () => {
  const { client } = await start();
  const { baseConnectionId: _, ...body } = sourceBody("none");
  expect((await client.post(paths.sources, { ...body, connectionSpec: landingZone })).status).toBe(201);
  const refused = await client.post(paths.sources, { ...sourceBody("none"), connectionSpec: landingZone });
  expect(refused.body.type).toBe(code("CONNECTOR-1332-400"));
});

test("accepts the sample of the template guide", async () => {
  const { client } = await start();
  const base = await client.post(paths.connections, {
    name: "YOURSOURCE",
    description: "Description for YOURSOURCE",
    connectionSpec: template,
    auth: {
      specName: "OAuth generic-rest-connector",
      params: { accessToken: "not-a-real-token", refreshToken: "", expirationDate: "-1" },
    },
  });
  const source = await client.post(paths.sources, {
    name: "MailChimp Source Connection",
    description: "MailChimp Source Connection",
    baseConnectionId: base.body.id,
    connectionSpec: template,
    data: { format: "json" },
    params: { server: "us6", listId: "10c097ca71" },
  });
  expect([base.status, source.status]).toEqual([201, 201]);
});

test.each<[JsonObject, string]>([
  [{ baseConnectionId: "none" }, "FLOW-1439-400"],
  [{ baseConnectionId: "" }, "CONNECTOR-1304-400"],
  [{ name: "" }, "CONNECTOR-1304-400"],
  [{ data: { format: "xls" } }, "CONNECTOR-1327-400"],
  [{ data: { format: "delimited", properties: { columnDelimiter: ";;" } } }, "CONNECTOR-1331-400"],
  [{ data: { format: "delimited", columnDelimiter: ";;" } }, "CONNECTOR-1331-400"],
  [{ params: {} }, "CONNECTOR-1304-400"],
  [{ params: { path: "a", type: "link" } }, "FLOW-1100-400"],
  [{ params: { path: "a", recursive: "yes" } }, "FLOW-1100-400"],
])("refuses %j with %s", async (change, name) => {
  const { client } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const response = await client.post(paths.sources, { ...sourceBody(id), ...change });
  expect([response.status, response.body.type]).toEqual([400, code(name)]);
});

test("patches name and params, but not specs and base connection", async () => {
  const { client, emulator } = await start();
  const { source } = await createPipeline(client);
  const path = `${paths.sources}/${source}`;
  const replace = (at: string, value: string) => client.patch(path, [{ op: "replace", path: at, value }]);
  expect(Object.keys((await replace("/params/path", "b.csv")).body)).toEqual(["id", "etag"]);
  expect((await replace("/baseConnectionId", "b")).body.type).toBe(code("CONNECTOR-1365-400"));
  expect((await replace("/connectionSpec/id", "b")).body.type).toBe(code("FLOW-1414-400"));
  emulator.switches.patchConnectionAnswer = "list";
  expect((await replace("/name", "b")).body).toMatchObject({
    items: [{ name: "b", params: { path: "b.csv" } }],
  });
});

test("refuses to delete a connection that a flow uses, unless a switch allows it", async () => {
  const { client, emulator } = await start();
  const { source, flow } = await createPipeline(client);
  const refused = await client.delete(`${paths.sources}/${source}`);
  expect(refused.body.type).toBe(code("FLOW-1447-400"));
  expect(refused.body.errorMessage).toContain(flow);
  emulator.switches.connectionUsedByFlow = "allow";
  expect((await client.delete(`${paths.sources}/${source}`)).status).toBe(204);
});
