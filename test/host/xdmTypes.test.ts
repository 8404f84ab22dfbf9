import { describe, expect, it, test } from "vitest";
import { exportedEntity } from "../../cli/export/read/entity";
import { kindFacts } from "../../provider/kinds";
import { definitions } from "../../provider/resources";
import type { JsonObject } from "../../provider/values/json";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { sessionAt } from "../support/session";
import { xdmTypes } from "../support/xdmTypes";

const bed = sharedInProcessBed();
const profile = "https://ns.adobe.com/xdm/context/profile";
const details = "https://ns.adobe.com/xdm/context/profile-person-details";
const own = { $ref: "#/definitions/customFields" };

type Field = (typeof xdmTypes)[number][1];

/** The object with one required field, below the namespace of the tenant as it is written or sent. */
const inNamespace = (namespace: string, value: object) => ({
  [namespace]: { type: "object", properties: { value }, required: ["value"] },
});
const customFields = (properties: object) => ({ customFields: { type: "object", properties } });

/** A kind with fields: its program with a required field, and the members of the request that creates it. */
interface KindRow {
  readonly kind: "dataType" | "fieldGroup" | "schemaClass" | "schema";
  program(field: Field, schema: object): Properties;
  body(schema: object): object;
}

const kinds: readonly KindRow[] = [
  {
    kind: "dataType",
    program: (field) => ({ fields: { value: { ...field, required: true } } }),
    body: (schema) => ({ properties: { value: schema }, required: ["value"] }),
  },
  {
    kind: "fieldGroup",
    program: (field) => ({
      intendedToExtend: [profile],
      extendedGroupIds: [details],
      fields: { value: { ...field, required: true } },
      fieldsAt: { "person.name": { value: { ...field, required: true } } },
    }),
    body: (schema) => {
      const name = { type: "object", properties: inNamespace("_emulator", schema) };
      return {
        "meta:intendedToExtend": [profile],
        definitions: customFields({
          ...inNamespace("_emulator", schema),
          person: { type: "object", properties: { name } },
        }),
        allOf: [own, { $ref: details }],
      };
    },
  },
  {
    kind: "schemaClass",
    program: (field) => ({ behavior: "record", fields: { value: { ...field, required: true } } }),
    body: (schema) => ({
      definitions: customFields(inNamespace("_emulator", schema)),
      allOf: [{ $ref: "https://ns.adobe.com/xdm/data/record" }, own],
    }),
  },
  {
    kind: "schema",
    program: (_field, schema) => ({
      classId: profile,
      definitions: customFields(inNamespace("_{TENANT_ID}", schema)),
    }),
    body: (schema) => ({
      definitions: customFields(inNamespace("_emulator", schema)),
      allOf: [{ $ref: profile }, own],
    }),
  },
];

describe.each(kinds)("$kind", ({ kind, program, body }) => {
  const stored = async (id: string) => {
    const url = `${kindFacts[kind].collection}/${encodeURIComponent(id)}`;
    const accept = "application/vnd.adobe.xed+json; version=1";
    return (await bed.plain.send("GET", url, undefined, { accept })).body as JsonObject;
  };

  it.each(xdmTypes)("sends, reads, refreshes and exports a field of the type %s as it is", async (...row) => {
    const [, field, schema] = row;
    const resource = new ManagedResource(bed.host, kind);
    const wanted = { title: "ACME", ...program(field, schema) };
    await resource.up(wanted);
    expect((await bed.plain.requests()).at(-1)?.body).toEqual({
      title: "ACME",
      type: "object",
      ...body(schema),
    });
    const { inputs } = resource;
    expect(await resource.refresh()).toBe("same");
    expect(resource.inputs).toEqual(inputs);
    expect(await resource.up(wanted)).toBe("same");
    // A read has the form of the API.
    const { classId: _classId, ...read } = wanted as Properties;
    expect(await bed.host.read(kind, resource.id)).toMatchObject(read);
    const definition = await definitions[kind]();
    const session = sessionAt(bed.emulator.url);
    expect(exportedEntity(kind, definition, await stored(resource.id), session)).toMatchObject({
      inputs: wanted,
      leftOut: undefined,
      notCarriedOver: [],
    });
  });
});

test("The table contains every documented type", () => {
  const { length } = xdmTypes;
  const found = xdmTypes.map(([, , schema]) => schema as Properties);
  const has = (members: Properties) =>
    found.some((schema) => Object.entries(members).every(([name, value]) => schema[name] === value));
  const types: readonly Properties[] = [
    ...["string", "number", "integer", "boolean", "array", "object"].map((type) => ({ type })),
    ...["uri", "date", "date-time"].map((format) => ({ type: "string", format })),
    ...[128, 32_768, Number.MAX_SAFE_INTEGER].map((maximum) => ({ type: "integer", maximum })),
    { "meta:xdmType": "map" },
    { "meta:status": "deprecated" },
  ];
  expect(types.filter((one) => !has(one))).toEqual([]);
  expect(new Set(xdmTypes.map(([name]) => name)).size).toBe(length);
});
