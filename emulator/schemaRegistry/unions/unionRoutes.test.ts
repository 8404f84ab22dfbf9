import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { profileClass } from "../../testing/bodies.testing";
import { type Client, paths, type ResponseBody, start } from "../../testing/client.testing";
import {
  createResource,
  errorType,
  fieldGroupBody,
  patchResource,
  readResource,
  registryPath,
  registryPaths,
  schemaOf,
} from "../../testing/registry.testing";

const event = "https://ns.adobe.com/xdm/context/experienceevent";
const identityMap = "https://ns.adobe.com/xdm/context/identitymap";
const addUnion = { op: "add", path: "/meta:immutableTags", value: ["union"] };

const enable = (client: Client, schema: ResponseBody) => patchResource(client, "schemas", schema, addUnion);

const descriptor = async (client: Client, schema: ResponseBody, type: string, more: JsonObject) => {
  const response = await client.post(paths.descriptors, {
    "@type": `xdm:${type}`,
    "xdm:sourceSchema": schema.$id,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/_emulator/email",
    ...more,
  });
  expect(response.status, JSON.stringify(response.body)).toBe(201);
  return response.body["@id"];
};

const identity = (namespace = "Email", more: JsonObject = {}): JsonObject => ({
  "xdm:namespace": namespace,
  "xdm:property": "xdm:code",
  "xdm:isPrimary": true,
  ...more,
});

async function people(client: Client, title = "People", type = "string") {
  const fields = { email: { type }, shop: { type: "string" } };
  const group = await createResource(client, "fieldGroups", fieldGroupBody(`Group of ${title}`, fields));
  return createResource(client, "schemas", schemaOf(title, profileClass, group.$id));
}

test("requires a primary identity or an identity map for the tag union", async () => {
  const { client } = await start();
  const schema = await people(client);
  expect((await enable(client, schema)).body).toMatchObject({
    status: 400,
    type: errorType("XDM-1528-400"),
    title: "Union descriptor validation error",
  });
  await descriptor(client, schema, "descriptorIdentity", identity("Email", { "xdm:isPrimary": false }));
  expect((await enable(client, schema)).status).toBe(400);
  const other = await people(client, "Others");
  await descriptor(client, other, "descriptorIdentity", identity());
  expect((await enable(client, other)).body).toMatchObject({
    "meta:immutableTags": ["union"],
    version: "1.1",
  });
  const mapped = await createResource(client, "schemas", schemaOf("Mapped", profileClass, identityMap));
  expect((await enable(client, mapped)).status).toBe(200);
  const events = await createResource(client, "schemas", schemaOf("Events", event));
  expect((await enable(client, events)).status).toBe(200);
});

test("requires a reference identity with the namespace of the destination for relationships", async () => {
  const { client } = await start();
  const shops = await people(client, "Shops");
  await descriptor(client, shops, "descriptorIdentity", identity("ShopId"));
  await enable(client, shops);
  const schema = await people(client);
  await descriptor(client, schema, "descriptorIdentity", identity());
  const shop = { "xdm:sourceProperty": "/_emulator/shop" };
  await descriptor(client, schema, "descriptorOneToOne", {
    ...shop,
    "xdm:destinationSchema": shops.$id,
    "xdm:destinationVersion": 1,
  });
  expect((await enable(client, schema)).body.type).toBe(errorType("XDM-1526-400"));
  const wrong = { ...shop, "xdm:identityNamespace": "Email" };
  const id = await descriptor(client, schema, "descriptorReferenceIdentity", wrong);
  expect((await enable(client, schema)).body.type).toBe(errorType("XDM-1527-400"));
  await client.delete(`${paths.descriptors}/${id}`);
  await descriptor(client, schema, "descriptorReferenceIdentity", {
    ...shop,
    "xdm:identityNamespace": "shopid",
  });
  expect((await enable(client, schema)).status).toBe(200);
});

test("refuses two types for one field in a union", async () => {
  const { client } = await start({ switches: { unionPreconditions: true } });
  const first = await people(client);
  await descriptor(client, first, "descriptorIdentity", identity());
  await enable(client, first);
  const second = await people(client, "Others", "integer");
  await descriptor(client, second, "descriptorIdentity", identity());
  const response = await enable(client, second);
  expect(response.body).toMatchObject({ status: 400, type: errorType("XDM-1413-400") });
  expect(response.body.detail).toContain("/_emulator/email");
});

test("skips these conditions by switch", async () => {
  const { client } = await start({ switches: { unionPreconditions: false } });
  expect((await enable(client, await people(client))).status).toBe(200);
});

test.each([
  ["accept", 201, ["union"]],
  ["ignore", 201, undefined],
  ["refuse", 400, undefined],
] as const)(
  "with unionOnCreate %s, responds with %i to a new schema with the tag",
  async (value, status, tags) => {
    const { client, emulator } = await start({ switches: { unionOnCreate: value } });
    const body = { ...schemaOf("People", profileClass), "meta:immutableTags": ["union"] };
    const response = await client.post(registryPaths.schemas, body);
    expect([response.status, Object(response.body)["meta:immutableTags"]]).toEqual([status, tags]);
    emulator.switches.unionOnCreate = "accept";
  },
);

test("checks the conditions for a new schema with the tag by switch", async () => {
  const { client } = await start({ switches: { unionOnCreate: "check" } });
  const union = { "meta:immutableTags": ["union"] };
  const refused = await client.post(registryPaths.schemas, { ...schemaOf("People", profileClass), ...union });
  expect([refused.status, refused.body.type]).toEqual([400, errorType("XDM-1528-400")]);
  await createResource(client, "schemas", { ...schemaOf("Mapped", profileClass, identityMap), ...union });
  await createResource(client, "schemas", schemaOf("People", profileClass));
});

test("shows a union of the schemas of a class, which cannot be changed", async () => {
  const { client } = await start({ switches: { unionPreconditions: false } });
  const unions = `${registryPath}/tenant/unions`;
  const list = (query = "", type = "-id") =>
    client.getSchema(`${unions}${query}`, `application/vnd.adobe.xed${type}+json`);
  expect((await list()).body.results).toEqual([]);
  const group = "https://ns.adobe.com/xdm/context/profile-person-details";
  const schema = await createResource(client, "schemas", schemaOf("People", profileClass, group));
  await createResource(client, "schemas", schemaOf("Not enabled", profileClass, identityMap));
  await enable(client, schema);
  const $id = `${profileClass}__union`;
  const { body } = await list();
  expect(body.results).toEqual([
    { $id, "meta:altId": "_xdm.context.profile__union", version: "1.0", title: expect.any(String) },
  ]);
  expect(body).not.toHaveProperty("_page");
  expect((await list(`?property=meta:class==${event}`)).body.results).toEqual([]);
  for (const path of [unions, registryPaths.schemas]) {
    const found = await client.getSchema(`${path}/${encodeURIComponent($id)}`);
    expect(found.body, path).toMatchObject({
      $id,
      "meta:resourceType": "unions",
      allOf: [{ $ref: profileClass }, { $ref: group }],
    });
  }
  const full = "application/vnd.adobe.xed-full+json; version=1";
  const resolved = await client.getSchema(`${unions}/_xdm.context.profile__union`, full);
  expect(resolved.body).toHaveProperty("properties.person.properties.name");
  const missing = await client.getSchema(`${unions}/_xdm.context.experienceevent__union`);
  expect(missing.body.type).toBe(errorType("XDM-1015-404"));
  expect((await client.delete(`${unions}/${encodeURIComponent($id)}`)).status).toBe(404);
  const { counts } = Object((await client.get(`${registryPath}/stats`)).body);
  expect(counts.unions).toBe(1);
});

test("keeps the primary identity of a schema of the profile, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const schema = await people(client);
  const id = await descriptor(client, schema, "descriptorIdentity", identity());
  const other = await descriptor(client, schema, "descriptorIdentity", {
    ...identity("ShopId", { "xdm:isPrimary": false }),
    "xdm:sourceProperty": "/_emulator/shop",
  });
  await enable(client, schema);
  const path = `${paths.descriptors}/${id}`;
  const { status, body } = await client.delete(path);
  expect([status, body.type]).toEqual([403, errorType("XDM-1536-403")]);
  const stored = (await client.get(path)).body;
  expect((await client.send("PUT", path, { ...stored, "xdm:isPrimary": false } as never)).status).toBe(403);
  expect((await client.send("PUT", path, { ...stored } as never)).status).toBe(201);
  emulator.switches.deleteIdentityOfUnion = "refuseEvery";
  expect((await client.delete(`${paths.descriptors}/${other}`)).status).toBe(403);
  emulator.switches.deleteIdentityOfUnion = "refuse";
  expect((await client.delete(`${paths.descriptors}/${other}`)).status).toBe(204);
  emulator.switches.deleteIdentityOfUnion = "allow";
  expect((await client.delete(path)).status).toBe(204);
  expect(await readResource(client, "schemas", schema)).toHaveProperty("meta:immutableTags", ["union"]);
});
