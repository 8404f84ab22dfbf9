import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { namespaceBody, profileClass } from "../../testing/bodies.testing";
import { paths, start } from "../../testing/client.testing";
import { create, createSchema, identity } from "../../testing/descriptors.testing";
import { createResource, fieldGroupBody, reasonOf, schemaOf } from "../../testing/registry.testing";

test.each([
  [400, 400],
  [409, 409],
  ["accept", 201],
] as const)("with duplicateDescriptor %s, responds with %i to an equal descriptor", async (value, status) => {
  const { client } = await start({ switches: { duplicateDescriptor: value } });
  const { $id } = await createSchema(client);
  const id = await create(client, identity($id));
  const response = await client.post(paths.descriptors, identity($id, { "xdm:namespace": "Phone" }));
  expect(response.status).toBe(status);
  if (status !== 201) {
    expect(response.body.title).toBe("Descriptor validation error");
    expect(reasonOf(response.body)).toBe(`Descriptor with id ${id} already exists`);
  }
});

test("derives the id from the content by switch", async () => {
  const { client } = await start({ switches: { descriptorId: "content" } });
  const { $id } = await createSchema(client);
  const id = await create(client, identity($id));
  await client.delete(`${paths.descriptors}/${id}`);
  expect(await create(client, identity($id))).toBe(id);
  expect(id).toMatch(/^[0-9a-f]{48}$/);
  expect(await create(client, identity($id, { "xdm:sourceProperty": "/_emulator/order/id" }))).not.toBe(id);
});

test("replaces the primary identity by a second one by switch", async () => {
  const { client } = await start({ switches: { secondPrimary: "replace" } });
  const { $id } = await createSchema(client);
  const primary = { "xdm:isPrimary": true };
  const first = await create(client, identity($id, primary));
  await create(client, identity($id, { ...primary, "xdm:sourceProperty": "/_emulator/order/id" }));
  expect((await client.get(`${paths.descriptors}/${first}`)).body).toHaveProperty("xdm:isPrimary", false);
});

test("accepts other versions of the source schema by switch", async () => {
  const { client } = await start({ switches: { descriptorSourceVersion: "any" } });
  const { $id } = await createSchema(client);
  expect((await client.post(paths.descriptors, identity($id, { "xdm:sourceVersion": 1.6 }))).status).toBe(
    201,
  );
});

const label = (schema: string, change: JsonObject): JsonObject => ({
  "@type": "xdm:descriptorLabel",
  "xdm:sourceSchema": schema,
  "xdm:sourceVersion": 1,
  "xdm:sourceProperty": "/_emulator/size",
  ...change,
});

test("labels fields of schemas and field groups, under both names unless a switch is set", async () => {
  const { client, emulator } = await start();
  const group = await createResource(client, "fieldGroups", fieldGroupBody("Group"));
  const labels = { "xdm:labels": ["core/C1"] };
  const created = await client.post(paths.descriptors, label(group.$id, { "xdm:label": ["core/C1"] }));
  expect(created.body).toMatchObject(labels);
  expect(created.body).not.toHaveProperty("xdm:label");
  await client.delete(`${paths.descriptors}/${created.body["@id"]}`);
  const post = async (change: JsonObject) =>
    (await client.post(paths.descriptors, label(group.$id, change))).status;
  expect(await post({})).toBe(400);
  expect(await post({ "xdm:labels": "core/C1" })).toBe(400);
  expect(await post({ ...labels, "xdm:sourceProperty": "/_emulator" })).toBe(400);
  expect(await post({ ...labels, "@type": "xdm:descriptorIdentity" })).toBe(400);
  emulator.switches.descriptorLabelMember = "labels";
  expect(await post({ "xdm:label": ["core/C1"] })).toBe(400);
  expect(await post(labels)).toBe(201);
});

test("accepts one time-series granularity for a schema, without a field", async () => {
  const { client } = await start();
  const { $id } = await createSchema(client);
  const body: JsonObject = {
    "@type": "xdm:descriptorTimeSeriesGranularity",
    "xdm:sourceSchema": $id,
    "xdm:sourceVersion": 1,
    "xdm:granularity": "hour",
    "xdm:ianaTimezone": "UTC",
  };
  const post = async (change: JsonObject) =>
    (await client.post(paths.descriptors, { ...body, ...change })).status;
  expect(await post({ "xdm:granularity": "minute" })).toBe(400);
  expect(await post({ "xdm:sourceProperty": "/_emulator/email" })).toBe(400);
  expect(await post({})).toBe(201);
  expect(await post({ "xdm:granularity": "day" })).toBe(400);
});

test("refuses a relationship of the primary identity, and one of a field that is no string", async () => {
  const { client } = await start();
  const fields = { email: { type: "string" }, size: { type: "integer" } };
  const group = await createResource(client, "fieldGroups", fieldGroupBody("Group", fields));
  const { $id } = await createResource(client, "schemas", schemaOf("People", profileClass, group.$id));
  const { $id: destination } = await createSchema(client);
  await create(client, identity($id, { "xdm:isPrimary": true }));
  const post = async (path: string) =>
    (
      await client.post(paths.descriptors, {
        "@type": "xdm:descriptorOneToOne",
        "xdm:sourceSchema": $id,
        "xdm:sourceVersion": 1,
        "xdm:sourceProperty": path,
        "xdm:destinationSchema": destination,
        "xdm:destinationVersion": 1,
      })
    ).status;
  expect(await post("/_emulator/email")).toBe(400);
  expect(await post("/_emulator/size")).toBe(400);
  expect(await post("/person/name/lastName")).toBe(201);
});

test("moves the version of its schema by switch", async () => {
  const { client, emulator } = await start();
  const schema = await createSchema(client);
  const version = async () =>
    (await client.getSchema(`${paths.schemas}/${schema["meta:altId"]}`)).body.version;
  const id = await create(client, identity(schema.$id));
  expect(await version()).toBe("1.0");
  emulator.switches.descriptorMovesVersion = true;
  await client.delete(`${paths.descriptors}/${id}`);
  expect(await version()).toBe("1.1");
  await create(client, identity(schema.$id));
  expect(await version()).toBe("1.2");
});

test("shows times and users as the guide does by switch", async () => {
  const { client } = await start({ switches: { descriptorMetadata: "flat" } });
  const { $id } = await createSchema(client);
  const path = `${paths.descriptors}/${await create(client, identity($id))}`;
  const shown = (await client.get(path)).body;
  expect(shown).toMatchObject({
    created: expect.any(Number),
    updated: expect.any(Number),
    createdUser: "emulator-client@techacct.adobe.com",
    updatedUser: "emulator-client@techacct.adobe.com",
    createdClient: "emulator-client",
  });
  expect(shown).not.toHaveProperty("meta:registryMetadata");
  const all = (await client.getSchema(paths.descriptors, "application/vnd.adobe.xdm+json")).body;
  expect(all).toEqual({ "xdm:descriptorIdentity": [shown] });
  expect((await client.send("PUT", path, { ...shown } as never)).status).toBe(201);
  expect((await client.send("PUT", path, { ...shown, created: 1 } as never)).status).toBe(400);
});

test("refuses unknown identity namespaces by switch", async () => {
  const { client, emulator } = await start();
  const { $id } = await createSchema(client);
  const loyalty = identity($id, { "xdm:namespace": "loyalty" });
  const path = `${paths.descriptors}/${await create(client, loyalty)}`;
  await client.delete(path);
  emulator.switches.descriptorNamespaceExistence = "refuse";
  const { status, body } = await client.post(paths.descriptors, loyalty);
  expect([status, reasonOf(body)]).toEqual([400, "There is no identity namespace loyalty"]);
  const reference = {
    "@type": "xdm:descriptorReferenceIdentity",
    "xdm:sourceSchema": $id,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/_emulator/order/id",
    "xdm:identityNamespace": "loyalty",
  };
  expect((await client.post(paths.descriptors, reference)).status).toBe(400);

  const { id } = (await client.post(paths.namespaces, namespaceBody())).body;
  expect((await client.post(paths.descriptors, reference)).status).toBe(201);
  const byCode = await create(client, loyalty);
  await client.delete(`${paths.descriptors}/${byCode}`);
  const byId = identity($id, { "xdm:namespace": String(id), "xdm:property": "xdm:id" });
  expect((await client.post(paths.descriptors, byId)).status).toBe(201);
});
