import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { profileClass } from "../../testing/bodies.testing";
import { start } from "../../testing/client.testing";
import {
  classBody,
  createResource,
  customFields,
  dataTypeBody,
  errorType,
  fieldGroupBody,
  inTenant,
  patchResource,
  pathOf,
  readResource,
  recordBehavior,
  registryPaths,
  schemaOf,
} from "../../testing/registry.testing";

const event = "https://ns.adobe.com/xdm/context/experienceevent";
const person = "https://ns.adobe.com/xdm/context/person";
const demographic = "https://ns.adobe.com/xdm/context/profile-person-details";
const loyalty = "https://ns.adobe.com/xdm/mixins/profile/profile-loyalty-details";

test("builds a schema from a data type, a field group and a class of the tenant", async () => {
  const { client } = await start();
  const type = await createResource(client, "dataTypes", dataTypeBody("Tier"));
  const itsClass = await createResource(client, "classes", classBody("Shop"));
  const group = await createResource(client, "fieldGroups", {
    ...fieldGroupBody("Loyalty", {
      tier: { $ref: type.$id },
      tiers: { type: "array", items: { $ref: type.$id } },
    }),
    "meta:intendedToExtend": [itsClass.$id],
  });
  const schema = await createResource(client, "schemas", schemaOf("Shops", itsClass.$id, group.$id));
  expect(schema).toMatchObject({
    "meta:class": itsClass.$id,
    "meta:extends": [group.$id, recordBehavior, itsClass.$id],
    refs: [itsClass.$id, group.$id],
  });
  expect(itsClass).toMatchObject({ "meta:extends": [recordBehavior] });
  const level = { level: { type: "string", "meta:xdmType": "string" } };
  const full = await readResource(client, "schemas", schema, "-full");
  expect(full).toHaveProperty("properties._emulator.properties", {
    code: { type: "string", "meta:xdmType": "string" },
    tier: { type: "object", "meta:xdmType": "object", properties: level },
    tiers: {
      type: "array",
      "meta:xdmType": "array",
      items: { type: "object", "meta:xdmType": "object", properties: level },
    },
  });
  expect(full).toHaveProperty("properties._id");
  expect(full).not.toHaveProperty("allOf");
  for (const [kind, used] of [
    ["dataTypes", type],
    ["fieldGroups", group],
    ["classes", itsClass],
  ] as const) {
    expect(await readResource(client, kind, used)).toHaveProperty("meta:usageCount", 1);
  }
});

test("resolves standard classes, field groups and data types", async () => {
  const { client } = await start();
  const schema = await createResource(client, "schemas", schemaOf("People", profileClass, demographic));
  const full = await readResource(client, "schemas", schema, "-full");
  expect(full).toHaveProperty("properties.person.properties.name.properties.firstName.type", "string");
  expect(full).toHaveProperty("properties.personID");
  const events = await createResource(client, "schemas", schemaOf("Events", event));
  expect(await readResource(client, "schemas", events, "-full")).toMatchObject({
    required: ["_id", "timestamp"],
    properties: { timestamp: {}, identityMap: { "meta:xdmType": "map" }, eventType: {} },
  });
});

test.each<[string, JsonObject]>([
  ["in a definition of any name", { ...customFields({ a: { type: "string" } }) }],
  ["in a part of allOf", { allOf: [{ properties: inTenant({ a: { type: "string" } }) }], definitions: {} }],
  ["at the root", { properties: inTenant({ a: { type: "string" } }), allOf: [], definitions: {} }],
])("keeps the fields of a field group where the client has them: %s", async (_case, change) => {
  const { client } = await start();
  const created = await createResource(client, "fieldGroups", { ...fieldGroupBody("ACME"), ...change });
  const full = await readResource(client, "fieldGroups", created, "-full");
  expect(full).toHaveProperty("properties._emulator.properties.a.type", "string");
});

test("extends a standard field group, with own fields below a standard path", async () => {
  const { client } = await start();
  const nested = (fields: JsonObject): JsonObject => ({
    ...fieldGroupBody("Person of ACME"),
    definitions: {
      customFields: { type: "object", properties: { person: { type: "object", properties: fields } } },
    },
  });
  const own = inTenant({ pet: { type: "string" } });
  const parts = [{ $ref: demographic }, { $ref: "#/definitions/customFields" }];
  const refused = await client.post(registryPaths.fieldGroups, nested(own));
  expect(refused.body.type).toBe(errorType("XDM-1021-400"));
  const outside = { ...nested({ pet: { type: "string" } }), allOf: parts };
  expect((await client.post(registryPaths.fieldGroups, outside)).body.type).toBe(errorType("XDM-1021-400"));
  const created = await createResource(client, "fieldGroups", { ...nested(own), allOf: parts });
  expect(created).toMatchObject({ "meta:extends": [demographic], refs: [demographic] });
  const full = await readResource(client, "fieldGroups", created, "-full");
  expect(full).toHaveProperty("properties.person.properties.name");
  expect(full).toHaveProperty("properties.person.properties._emulator.properties.pet");
});

test("gives an ad-hoc class a namespace of its own", async () => {
  const { client } = await start();
  const body: JsonObject = {
    title: "Import",
    type: "object",
    allOf: [
      { $ref: "https://ns.adobe.com/xdm/data/adhoc" },
      { properties: { _adhoc: { type: "object", properties: { a: { type: "string" } } } } },
    ],
  };
  const itsClass = await createResource(client, "classes", body);
  const namespace = `_${itsClass.$id.split("/").at(-1)}`;
  expect(itsClass).toMatchObject({
    "meta:datasetNamespace": namespace,
    "meta:extends": ["https://ns.adobe.com/xdm/data/adhoc"],
  });
  const schema = await createResource(client, "schemas", schemaOf("Imported", itsClass.$id));
  expect(schema).toHaveProperty("meta:datasetNamespace", namespace);
  expect(await readResource(client, "schemas", schema, "-full")).toHaveProperty(
    `properties.${namespace}.properties.a`,
  );
  const title = { op: "replace", path: "/title", value: "Imports" };
  expect((await patchResource(client, "classes", itsClass, title)).status).toBe(200);
  // Only a new class has the placeholder.
  expect((await client.send("PUT", pathOf("classes", itsClass), body)).status).toBe(400);
});

test.each<[string, keyof typeof registryPaths, JsonObject]>([
  ["a class without a behavior", "classes", { ...classBody("A"), allOf: [] }],
  [
    "a class with two behaviors",
    "classes",
    {
      ...classBody("A"),
      allOf: [{ $ref: recordBehavior }, { $ref: "https://ns.adobe.com/xdm/data/time-series" }],
    },
  ],
  ["a class in a class", "classes", { ...classBody("A"), allOf: [{ $ref: profileClass }] }],
  ["a data type in a schema", "schemas", schemaOf("A", profileClass, person)],
  ["a field group as a field", "dataTypes", dataTypeBody("A", { a: { $ref: demographic } })],
  ["a field group without classes", "fieldGroups", { title: "A", type: "object" }],
  [
    "a field group for a data type",
    "fieldGroups",
    {
      ...fieldGroupBody("A"),
      "meta:intendedToExtend": [person],
    },
  ],
  ["a tag in a field group", "fieldGroups", { ...fieldGroupBody("A"), "meta:immutableTags": [] }],
])("refuses %s", async (_case, kind, body) => {
  const { client } = await start();
  expect((await client.post(registryPaths[kind], body)).body).toMatchObject({
    status: 400,
    title: "Schema validation error",
  });
});

const missing = "https://ns.adobe.com/emulator/mixins/none";

test.each<[string, keyof typeof registryPaths, string, JsonObject]>([
  ["part", "schemas", "XDM-1012-404", schemaOf("A", profileClass, missing)],
  [
    "literal placeholder",
    "schemas",
    "XDM-1012-404",
    schemaOf("A", "https://ns.adobe.com/{TENANT_ID}/classes/1"),
  ],
  ["field", "dataTypes", "XDM-1013-404", dataTypeBody("A", { a: { $ref: missing } })],
  [
    "element",
    "dataTypes",
    "XDM-1013-404",
    dataTypeBody("A", { a: { type: "array", items: { $ref: missing } } }),
  ],
  ["class", "fieldGroups", "XDM-1011-404", { ...fieldGroupBody("A"), "meta:intendedToExtend": [missing] }],
  ["extension", "fieldGroups", "XDM-1011-404", { ...fieldGroupBody("A"), "meta:extends": [missing] }],
  ["behavior", "classes", "XDM-1010-404", { ...classBody("A"), allOf: [{ $ref: missing }] }],
])(
  "responds to an unknown %s of one of the %s with %s, or with 400 by switch",
  async (_case, kind, code, body) => {
    const { client, emulator } = await start();
    const send = () => client.post(registryPaths[kind], body);
    expect((await send()).body).toMatchObject({
      status: 404,
      type: errorType(code),
      title: "Resource not found",
    });
    emulator.switches.unknownReference = 400;
    expect((await send()).status).toBe(400);
  },
);

test("speaks of the changed resource if a patch has an unknown reference", async () => {
  const { client } = await start();
  const schema = await createResource(client, "schemas", schemaOf("A", profileClass));
  const response = await patchResource(client, "schemas", schema, {
    op: "add",
    path: "/allOf/-",
    value: { $ref: missing },
  });
  expect(response).toMatchObject({ status: 404, body: { type: errorType("XDM-1012-404") } });
  expect(response.body.detail).toContain(schema.$id);
  expect(response.body.detail).not.toContain(missing);
});

test("accepts standard resources that it does not have, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const body = schemaOf("A", profileClass, "https://ns.adobe.com/experience/campaign/experienceevent-all");
  expect((await client.post(registryPaths.schemas, body)).status).toBe(201);
  emulator.switches.unknownStandardResources = "refuse";
  expect((await client.post(registryPaths.schemas, { ...body, title: "B" })).status).toBe(404);
});

test("requires the class first, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const body = schemaOf("A", loyalty, profileClass);
  expect((await client.post(registryPaths.schemas, body)).status).toBe(400);
  emulator.switches.schemaClassPosition = "any";
  expect((await client.post(registryPaths.schemas, body)).body).toHaveProperty("meta:class", profileClass);
});

test("accepts a field group for another class, unless a switch is set", async () => {
  const { client, emulator } = await start();
  expect((await client.post(registryPaths.schemas, schemaOf("A", event, loyalty))).status).toBe(201);
  emulator.switches.fieldGroupClass = "refuse";
  expect((await client.post(registryPaths.schemas, schemaOf("B", event, loyalty))).status).toBe(400);
  expect((await client.post(registryPaths.schemas, schemaOf("B", profileClass, loyalty))).status).toBe(201);
});

test("refuses a data type that contains itself, unless a switch is set", async () => {
  const { client, emulator } = await start();
  const inner = await createResource(client, "dataTypes", dataTypeBody("Inner"));
  const outer = await createResource(
    client,
    "dataTypes",
    dataTypeBody("Outer", { inner: { $ref: inner.$id } }),
  );
  const containing = (id: string) =>
    patchResource(client, "dataTypes", inner, { op: "add", path: "/properties/other", value: { $ref: id } });
  expect((await containing(inner.$id)).status).toBe(400);
  expect((await containing(outer.$id)).status).toBe(400);
  emulator.switches.dataTypeCycle = "accept";
  expect((await containing(outer.$id)).status).toBe(200);
  const full = await readResource(client, "dataTypes", outer, "-full");
  expect(full).toHaveProperty("properties.inner.properties.other.$ref", outer.$id);
});

test("keeps the chosen paths of a part, and sets meta:extends from allOf", async () => {
  const { client } = await start();
  const part = { $ref: loyalty, "meta:refProperty": ["/loyalty/points"] };
  const body = { ...schemaOf("A", profileClass), allOf: [{ $ref: profileClass }, part] };
  const schema = await createResource(client, "schemas", body);
  expect(schema).toHaveProperty("allOf.1", { ...part, type: "object", "meta:xdmType": "object" });
  const added = await patchResource(client, "schemas", schema, {
    op: "add",
    path: "/allOf/-",
    value: { $ref: demographic },
  });
  expect(added.body).toHaveProperty("meta:extends", expect.arrayContaining([demographic, loyalty]));
});
