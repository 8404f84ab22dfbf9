import { beforeEach, describe, expect, it, test } from "vitest";
import { exportedEntity } from "../../cli/export/read/entity";
import { dataType as definition } from "../../provider/resources/dataType";
import type { JsonObject } from "../../provider/values/json";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";
import { sessionAt } from "../support/session";

const bed = sharedInProcessBed();
const { body: inputs, path } = resourceCase("dataType");
const text = { type: "string" };
let dataType: ManagedResource;
beforeEach(() => {
  dataType = new ManagedResource(bed.host, "dataType");
});

const stored = async (id: string) => {
  const accept = "application/vnd.adobe.xed+json; version=1";
  return (await bed.plain.send("GET", `${path}/${encodeURIComponent(id)}`, undefined, { accept })).body;
};
const lastBody = async () => (await bed.plain.requests()).at(-1)?.body;
const withFields = (fields: Properties, more: Properties = {}) => ({ title: "ACME tier", fields, ...more });

/** A data type that somebody else created, as a resource in a state. */
async function imported(entity: Properties): Promise<void> {
  dataType.id = await bed.plain.create(path, { title: "ACME tier", type: "object", ...entity });
  const outputs = await bed.host.read("dataType", dataType.id);
  dataType.outputs = { ...outputs, orgId: "EMULATOR@AdobeOrg" };
}

it("has its $id as Pulumi id, and a short id and a version as outputs", async () => {
  await dataType.up(inputs);
  expect(dataType.outputs).toMatchObject({ schemaId: dataType.id, version: "1.0" });
  expect(dataType.outputs.altId).toMatch(/^_\w+\.datatypes\.\w+$/);
  await dataType.up({ ...inputs, description: "Changed" });
  expect(dataType.outputs).toMatchObject({ schemaId: dataType.id, version: "1.1" });
});

describe("an addition is one patch where the data type has its fields", () => {
  const existing = { a: { type: "object", properties: { b: text } } };
  test.each<[string, Properties, string]>([
    ["at the root", { properties: existing }, ""],
    [
      "below a key of definitions",
      {
        definitions: { customFields: { type: "object", properties: existing } },
        allOf: [{ $ref: "#/definitions/customFields", type: "object" }],
      },
      "/definitions/customFields",
    ],
    ["in a member of allOf", { allOf: [{ properties: existing }] }, "/allOf/0"],
  ])("%s", async (_place, entity, pointer) => {
    await imported(entity);
    const fields = {
      a: { type: "object", properties: { b: text, c: { ...text, required: true } } },
      d: text,
    };
    expect(await dataType.up(withFields(fields))).toBe("update");
    expect(await lastBody()).toEqual(
      expect.arrayContaining([
        { op: "add", path: `${pointer}/properties/a/properties/c`, value: text },
        { op: "add", path: `${pointer}/properties/d`, value: text },
        { op: "add", path: `${pointer}/properties/a/required`, value: ["c"] },
      ]),
    );
    expect(await lastBody()).toHaveLength(3);
    expect(await dataType.refresh()).toBe("same");
  });
});

it("adds the first fields of a data type that somebody created without any", async () => {
  await imported({});
  await dataType.up(withFields({ a: { ...text, required: true } }));
  expect(await lastBody()).toEqual([
    { op: "add", path: "/properties", value: {} },
    { op: "add", path: "/properties/a", value: text },
    { op: "add", path: "/required", value: ["a"] },
  ]);
  expect(await dataType.refresh()).toBe("same");
});

it("keeps fields and values that others have added", async () => {
  await dataType.up(withFields({ a: { type: "object", properties: { b: text } } }));
  await bed.plain.change("PATCH", `${path}/${encodeURIComponent(dataType.id)}`, [
    { op: "add", path: "/properties/a/properties/theirs", value: text },
    { op: "add", path: "/properties/theirs", value: text },
  ]);
  expect(await dataType.refresh()).toBe("same");
  await dataType.up(withFields({ a: { type: "object", properties: { b: text, c: text } } }));
  expect(await lastBody()).toEqual([{ op: "add", path: "/properties/a/properties/c", value: text }]);
});

it("changes single names in the list of required fields", async () => {
  const required = { ...text, required: true };
  await dataType.up(withFields({ a: required, b: required, c: text }));
  await dataType.up(withFields({ a: text, b: required, c: required }));
  expect(await lastBody()).toEqual([
    { op: "remove", path: "/required/0" },
    { op: "add", path: "/required/-", value: "c" },
  ]);
  await dataType.up(withFields({ a: text, b: text, c: text }));
  expect(await lastBody()).toEqual([{ op: "remove", path: "/required" }]);
  expect(await dataType.refresh()).toBe("same");
});

it("refuses removed, renamed and retyped fields in the preview, and names all of them", async () => {
  await dataType.up(withFields({ a: { type: "object", properties: { b: text } }, c: text, d: text }));
  await bed.plain.forgetRequests();
  const refused = dataType.up(
    withFields({ a: { type: "object", properties: { e: text } }, c: { type: "integer" } }),
  );
  await expect(refused).rejects.toThrow('"ACME tier"');
  await expect(refused).rejects.toThrow(
    '  fields.a.properties.b: the state has {"type":"string"}, the program no value (renamed to fields.a.properties.e?)\n' +
      '  fields.c.type: the state has "string", the program "integer"\n' +
      '  fields.d: the state has {"type":"string"}, the program no value\n' +
      'Keep the field as it is, with "meta:status": "deprecated"',
  );
  expect(await bed.plain.requestLines()).toEqual([]);
});

it("sends such a change with allowBreaking, which is no part of the request", async () => {
  await dataType.up(withFields({ a: text, b: text }));
  expect(await dataType.up(withFields({ a: text }, { allowBreaking: true }))).toBe("update");
  expect(await lastBody()).toEqual([{ op: "remove", path: "/properties/b" }]);
  expect(await dataType.refresh()).toBe("same");
  expect(dataType.inputs.allowBreaking).toBe(true);
});

it("adds raw definitions to its fields, and a change from one form to the other is none", async () => {
  const raw = { own: { properties: { a: text, b: { ...text, format: "email" } }, required: ["a"] } };
  await dataType.up({ title: "ACME tier", definitions: raw });
  expect(await lastBody()).toMatchObject({
    properties: { a: text, b: { ...text, format: "email" } },
    required: ["a"],
  });
  expect(dataType.outputs.fields).toEqual({
    a: { ...text, required: true },
    b: { ...text, format: "email" },
  });
  await bed.plain.forgetRequests();
  const mixed = withFields(
    { a: { ...text, required: true } },
    { definitions: { x: { properties: { b: { ...text, format: "email" } } } } },
  );
  expect(await dataType.up(mixed)).toBe("same");
  expect(await bed.plain.requestLines()).toEqual([]);
  const exported = exportedEntity(
    "dataType",
    definition,
    (await stored(dataType.id)) as JsonObject,
    sessionAt(bed.emulator.url),
  );
  expect(exported.inputs).toEqual({ title: "ACME tier", definitions: { customFields: raw.own } });
});

it("shows no drift when only its version has changed, and a list confirms it", async () => {
  const all = await Promise.all(
    ["A", "B", "C", "D", "E", "F"].map(async (title) => {
      const one = new ManagedResource(bed.host, "dataType");
      await one.up({ ...inputs, title });
      await bed.plain.admin("PATCH", `dataTypes/${encodeURIComponent(one.id)}`, { "meta:usageCount": 7 });
      return one;
    }),
  );
  await bed.plain.forgetRequests();
  const next = bed.anotherHost();
  const resources = all.map((one) => one.on(next));
  expect(await Promise.all(resources.map((one) => one.refresh()))).toEqual(all.map(() => "same"));
  expect(resources.map(({ outputs }) => outputs.version)).toEqual(all.map(() => "1.1"));
  // One of them is read before the list begins.
  expect(await bed.plain.requestLines()).toHaveLength(2);
});

it("names who uses it when it cannot be deleted", async () => {
  await dataType.up(inputs);
  await bed.plain.create("/data/foundation/schemaregistry/tenant/fieldgroups", {
    title: "ACME loyalty",
    type: "object",
    "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/profile"],
    definitions: {
      own: { properties: { _emulator: { type: "object", properties: { tier: { $ref: dataType.id } } } } },
    },
    allOf: [{ $ref: "#/definitions/own" }],
  });
  await expect(dataType.destroy()).rejects.toThrow('field group "ACME loyalty"');
});

describe("check reports", () => {
  test.each<[Properties, string, string]>([
    [{ fields: {} }, "fields", "is required and must contain at least one field"],
    [{ fields: { a: { type: "text" } } }, "fields.a.type", "expected one of"],
    [{ fields: { a: { title: "A" } } }, "fields.a.type", "is required where there is no $ref"],
    [{ fields: { a: { type: "string", titel: "A" } } }, "fields.a.titel", "is not a known property"],
    [{ fields: { _a: text } }, "fields._a", "does not begin with an underscore"],
    [{ fields: { a: { type: "array" } } }, "fields.a.items", "is required in an array"],
    [
      { fields: { a: { type: "object", additionalProperties: text } } },
      "fields.a.meta:xdmType",
      'must be "map"',
    ],
    [{ definitions: { a: { type: "object" } } }, "definitions.a.properties", "must contain the fields"],
    [
      { definitions: { a: { properties: { b: { $ref: "#/definitions/c" } } } } },
      "definitions.a",
      "must not refer to other definitions",
    ],
  ])("%j at %s", async (wrong, property, reason) => {
    const { failures } = await bed.host.check("dataType", {}, { title: "ACME tier", ...wrong });
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });
});
