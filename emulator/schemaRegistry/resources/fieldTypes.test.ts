import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { start } from "../../testing/client.testing";
import {
  createResource,
  dataTypeBody,
  errorType,
  fieldGroupBody,
  patchResource,
  reasonOf,
  registryPaths,
} from "../../testing/registry.testing";

/** A field of every type that XDM has, and the service's name for the type. */
const types: [xdmType: string, field: JsonObject][] = [
  ["string", { type: "string", pattern: "^A", minLength: 1, maxLength: 5, default: "A" }],
  ["string", { type: "string", format: "uri" }],
  ["string", { type: "string", enum: ["a"], "meta:enum": { a: "A" } }],
  ["number", { type: "number" }],
  ["int", { type: "integer" }],
  ["long", { type: "integer", minimum: -9007199254740991, maximum: 9007199254740991 }],
  ["long", { type: "integer", minimum: -9007199254740992, maximum: 9007199254740992 }],
  ["short", { type: "integer", minimum: -32768, maximum: 32768 }],
  ["byte", { type: "integer", minimum: -128, maximum: 128 }],
  ["boolean", { type: "boolean" }],
  ["date", { type: "string", format: "date" }],
  ["date-time", { type: "string", format: "date-time" }],
  ["array", { type: "array", items: { type: "string" } }],
  ["object", { type: "object", properties: { a: { type: "string" } } }],
  ["object", { $ref: "https://ns.adobe.com/xdm/context/person" }],
  ["map", { type: "object", additionalProperties: { type: "integer" }, "meta:xdmType": "map" }],
  ["string", { type: "string", "meta:status": "deprecated" }],
];

test.each(types)("adds the type %s to %j, unless a switch is set", async (xdmType, field) => {
  const { client, emulator } = await start();
  const created = await createResource(client, "dataTypes", dataTypeBody("A", { a: field }));
  expect(created).toHaveProperty("properties.a.meta:xdmType", xdmType);
  emulator.switches.registryFieldTypes = "absent";
  const other = await createResource(client, "dataTypes", dataTypeBody("B", { a: field }));
  expect(other).toHaveProperty("properties.a", field);
});

test("adds types to the fields of definitions, parts and elements, and after a change", async () => {
  const { client } = await start();
  const elements = { type: "array", items: { type: "object", properties: { b: { type: "integer" } } } };
  const group = await createResource(client, "fieldGroups", fieldGroupBody("A", { elements }));
  const inside = "definitions.customFields.properties._emulator.properties";
  expect(group).toHaveProperty(`${inside}.elements.items.properties.b.meta:xdmType`, "int");
  expect(group).toHaveProperty("definitions.customFields.meta:xdmType", "object");
  const value = { type: "string", format: "date" };
  const path = "/definitions/customFields/properties/_emulator/properties/since";
  const changed = await patchResource(client, "fieldGroups", group, { op: "add", path, value });
  expect(changed.body).toHaveProperty(`${inside}.since.meta:xdmType`, "date");
});

test.each<[string, JsonObject]>([
  ["has no type", { a: {} }],
  ["has an unknown type", { a: { type: "text" } }],
  ["is an array without items", { a: { type: "array" } }],
  ["is a map without values", { a: { type: "object", "meta:xdmType": "map" } }],
  [
    "is a map with properties",
    {
      a: { type: "object", "meta:xdmType": "map", additionalProperties: { type: "string" }, properties: {} },
    },
  ],
  ["has a name with a blank", { "a b": { type: "string" } }],
  ["has a name that begins with an underscore", { _a: { type: "string" } }],
  ["is inside an object and wrong", { a: { type: "object", properties: { b: { type: "text" } } } }],
])("refuses a field that %s", async (_case, properties) => {
  const { client } = await start();
  for (const [path, body] of [
    [registryPaths.dataTypes, dataTypeBody("A", properties)],
    [registryPaths.fieldGroups, fieldGroupBody("A", properties)],
  ] as const) {
    const response = await client.post(path, body);
    expect([response.status, response.body.type], path).toEqual([400, errorType("XDM-1000-400")]);
    expect(reasonOf(response.body)).toMatch(/\/[_a]/);
  }
});

test.each(["_{TENANT_ID}", "_other", "size"])(
  "refuses %s instead of the tenant's namespace",
  async (name) => {
    const { client } = await start();
    const fields = { type: "object", properties: { [name]: { type: "object", properties: {} } } };
    const body = { ...fieldGroupBody("A"), definitions: { customFields: fields } };
    const { type } = (await client.post(registryPaths.fieldGroups, body)).body;
    expect([errorType("XDM-1021-400"), errorType("XDM-1000-400")]).toContain(type);
  },
);
