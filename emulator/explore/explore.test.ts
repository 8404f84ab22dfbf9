import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Json } from "../core/json";
import { connectionBody, endpointBody, privateConnectionBody } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";

const code = (name: string) => `https://ns.adobe.com/aep/errors/${name}`;

async function makeExplored(client: Client, content: Json) {
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  await client.send("PUT", `/_emulator/content/${id}`, content);
  return (query: string) => client.get(`${paths.connections}/${id}/explore?${query}`);
}

test("shows root, folder, file, table and preview", async () => {
  const { client } = await start();
  const explore = await makeExplored(client, {
    files: {
      "/acme/orders.csv": "Id;Name\n1;A\n",
      "acme/old/a.json": '[{"Id":1,"flag":true}]',
      "top.csv": "x",
    },
    tables: { "dbo.orders": { columns: [{ name: "Id", type: "integer" }], rows: [{ Id: 1 }] } },
  });
  expect((await explore("objectType=root")).body).toEqual([
    { type: "folder", name: "acme", path: "acme", canPreview: false, canFetchSchema: false },
    { type: "file", name: "top.csv", path: "top.csv", canPreview: true, canFetchSchema: true },
    { type: "table", name: "orders", path: "dbo.orders", canPreview: true, canFetchSchema: true },
  ]);
  expect((await explore("objectType=folder&object=%2Facme%2F")).body).toMatchObject([
    { type: "file", path: "acme/orders.csv" },
    { type: "folder", path: "acme/old" },
  ]);
  const file = "object=acme/orders.csv&columnDelimiter=%3B";
  const text = { type: "string", "meta:xdmType": "string", xdm: { type: "string" } };
  const structure = {
    format: "flat",
    schema: {
      columns: [
        { name: "Id", ...text },
        { name: "Name", ...text },
      ],
    },
    properties: { fileType: "delimited", columnDelimiter: ";" },
  };
  expect((await explore(`objectType=file&fileType=delimited&${file}`)).body).toEqual(structure);
  expect((await explore(`objectType=FILE&FileType=Delimited&${file}&preview=true`)).body).toEqual({
    ...structure,
    data: [{ Id: "1", Name: "A" }],
  });
  expect((await explore(`objectType=file&FILE_TYPE=delimited&${file}`)).body).toEqual(structure);
  expect((await explore("objectType=file&object=acme/orders.csv&determineProperties=true")).body).toEqual(
    structure,
  );
  expect(
    (await explore("objectType=file&object=acme/old/a.json&fileType=json&preview=true")).body,
  ).toMatchObject({
    schema: {
      columns: [
        { name: "Id", type: "integer" },
        { name: "flag", type: "boolean" },
      ],
    },
    data: [{ Id: 1, flag: true }],
  });
  expect((await explore("objectType=table&object=dbo.orders&preview=true")).body).toMatchObject({
    schema: { columns: [{ name: "Id", type: "integer" }] },
    data: [{ Id: 1 }],
  });
});

test("shows only columns, as older samples do, by switch", async () => {
  const { client } = await start({ switches: { exploreAnswer: "columns" } });
  const explore = await makeExplored(client, { files: { "a.csv": "Id,Name\n" } });
  expect((await explore("objectType=file&object=a.csv&fileType=delimited")).body).toEqual([
    { name: "Id", type: "string" },
    { name: "Name", type: "string" },
  ]);
});

test.each([
  ["", 400, "CONNECTOR-1358-400"],
  ["objectType=bucket", 400, "CONNECTOR-1358-400"],
  ["objectType=folder", 400, "CONNECTOR-1304-400"],
  ["objectType=folder&object=none", 404, "FLOW-1101-404"],
  ["objectType=file&object=none&fileType=json", 404, "FLOW-1101-404"],
  ["objectType=table&object=__proto__", 404, "FLOW-1101-404"],
  ["objectType=rest&object=toString", 404, "FLOW-1101-404"],
  ["objectType=file&object=a.csv", 400, "CONNECTOR-1304-400"],
  ["objectType=file&object=a.csv&fileType=xml", 400, "CONNECTOR-1327-400"],
  ["objectType=file&object=a.csv&fileType=delimited&columnDelimiter=ab", 400, "CONNECTOR-1331-400"],
  ["objectType=file&object=a.csv&fileType=delimited&determineProperties=true", 400, "CONNECTOR-1374-400"],
  ["objectType=file&object=a.csv&fileType=json", 400, "CONNECTOR-1000-400"],
])("responds to %s with %i %s", async (query, status, name) => {
  const { client } = await start();
  const explore = await makeExplored(client, { files: { "a.csv": "Id\n1" } });
  const response = await explore(query);
  expect([response.status, response.body.type]).toEqual([status, code(name)]);
});

test("shows the files of a folder, also for a spec without accounts", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-content-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "in"));
  writeFileSync(join(folder, "in", "a.csv"), "Id\n1\n");
  const { client } = await start({ contentFolder: folder });
  const explore = async (spec: string, query: string) =>
    (await client.get(`/data/foundation/flowservice/connectionSpecs/${spec}/explore?${query}`)).body;
  const landingZone = "26f526f2-58f4-4712-961d-e41bf1ccc0e8";
  expect(await explore(landingZone, "objectType=root")).toMatchObject([{ type: "folder", name: "in" }]);
  expect(
    await explore(landingZone, "objectType=file&object=in/a.csv&fileType=delimited&preview=true"),
  ).toMatchObject({
    data: [{ Id: "1" }],
  });
  expect((await explore("4c10e202-c428-4796-9208-5f1f5732b1cf", "objectType=root")).type).toBe(
    code("CONNECTOR-1372-400"),
  );
  expect((await explore("none", "objectType=root")).type).toBe(code("FLOW-1439-404"));
});

test("shows configs, and refuses invalid content", async () => {
  const { client } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const configs = [{ columnName: "Id", columnType: "string" }];
  const path = `${paths.connections}/${id}/configs`;
  expect((await client.get(path)).body).toEqual({ items: [] });
  await client.send("PUT", `/_emulator/content/${id}`, { configs });
  expect((await client.get(path)).body).toEqual({ items: configs });
  expect((await client.send("PUT", `/_emulator/content/${id}`, { files: { a: 1 } })).status).toBe(400);
});

test("tests a connection with the result of an admin call until it has new credentials", async () => {
  const { client } = await start();
  const { id } = (await client.post(paths.connections, connectionBody)).body;
  const path = `${paths.connections}/${id}`;
  const result = async () => (await client.get(`${path}/test`)).body;
  expect(await result()).toEqual({ result: true });
  await client.post(`/_emulator/connections/${id}/test`, { result: false });
  expect(await result()).toEqual({ result: false });
  await client.patch(path, [{ op: "replace", path: "/auth/params/connectionString", value: "not-a-secret" }]);
  expect(await result()).toEqual({ result: true });
  expect((await client.post(`/_emulator/connections/${id}/test`, {})).status).toBe(400);
  expect((await client.get(`${paths.connections}/none/test`)).status).toBe(404);
});

test("requires interactive authoring to reach a connection over private link", async () => {
  const { client, emulator } = await start({ switches: { interactiveAuthoringRequired: true } });
  await client.post(paths.endpoints, endpointBody);
  await client.post(`${paths.endpoints}/interactiveAuthoring?op=enable`);
  const { id } = (await client.post(paths.connections, privateConnectionBody)).body;
  const status = async (what: string) => (await client.get(`${paths.connections}/${id}/${what}`)).status;
  expect([await status("test"), await status("explore?objectType=root")]).toEqual([200, 200]);
  emulator.clock.advance(3_600_000);
  expect([await status("test"), await status("explore?objectType=root")]).toEqual([400, 400]);
});
