import { describe, expect, it, test } from "vitest";
import { exportedEntity } from "../../cli/export/read/entity";
import { schema as definition } from "../../provider/resources/schema";
import type { JsonObject } from "../../provider/values/json";
import { withIgnored } from "../support/host/ignoreChanges";
import type { Properties } from "../support/host/providerHost";
import { classId, sharedSchemaBed } from "../support/host/schemaBed";
import { sessionAt } from "../support/session";

const shared = sharedSchemaBed();
const title = "ACME members";
const path = "/data/foundation/schemaregistry/tenant/schemas";
const text = { type: "string" };
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Definitions with fields in the namespace of the tenant. */
const own = (fields: Properties, { key = "customFields", tenant = "_{TENANT_ID}", more = {} } = {}) => ({
  [key]: { type: "object", properties: { [tenant]: { type: "object", properties: fields, ...more } } },
});
const program = (definitions: Properties, more: Properties = {}): Properties => ({
  title,
  classId,
  definitions,
  ...more,
});
const inAllOf = (definitions: Properties, ...keys: string[]): Properties => ({
  title,
  allOf: [{ $ref: classId }, ...keys.map((key) => ({ $ref: `#/definitions/${key}` }))],
  definitions,
});
const url = () => `${path}/${encodeURIComponent(shared.schema.id)}`;
const stored = async () =>
  (
    await shared.bed.plain.send("GET", url(), undefined, {
      accept: "application/vnd.adobe.xed+json; version=1",
    })
  ).body as JsonObject;
const lastWrite = async () => (await shared.writes()).at(-1);

/** A schema that somebody else created, as a resource in a state. */
async function imported(entity: Properties): Promise<void> {
  const { schema, bed } = shared;
  schema.id = await bed.plain.create(path, { title, type: "object", ...entity });
  const outputs = await bed.host.read("schema", schema.id);
  schema.outputs = { ...outputs, orgId: "EMULATOR@AdobeOrg" };
  await bed.plain.forgetRequests();
}

describe("the placeholder of the tenant", () => {
  it("is recorded as written, replaced in requests, and restored in reads", async () => {
    await shared.schema.up(program(own({ a: text }, { more: { required: ["a"] } })));
    expect(await lastWrite()).toEqual({
      ...inAllOf(own({ a: text }, { tenant: "_emulator", more: { required: ["a"] } }), "customFields"),
      type: "object",
    });
    expect(shared.schema.outputs.definitions).toEqual(own({ a: text }, { more: { required: ["a"] } }));
    expect(await shared.schema.refresh()).toBe("same");
    const read = await shared.bed.host.read("schema", shared.schema.id);
    expect(read?.definitions).toEqual(own({ a: text }, { more: { required: ["a"] } }));
    const more = { a: text, b: { ...text, description: "_{TENANT_ID} is no name here" } };
    await shared.schema.up(program(own(more)));
    expect(await lastWrite()).toEqual([
      { op: "add", path: "/definitions/customFields/properties/_emulator/properties/b", value: more.b },
      { op: "remove", path: "/definitions/customFields/properties/_emulator/required" },
    ]);
    expect(await shared.schema.refresh()).toBe("same");
  });

  it("and the name of the tenant are the same, in both directions", async () => {
    for (const [earlier, later] of [
      ["_{TENANT_ID}", "_emulator"],
      ["_emulator", "_{TENANT_ID}"],
    ]) {
      const name = `From ${earlier}`;
      shared.schema.id = "";
      shared.schema.outputs = {};
      shared.schema.inputs = {};
      await shared.schema.up({ ...program(own({ a: text }, { tenant: earlier })), title: name });
      await shared.bed.plain.forgetRequests();
      expect(await shared.schema.up({ ...program(own({ a: text }, { tenant: later })), title: name })).toBe(
        "same",
      );
      expect(await shared.schema.refresh()).toBe("same");
      expect(await shared.schema.up({ ...program(own({ a: text }, { tenant: later })), title: name })).toBe(
        "same",
      );
      expect(await shared.writes()).toEqual([]);
      const added = { ...program(own({ a: text, b: text }, { tenant: later })), title: name };
      expect(await shared.schema.up(added)).toBe("update");
      expect(await lastWrite()).toEqual([
        { op: "add", path: "/definitions/customFields/properties/_emulator/properties/b", value: text },
      ]);
      expect(await shared.schema.refresh()).toBe("same");
      expect(await shared.schema.up(added)).toBe("same");
    }
  });

  it("is read once per process, before the first POST, and neither in a preview nor for a change", async () => {
    const host = shared.bed.anotherHost();
    const first = shared.schema.on(host);
    await host.check("schema", {}, program(own({ a: text })));
    expect(await shared.bed.plain.requestLines()).toEqual([]);
    await first.up(program(own({ a: text })));
    await first.up(program(own({ a: text, b: text })));
    const lines = await shared.bed.plain.requestLines();
    expect(lines.map((line) => line.replace(/schemas.*/, "schemas"))).toEqual([
      "GET /stats",
      "POST /tenant/schemas",
      "GET /tenant/schemas",
      "PATCH /tenant/schemas",
    ]);
  });
});

describe("short ids", () => {
  const short = (id: string, tenant: string) => id.replace(/.*\/(\w+)\/(\w+)\/(\w+)$/, `_${tenant}.$2.$3`);

  it.each(["{TENANT_ID}", "emulator"])("with %s are sent as URIs, and are the same ids", async (tenant) => {
    const { schema, a, b } = shared;
    const type = await shared.bed.plain.create("/data/foundation/schemaregistry/tenant/datatypes", {
      title: "Tier",
      type: "object",
      properties: { level: text },
    });
    const uris = program(own({ tier: { $ref: type } }), { fieldGroupIds: [a, b] });
    const shorts = program(own({ tier: { $ref: short(type, tenant) } }), {
      fieldGroupIds: [short(b, tenant), short(a, tenant)],
    });
    await schema.up(shorts);
    expect(await lastWrite()).toMatchObject({
      allOf: [{ $ref: classId }, { $ref: b }, { $ref: a }, { $ref: "#/definitions/customFields" }],
      definitions: own({ tier: { $ref: type } }, { tenant: "_emulator" }),
    });
    await shared.bed.plain.forgetRequests();
    expect(await schema.refresh()).toBe("same");
    expect(schema.inputs).toMatchObject({
      fieldGroupIds: shorts.fieldGroupIds,
      definitions: shorts.definitions,
    });
    expect(await schema.up(uris)).toBe("same");
    expect(await schema.refresh()).toBe("same");
    expect(await schema.up(shorts)).toBe("same");
    expect(await shared.writes()).toEqual([]);
    await expect(schema.up({ ...uris, fieldGroupIds: [a] })).rejects.toThrow("fieldGroupIds loses");
    expect(await schema.up({ ...shorts, fieldGroupIds: [a, b, short(shared.c, tenant)] })).toBe("update");
    expect(await lastWrite()).toEqual([{ op: "add", path: "/allOf/-", value: { $ref: shared.c } }]);
  });

  it("of classes replace no schema in another form", async () => {
    const itsClass = await shared.bed.plain.create("/data/foundation/schemaregistry/tenant/classes", {
      title: "Hotel",
      type: "object",
      allOf: [{ $ref: "https://ns.adobe.com/xdm/data/record" }],
    });
    await shared.schema.up({ title, classId: short(itsClass, "{TENANT_ID}") });
    expect(await lastWrite()).toMatchObject({ allOf: [{ $ref: itsClass }] });
    for (const id of [itsClass, short(itsClass, "emulator")]) {
      expect(await shared.schema.up({ title, classId: id })).toBe("same");
      expect(await shared.schema.up({ title, allOf: [{ $ref: id }] })).toBe("same");
    }
  });
});

describe("fields that are removed, renamed or retyped", () => {
  const before = { a: { type: "object", properties: { b: text } }, c: text, d: text };
  const after = { a: { type: "object", properties: { e: text } }, c: { type: "integer" } };
  const at = "definitions.customFields.properties._{TENANT_ID}.properties";

  it("are refused in the preview with path, old and new value, and what to do", async () => {
    await shared.schema.up(program(own(before)));
    await shared.bed.plain.forgetRequests();
    const refused = shared.schema.up(program(own(after)));
    await expect(refused).rejects.toThrow(`the schema "${title}"`);
    await expect(refused).rejects.toThrow(
      `  ${at}.a.properties.b: the state has {"type":"string"}, the program no value (renamed to ${at}.a.properties.e?)\n` +
        `  ${at}.c.type: the state has "string", the program "integer"\n` +
        `  ${at}.d: the state has {"type":"string"}, the program no value\n` +
        'Keep the field as it is, with "meta:status": "deprecated"',
    );
    await expect(shared.schema.up({ title, classId })).rejects.toThrow(
      `${at.replace(/\.properties$/, "")}: `,
    );
    expect(await shared.bed.plain.requestLines()).toEqual([]);
  });

  it("are sent with allowBreaking", async () => {
    await shared.schema.up(program(own(before)));
    expect(await shared.schema.up(program(own({ c: text, d: text }), { allowBreaking: true }))).toBe(
      "update",
    );
    expect(await lastWrite()).toEqual([
      { op: "remove", path: "/definitions/customFields/properties/_emulator/properties/a" },
    ]);
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up({ title, classId, allowBreaking: true })).toBe("update");
    expect(await shared.schema.refresh()).toBe("same");
    expect(await stored()).not.toHaveProperty("definitions");
  });

  it.each<[string, Properties]>([
    ["definitions", program(unknown as never)],
    ["one of the definitions", program({ customFields: unknown })],
    ["a reference", program(own({ ...before, tier: { $ref: unknown } }))],
    ["the reference of an object", program(own({ ...before, a: { $ref: unknown } }))],
    ["a field", program(own({ ...before, c: unknown }))],
  ])("are not refused as long as they are unknown: %s", async (_what, news) => {
    await shared.schema.up(program(own(before)));
    const { inputs, failures } = await shared.bed.host.check("schema", shared.schema.inputs, news);
    expect(failures).toEqual([]);
    const { schema, bed } = shared;
    expect(await bed.host.diff("schema", schema.id, schema.outputs, inputs)).toMatchObject({
      changes: true,
      replaces: [],
    });
  });
});

describe("an addition is one patch where the schema has its fields", () => {
  const inTenant = {
    _emulator: { type: "object", properties: { a: { type: "object", properties: { b: text } } } },
  };
  const fields = { a: { type: "object", properties: { b: text, c: text } }, d: text };
  const places: readonly (readonly [string, Properties, string])[] = [
    [
      "below another key of definitions",
      {
        allOf: [{ $ref: classId }, { $ref: "#/definitions/property" }],
        definitions: { property: { properties: inTenant } },
      },
      "/definitions/property",
    ],
    ["at the root", { allOf: [{ $ref: classId }], properties: inTenant }, ""],
    ["in a member of allOf", { allOf: [{ $ref: classId }, { properties: inTenant }] }, "/allOf/1"],
  ];

  test.each(places)("%s, in both forms of a program", async (_place, entity, pointer) => {
    for (const [number, wanted] of [program(own(fields)), inAllOf(own(fields), "customFields")].entries()) {
      await imported({ ...entity, title: `${title} ${number}` });
      const renamed = { ...wanted, title: `${title} ${number}` };
      expect(await shared.schema.up(renamed)).toBe("update");
      expect(await lastWrite()).toEqual([
        { op: "add", path: `${pointer}/properties/_emulator/properties/d`, value: text },
        { op: "add", path: `${pointer}/properties/_emulator/properties/a/properties/c`, value: text },
      ]);
      expect(await shared.schema.refresh()).toBe("same");
      expect(await shared.schema.up(renamed)).toBe("same");
    }
  });

  it("and definitions under another key are the same", async () => {
    await shared.schema.up(program(own(fields, { key: "first" })));
    await shared.bed.plain.forgetRequests();
    for (const wanted of [program(own(fields, { key: "second" })), inAllOf(own(fields), "customFields")]) {
      expect(await shared.schema.up(wanted)).toBe("same");
    }
    expect(await shared.writes()).toEqual([]);
    const added = program(own({ ...fields, e: text }, { key: "second" }));
    expect(await shared.schema.up(added)).toBe("update");
    expect(await lastWrite()).toEqual([
      { op: "add", path: "/definitions/first/properties/_emulator/properties/e", value: text },
    ]);
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up(added)).toBe("same");
  });

  it("keeps fields and values that others have added", async () => {
    await shared.schema.up(program(own({ a: text })));
    const at = "/definitions/customFields/properties/_emulator";
    await shared.bed.plain.change("PATCH", url(), [
      { op: "add", path: `${at}/properties/theirs`, value: text },
      { op: "add", path: `${at}/required`, value: ["theirs"] },
      {
        op: "add",
        path: "/definitions/others",
        value: { properties: { _emulator: { type: "object", properties: { x: text } } } },
      },
    ]);
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up(program(own({ a: text, b: text })))).toBe("update");
    expect(await lastWrite()).toEqual([{ op: "add", path: `${at}/properties/b`, value: text }]);
  });

  it("and a change of what a definition has besides fields is one too", async () => {
    const titled = (title: string, fields: Properties) => ({
      customFields: { ...(own(fields).customFields as Properties), title },
    });
    await shared.schema.up(program(titled("A", { a: text })));
    expect(await shared.schema.up(program(titled("B", { a: text, b: text })))).toBe("update");
    expect(await lastWrite()).toEqual([
      { op: "replace", path: "/definitions/customFields/title", value: "B" },
      { op: "add", path: "/definitions/customFields/properties/_emulator/properties/b", value: text },
    ]);
    expect(await shared.schema.refresh()).toBe("same");
    await shared.bed.plain.change("PATCH", url(), [
      { op: "replace", path: "/definitions/customFields/title", value: "Theirs" },
    ]);
    expect(await shared.schema.refresh()).toBe("drift");
    expect(await shared.schema.up(program(titled("B", { a: text, b: text })))).toBe("update");
    expect(await shared.schema.refresh()).toBe("same");
  });

  it.each(["property", "a/b", "a~b"])("below the key %s is used by the schema", async (key) => {
    await shared.schema.up(program(own({ a: text }, { key })));
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up(program(own({ a: text, b: text }, { key })))).toBe("update");
    expect(await shared.schema.refresh()).toBe("same");
    await shared.bed.plain.create("/data/foundation/schemaregistry/tenant/descriptors", {
      "@type": "xdm:descriptorLabel",
      "xdm:sourceSchema": shared.schema.id,
      "xdm:sourceVersion": 1,
      "xdm:sourceProperty": "/_emulator/b",
      "xdm:labels": ["C2"],
    });
  });

  it("of definitions that refer to each other is made key by key", async () => {
    const level = { type: "string", enum: ["gold", "silver"] };
    const wanted = (fields: Properties, more: Properties = {}) =>
      inAllOf({ level, ...own({ a: { $ref: "#/definitions/level" }, ...fields }), ...more }, "customFields");
    await shared.schema.up(wanted({}));
    expect(await shared.schema.refresh()).toBe("same");
    expect(await shared.schema.up(wanted({ b: text }))).toBe("update");
    expect(await lastWrite()).toEqual([
      { op: "add", path: "/definitions/customFields/properties/_emulator/properties/b", value: text },
    ]);
    await expect(
      shared.schema.up(wanted({ b: text }, { level: { type: "string", enum: ["gold"] } })),
    ).rejects.toThrow('definitions.level.enum: the state has ["gold","silver"], the program ["gold"]');
    expect(await shared.schema.refresh()).toBe("same");
  });
});

it("ignoreChanges of definitions keeps what others change, also after a refresh", async () => {
  const wanted = program(own({ a: { ...text, title: "A" } }));
  await shared.schema.up(wanted);
  const asIgnored = () => withIgnored(wanted, shared.schema.inputs, ["definitions"]);
  const at = "/definitions/customFields/properties/_emulator/properties";
  await shared.bed.plain.change("PATCH", url(), [{ op: "replace", path: `${at}/a/title`, value: "Theirs" }]);
  expect(await shared.schema.refresh()).toBe("drift");
  await shared.bed.plain.forgetRequests();
  expect(await shared.schema.up(asIgnored())).toBe("same");
  expect(await shared.schema.refresh()).toBe("same");
  expect(await shared.schema.up(asIgnored())).toBe("same");
  expect(await shared.writes()).toEqual([]);
  expect(shared.schema.inputs.definitions).toEqual(own({ a: { ...text, title: "Theirs" } }));
  expect(await shared.schema.up(wanted)).toBe("update");
  expect(await lastWrite()).toEqual([{ op: "replace", path: `${at}/a/title`, value: "A" }]);
});

it("An export writes definitions with the placeholder, and their use is no field group", async () => {
  const wanted = program(own({ a: { type: "integer" } }, { more: { required: ["a"] } }), {
    fieldGroupIds: [shared.a],
  });
  await shared.schema.up(wanted);
  const session = sessionAt(shared.bed.emulator.url);
  expect(exportedEntity("schema", definition, await stored(), session)).toMatchObject({
    inputs: wanted,
    notCarriedOver: [],
  });
  expect(shared.schema.outputs.fieldGroupIds).toEqual([shared.a]);
});
