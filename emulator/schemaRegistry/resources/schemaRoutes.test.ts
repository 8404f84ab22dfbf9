import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { profileClass, schemaBody } from "../../testing/bodies.testing";
import { type Client, paths, start } from "../../testing/client.testing";

const idList = "application/vnd.adobe.xed-id+json";
const code = (name: string) => `http://ns.adobe.com/aep/errors/${name}`;

const groupId = "https://ns.adobe.com/xdm/context/profile-person-details";

const create = async (client: Client, change: JsonObject = {}) =>
  (await client.post(`${paths.schemas}/`, { ...schemaBody, ...change })).body;

const patch = (client: Client, altId: string, operations: JsonObject[]) =>
  client.send("PATCH", `${paths.schemas}/${altId}`, operations);

test("creates a schema with its ids, and reads it by both", async () => {
  const { client } = await start({ tenant: "acme" });
  const response = await client.post(paths.schemas, schemaBody);
  expect(response.status).toBe(201);
  const { $id, "meta:altId": altId } = response.body;
  expect($id).toMatch(/^https:\/\/ns\.adobe\.com\/acme\/schemas\/[0-9a-f]{48}$/);
  expect(altId).toBe(`_acme.schemas.${$id.split("/").at(-1)}`);
  expect(response.body).toMatchObject({
    title: "ACME orders",
    version: "1.0",
    "meta:class": profileClass,
    "meta:containerId": "tenant",
    "meta:tenantNamespace": "_acme",
    imsOrg: "EMULATOR@AdobeOrg",
    allOf: [{ $ref: profileClass, type: "object", "meta:xdmType": "object" }, { type: "object" }],
    "meta:extends": [
      "https://ns.adobe.com/xdm/context/profile-person-details",
      "https://ns.adobe.com/xdm/common/auditable",
      "https://ns.adobe.com/xdm/data/record",
      profileClass,
    ],
  });
  for (const id of [altId, encodeURIComponent($id)]) {
    expect((await client.getSchema(`${paths.schemas}/${id}`)).body).toEqual(response.body);
  }
  expect((await client.in("dev").getSchema(`${paths.schemas}/${altId}`)).body.type).toBe(
    code("XDM-1012-404"),
  );
});

test("adds the members of the service, among them the resources that a schema refers to", async () => {
  const { client } = await start();
  const created = await create(client);
  const groups = ["https://ns.adobe.com/xdm/context/profile-person-details"];
  expect(created).toMatchObject({
    refs: [profileClass, ...groups],
    "meta:registryMetadata": { eTag: expect.any(String), "meta:globalLibVersion": expect.any(String) },
  });
  const operation = {
    op: "add",
    path: "/allOf/-",
    value: { $ref: "https://ns.adobe.com/xdm/mixins/consents" },
  };
  expect((await patch(client, created["meta:altId"], [operation])).body).toMatchObject({
    refs: [profileClass, ...groups, "https://ns.adobe.com/xdm/mixins/consents"],
  });
});

test.each<[string, number, string]>([
  ["*/*", 400, code("XDM-1007-400")],
  ["application/json", 400, code("XDM-1007-400")],
  ["application/vnd.adobe.xed-id+json", 400, code("XDM-1007-400")],
  ["application/vnd.adobe.xed+json", 400, code("XDM-1007-400")],
  ["application/vnd.adobe.xed+json; version=2", 404, code("XDM-1012-404")],
])("responds to a lookup with Accept %s with %i", async (accept, status, type) => {
  const { client } = await start();
  const { "meta:altId": altId } = await create(client);
  const response = await client.getSchema(`${paths.schemas}/${altId}`, accept);
  expect([response.status, response.body.type]).toEqual([status, type]);
});

test("accepts other Accept headers for a list, without a version", async () => {
  const { client, emulator } = await start();
  const created = await create(client);
  const list = (accept: string) => client.getSchema(paths.schemas, accept);
  expect((await list(idList)).body.results).toEqual([
    { $id: created.$id, "meta:altId": created["meta:altId"], version: "1.0", title: "ACME orders" },
  ]);
  expect((await list("application/vnd.adobe.xed+json")).body.results).toEqual([created]);
  expect((await list(`${idList}; version=1`)).body.type).toBe(code("XDM-1006-400"));
  expect((await list("application/vnd.adobe.xed-full+json")).body.type).toBe(code("XDM-1006-400"));
  expect((await list("*/*")).body.type).toBe(code("XDM-1006-400"));
  emulator.switches.invalidAcceptStatus = 406;
  expect((await list("*/*")).body).toMatchObject({ status: 406, type: "/placeholder/type/uri" });
});

test("resolves a schema, and removes its texts", async () => {
  const { client } = await start();
  const group = (
    await client.post("/_emulator/fieldGroups", {
      title: "ACME group",
      properties: { _emulator: { type: "object", properties: { size: { type: "string", title: "Size" } } } },
    })
  ).body;
  const { "meta:altId": altId } = await create(client, {
    allOf: [{ $ref: profileClass }, { $ref: group.$id }],
    properties: { _emulator: { type: "object", properties: { title: { type: "integer", title: "T" } } } },
  });
  const read = async (form: string) =>
    (await client.getSchema(`${paths.schemas}/${altId}`, `application/vnd.adobe.xed${form}+json;version=1`))
      .body;
  const fields = { _emulator: { properties: { size: { title: "Size" }, title: { title: "T" } } } };
  expect(await read("-full")).toMatchObject({ title: "ACME orders", properties: fields });
  expect(await read("-full")).not.toHaveProperty("allOf");
  const bare = await read("-full-notext");
  expect(bare).not.toHaveProperty("title");
  expect(bare).toHaveProperty("properties._emulator.properties.title.type", "integer");
  expect(bare).not.toHaveProperty("properties._emulator.properties.title.title");
  expect(await read("-notext")).toHaveProperty("allOf");
});

test("requires unique titles within a sandbox", async () => {
  const { client } = await start();
  await create(client);
  const response = await client.post(paths.schemas, schemaBody);
  expect([response.status, response.body.type]).toEqual([400, code("XDM-1521-400")]);
  expect(response.body.report).toMatchObject({
    "detailed-message": response.body.detail,
    registryRequestId: expect.any(String),
    timestamp: expect.stringMatching(/^\d\d-\d\d-\d{4} \d\d:\d\d:\d\d$/),
  });
  expect((await client.in("dev").post(paths.schemas, schemaBody)).status).toBe(201);
  await client.post("/_emulator/classes", { title: "ACME class" });
  expect((await client.post(paths.schemas, { ...schemaBody, title: "ACME class" })).status).toBe(400);
});

test.each<[JsonObject, string]>([
  [{ title: "" }, "XDM-1000-400"],
  [{ type: "array" }, "XDM-1000-400"],
  [{ allOf: [] }, "XDM-1000-400"],
  [{ allOf: [{ $ref: profileClass }, { $ref: "#/definitions/none" }] }, "XDM-1000-400"],
  [{ allOf: [{ $ref: "https://ns.adobe.com/xdm/context/person" }] }, "XDM-1000-400"],
  [{ allOf: [{ $ref: groupId }, { $ref: profileClass }] }, "XDM-1000-400"],
  [{ "meta:class": "https://ns.adobe.com/xdm/context/experienceevent" }, "XDM-1000-400"],
  [{ allOf: [{ $ref: profileClass }, { $ref: profileClass }] }, "XDM-1000-400"],
  [{ version: "1.0" }, "XDM-1000-400"],
  [{ forceNew: true }, "XDM-1000-400"],
  [{ properties: { size: { type: "string" } } }, "XDM-1021-400"],
])("refuses %j with %s", async (change, name) => {
  const { client } = await start();
  const response = await client.post(paths.schemas, { ...schemaBody, ...change });
  expect([response.status, response.body.type]).toEqual([400, code(name)]);
});

test("shows older errors without codes", async () => {
  const { client } = await start({ switches: { schemaRegistryErrors: "older" } });
  expect((await client.getSchema(`${paths.schemas}/none`)).body).toEqual({
    type: "/placeholder/type/uri",
    status: 404,
    title: "NotFoundError",
    detail: "Resource not found: there is no schema none",
  });
});

test("creates a minor version by PATCH, without an etag and with every operation", async () => {
  const { client } = await start();
  const { "meta:altId": altId, ...before } = await create(client);
  const response = await patch(client, altId, [
    { op: "test", path: "/title", value: "ACME orders" },
    { op: "replace", path: "/title", value: "ACME" },
    { op: "add", path: "/allOf/-", value: { $ref: "https://ns.adobe.com/xdm/mixins/consents" } },
    { op: "add", path: "/meta:extends/-", value: "https://ns.adobe.com/xdm/mixins/consents" },
    { op: "remove", path: "/description" },
  ]);
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({ $id: before.$id, title: "ACME", version: "1.1" });
  expect(response.body).toHaveProperty(
    "meta:extends.0",
    "https://ns.adobe.com/xdm/context/profile-person-details",
  );
  expect(response.body).toHaveProperty("meta:extends.1", "https://ns.adobe.com/xdm/mixins/consents");
  expect(response.body).not.toHaveProperty("description");
  expect((await client.getSchema(`${paths.schemas}/${altId}`)).body).toEqual(response.body);
  expect((await patch(client, altId, [{ op: "test", path: "/title", value: "x" }])).status).toBe(400);
  expect((await patch(client, altId, [{ op: "replace", path: "/version", value: "9.9" }])).status).toBe(400);
});

test("replaces by PUT, and accepts unchanged fields of the service", async () => {
  const { client } = await start();
  const created = await create(client);
  const path = `${paths.schemas}/${created["meta:altId"]}`;
  const response = await client.send("PUT", path, { ...created, title: "ACME again" } as never);
  expect([response.status, response.body.title, response.body.version]).toEqual([200, "ACME again", "1.1"]);
  expect((await client.send("PUT", path, { ...schemaBody, version: "1.0" })).status).toBe(400);
});

test("refuses to remove fields once there may be data", async () => {
  const { client } = await start();
  const field = { _emulator: { type: "object", properties: { size: { type: "string" } } } };
  const { $id, "meta:altId": altId } = await create(client, { properties: field });
  const typeOfSize = { op: "replace", path: "/properties/_emulator/properties/size/type", value: "integer" };
  expect((await patch(client, altId, [typeOfSize])).status).toBe(200);
  await client.createDataSet($id);
  expect((await patch(client, altId, [{ ...typeOfSize, value: "string" }])).status).toBe(400);
  for (const path of ["/allOf/1", "/properties/_emulator/properties/size", "/properties"]) {
    expect((await patch(client, altId, [{ op: "remove", path }])).status, path).toBe(400);
  }
  expect((await client.send("PUT", `${paths.schemas}/${altId}`, schemaBody)).status).toBe(400);
  const more = { op: "add", path: "/properties/_emulator/properties/colour", value: { type: "string" } };
  expect((await patch(client, altId, [more])).status).toBe(200);
});

test("refuses to remove the tag union", async () => {
  const { client, emulator } = await start();
  const { "meta:altId": altId } = await create(client);
  const path = "/meta:immutableTags";
  emulator.switches.unionPreconditions = false;
  expect((await patch(client, altId, [{ op: "add", path, value: ["union"] }])).status).toBe(200);
  expect((await patch(client, altId, [{ op: "remove", path }])).status).toBe(400);
  expect((await patch(client, altId, [{ op: "remove", path: "/allOf/1" }])).status).toBe(400);
});

test("deletes a schema unless a dataset uses it", async () => {
  const { client, emulator } = await start();
  const { $id, "meta:altId": altId } = await create(client);
  const path = `${paths.schemas}/${encodeURIComponent($id)}`;
  const dataSet = await client.createDataSet($id);
  expect((await client.delete(path)).status).toBe(400);
  await client.delete(`${paths.dataSets}/${dataSet}`);
  expect((await client.delete(path)).status).toBe(204);
  expect((await client.getSchema(`${paths.schemas}/${altId}`)).status).toBe(404);
  const other = await create(client);
  await client.createDataSet(other.$id);
  emulator.switches.schemaUsedByDataSet = "allow";
  expect((await client.delete(`${paths.schemas}/${other["meta:altId"]}`)).status).toBe(204);
});

test("lists all of 350 schemas in pages", async () => {
  const { client } = await start();
  for (let index = 0; index < 350; index += 1) {
    await create(client, { title: `Schema ${index}` });
  }
  const all: unknown[] = [];
  let start_ = "";
  let pages = 0;
  do {
    const response = await client.getSchema(`${paths.schemas}?orderby=-title${start_}`, idList);
    all.push(...response.body.results.map(({ title }) => title));
    const { next, count } = response.body._page;
    expect(count).toBe(response.body.results.length);
    start_ = next === null ? "" : `&start=${encodeURIComponent(String(next))}`;
    pages += 1;
  } while (start_ !== "");
  expect([new Set(all).size, all.length, pages]).toEqual([350, 350, 2]);
  const some = await client.getSchema(`${paths.schemas}?orderby=title&limit=5`, idList);
  expect(some.body.results).toHaveLength(5);
  const { href } = some.body._links.next as { href: string };
  expect((await client.getSchema(href, idList)).body.results).toHaveLength(5);
});

test("lists schemas by a property, also in an array", async () => {
  const { client } = await start();
  await create(client);
  await create(client, { title: "B", allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }] });
  const titles = async (property: string) =>
    (await client.getSchema(`${paths.schemas}?property=${property}`, idList)).body.results.map(
      ({ title }) => title,
    );
  expect(await titles("title==B")).toEqual(["B"]);
  expect(await titles(`meta:extends==${profileClass}`)).toEqual(["ACME orders"]);
  expect(await titles("description")).toHaveLength(2);
  expect(await titles("meta:immutableTags")).toEqual([]);
});

test("creates a version for a change by someone else", async () => {
  const { client } = await start();
  const { "meta:altId": altId, $id } = await create(client);
  await client.send("PATCH", `/_emulator/schemas/${encodeURIComponent($id)}`, { title: "Theirs" });
  expect((await client.getSchema(`${paths.schemas}/${altId}`)).body).toMatchObject({
    title: "Theirs",
    version: "1.1",
  });
});
