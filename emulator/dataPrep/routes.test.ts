import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { fullSchema, mappingSetBody, profileClass } from "../testing/bodies.testing";
import { type Client, paths, start } from "../testing/client.testing";

const create = async (client: Client, change: JsonObject = {}) =>
  (await client.post(paths.mappingSets, { ...mappingSetBody(profileClass), ...change })).body.id;

test("creates version 0, and reads it in the service's format", async () => {
  const { client } = await start();
  const response = await client.post(`${paths.mappingSets}?validate=true`, mappingSetBody(profileClass));
  const { id } = response.body;
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(response.status).toBe(200);
  expect(Object.keys(response.body)).toEqual([
    "id",
    "version",
    "createdDate",
    "modifiedDate",
    "createdBy",
    "modifiedBy",
  ]);
  const { body } = await client.get(`${paths.mappingSets}/${id}`);
  expect(body).toMatchObject({
    ...response.body,
    version: 0,
    xdmSchema: profileClass,
    xdmVersion: "1.0",
    supportVersion: "1.1",
    outputSchema: { schemaRef: { id: profileClass, contentType: fullSchema } },
    mappings: [
      {
        sourceType: "text/x.schema-path",
        source: "Id",
        destination: "_id",
        sourceAttribute: "Id",
        destinationXdmPath: "_id",
        identity: false,
        copyModeMapping: false,
      },
      { sourceType: "text/x.aep-xl", destination: "person.name.fullName" },
    ],
  });
});

test("flow-service-template.md, Create a mapping: accepts the older body", async () => {
  const { client } = await start();
  const legacy = (destinationXdmPath: string, sourceAttribute: string) => ({
    destinationXdmPath,
    sourceAttribute,
    identity: false,
    identityGroup: null,
    namespaceCode: null,
    version: 0,
  });
  const response = await client.post(paths.mappingSets, {
    version: 0,
    xdmSchema: profileClass,
    xdmVersion: "1.0",
    id: null,
    mappings: [legacy("_id", "Id"), legacy("person.name.firstName", "FirstName")],
  });
  expect([response.status, response.body.version]).toEqual([200, 0]);
  const { mappings } = (await client.get(`${paths.mappingSets}/${response.body.id}`)).body;
  expect(mappings).toMatchObject([
    { source: "Id", destination: "_id" },
    { source: "FirstName", destination: "person.name.firstName" },
  ]);
});

test("creates the next version by PUT, and keeps the earlier ones", async () => {
  const { client, emulator } = await start();
  const id = await create(client);
  const path = `${paths.mappingSets}/${id}`;
  const before = (await client.get(path)).body;
  const body = { ...mappingSetBody(profileClass), id, name: "second" };
  const response = await client.send("PUT", path, body);
  expect([response.status, response.body.version]).toEqual([200, 1]);
  expect(response.body).toMatchObject({ id, name: "second" });
  expect(response.body.mappings[0]?.id).not.toBe(before.mappings[0]?.id);
  await client.send("PUT", path, body);
  const version = async (query: string) => (await client.get(`${path}${query}`)).body.version;
  expect([await version(""), await version("?version=1")]).toEqual([2, 1]);
  expect((await client.get(`${path}?version=0`)).body).toEqual(before);
  expect((await client.get(`${path}?version=3`)).status).toBe(404);
  emulator.switches.mappingSetWithoutVersion = "zero";
  expect(await version("")).toBe(0);
  expect((await client.send("PUT", path, { ...body, id: "other" })).status).toBe(400);
});

test("reads its mappings alone", async () => {
  const { client } = await start();
  const path = `${paths.mappingSets}/${await create(client)}/mappings`;
  const all = (await client.get(path)).body as unknown as JsonObject[];
  expect(all).toHaveLength(2);
  expect((await client.get(`${path}/${all[1]?.id}`)).body).toEqual(all[1]);
  expect((await client.get(`${path}/none`)).status).toBe(404);
});

test.each<JsonObject>([
  { id: "mine" },
  { outputSchema: {} },
  {
    outputSchema: {
      schemaRef: { id: "https://ns.adobe.com/emulator/schemas/none", contentType: fullSchema },
    },
  },
  { xdmSchema: "https://ns.adobe.com/xdm/other" },
  { mappings: "none" },
  { mappings: [{ sourceType: "ATTRIBUTE", source: "a" }] },
  { mappings: [{ source: "a", destination: "b" }] },
  { mappings: [{ sourceType: "COPY", source: "a", destination: "b" }] },
  { mappings: [{ sourceType: "EXPRESSION", source: "upper(a", destination: "b" }] },
  { status: "OLD" },
  { forceNew: true },
])("refuses %j", async (change) => {
  const { client } = await start();
  const response = await client.post(paths.mappingSets, { ...mappingSetBody(profileClass), ...change });
  expect([response.status, response.body.title]).toEqual([400, "BadRequestError"]);
});

test("accepts any schema by switch", async () => {
  const { client } = await start({ switches: { mappingSchemaExistence: "ignore" } });
  const body = mappingSetBody("https://ns.adobe.com/acme/schemas/none");
  expect((await client.post(paths.mappingSets, body)).status).toBe(200);
});

test("lists all of 250 mapping sets in pages", async () => {
  const { client, emulator } = await start();
  for (let index = 0; index < 250; index += 1) {
    await create(client, { name: `n${index}` });
  }
  const found = new Set<unknown>();
  let path = `${paths.mappingSets}?limit=100&start=0`;
  for (;;) {
    const { data, _page, _links } = (await client.get(path)).body;
    expect(_page).toEqual({ count: data.length, limit: 100 });
    for (const { id } of data) {
      found.add(id);
    }
    const next = _links.next as { href: string } | undefined;
    if (next === undefined) {
      break;
    }
    path = next.href;
  }
  expect(found.size).toBe(250);
  const some = async (query: string) => (await client.get(`${paths.mappingSets}?${query}`)).body.data;
  expect(await some("limit=5&start=0&name=n7")).toMatchObject([{ name: "n7" }]);
  for (const query of ["", "start=0", "limit=0&start=0", "limit=101&start=0", "limit=5&start=0&orderBy=x"]) {
    expect((await client.get(`${paths.mappingSets}?${query}`)).status, query).toBe(400);
  }
  expect((await client.get(`${paths.mappingSets}?limit=5`)).body.data).toHaveLength(5);
  emulator.switches.mappingSetPaging = "required";
  expect((await client.get(`${paths.mappingSets}?limit=5`)).status).toBe(400);
  emulator.switches.mappingSetPaging = "optional";
  expect(await some("")).toHaveLength(10);
});

test("refuses to delete unless a switch allows it", async () => {
  const { client, emulator } = await start();
  const path = `${paths.mappingSets}/${await create(client)}`;
  for (const status of [405, 404] as const) {
    emulator.switches.mappingSetDelete = status;
    expect((await client.delete(path)).status).toBe(status);
    expect((await client.get(path)).status).toBe(200);
  }
  emulator.switches.mappingSetDelete = 204;
  await client.send("PUT", path, mappingSetBody(profileClass));
  expect((await client.delete(path)).status).toBe(204);
  expect((await client.get(`${path}?version=0`)).status).toBe(404);
});

test("validates and previews without storing anything", async () => {
  const { client } = await start();
  const mappings = [
    { sourceType: "ATTRIBUTE", source: "Id", destination: "_id" },
    { sourceType: "EXPRESSION", source: "upper(", destination: "b" },
  ];
  expect((await client.post(`${paths.mappingSets}/validate`, { mappings })).body).toEqual({
    validationResponse: [
      { status: "SUCCESS", errors: null },
      { status: "FAILED", errors: [{ message: "Expression upper( is not complete" }] },
    ],
  });
  const [mapping = {}] = mappings;
  const preview = async (data: JsonObject | JsonObject[]) =>
    (await client.post(`${paths.mappingSets}/preview`, { data, mappingSet: { mappings: [mapping] } })).body;
  expect(await preview({ Id: 1 })).toEqual([{ data: { _id: 1 }, errors: [] }]);
  expect(await preview([{ Id: 1 }, { Id: 2 }])).toHaveLength(2);
});

test("creates a version for a change by someone else", async () => {
  const { client } = await start();
  const id = await create(client);
  await client.send("PATCH", `/_emulator/mappingSets/${id}`, { name: "theirs" });
  expect((await client.get(`${paths.mappingSets}/${id}`)).body).toMatchObject({ name: "theirs", version: 1 });
});
