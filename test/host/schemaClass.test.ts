import { beforeEach, describe, expect, it, test } from "vitest";
import { exportedEntity } from "../../cli/export/read/entity";
import { schemaClass as definition } from "../../provider/resources/schemaClass";
import type { JsonObject } from "../../provider/values/json";
import { shortPath } from "../support/emulator/plainClient";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";
import { sessionAt } from "../support/session";

const bed = sharedInProcessBed();
const { path } = resourceCase("schemaClass");
const record = { $ref: "https://ns.adobe.com/xdm/data/record" };
const details = "https://ns.adobe.com/xdm/context/profile-person-details";
const own = { $ref: "#/definitions/customFields" };
const text = { type: "string" };
const common = { title: "ACME property", behavior: "record" };
const inTenant = (properties: Properties) => ({ _emulator: { type: "object", properties } });
let resource: ManagedResource;
beforeEach(() => {
  resource = new ManagedResource(bed.host, "schemaClass");
});

const lastBody = async () => (await bed.plain.requests()).at(-1)?.body;

async function stored(): Promise<JsonObject> {
  const accept = "application/vnd.adobe.xed+json; version=1";
  const url = `${path}/${encodeURIComponent(resource.id)}`;
  return (await bed.plain.send("GET", url, undefined, { accept })).body as JsonObject;
}

async function exported() {
  return exportedEntity("schemaClass", definition, await stored(), sessionAt(bed.emulator.url));
}

/** A class that somebody else created, as a resource in a state. */
async function imported(entity: Properties): Promise<void> {
  resource.id = await bed.plain.create(path, { title: "ACME property", type: "object", ...entity });
  const outputs = await bed.host.read("schemaClass", resource.id);
  resource.outputs = { ...outputs, orgId: "EMULATOR@AdobeOrg" };
}

/** A field group of the tenant, with the field `a` outside its namespace. */
async function group(title: string): Promise<string> {
  return String((await bed.plain.admin("POST", "fieldGroups", { title, properties: {} })).$id);
}

it("has its $id as Pulumi id, and a short id and a version as outputs", async () => {
  await resource.up({ ...common, fields: { a: text } });
  expect(resource.outputs).toMatchObject({ schemaId: resource.id, version: "1.0" });
  expect(resource.id).toMatch(/^https:\/\/ns\.adobe\.com\/emulator\/classes\/[0-9a-f]+$/);
  expect(resource.outputs.altId).toMatch(/^_emulator\.classes\.[0-9a-f]+$/);
});

test.each(["record", "time-series"])("A class with the behavior %s is sent and read.", async (behavior) => {
  const wanted = { title: "ACME property", behavior, fieldGroupIds: [details] };
  await resource.up(wanted);
  expect(await lastBody()).toEqual({
    title: "ACME property",
    type: "object",
    allOf: [{ $ref: `https://ns.adobe.com/xdm/data/${behavior}` }, { $ref: details }],
  });
  expect(await resource.refresh()).toBe("same");
  expect(await resource.up(wanted)).toBe("same");
  expect((await exported()).inputs).toEqual(wanted);
});

it("reads the name of the tenant once per process, before the first POST", async () => {
  const host = bed.anotherHost();
  await bed.plain.forgetRequests();
  for (const title of ["A", "B"]) {
    await new ManagedResource(host, "schemaClass").up({ ...common, title });
  }
  expect(await bed.plain.requestLines()).toEqual([
    "GET /stats",
    `POST ${shortPath(path)}`,
    `POST ${shortPath(path)}`,
  ]);
});

describe("an addition is one patch where the class has its fields", () => {
  const first = (operations: unknown[]) => [
    ...operations,
    {
      op: "add",
      path: "/definitions/customFields/properties/_emulator",
      value: { type: "object", properties: { b: text } },
    },
  ];
  const added = (pointer: string) => [
    { op: "add", path: `${pointer}/properties/_emulator/properties/b`, value: text },
  ];
  const empty = { type: "object", properties: {} };
  test.each<[string, Properties, unknown[]]>([
    [
      "below any key of definitions",
      {
        definitions: { property: { properties: inTenant({ a: text }) } },
        allOf: [record, { $ref: "#/definitions/property" }],
      },
      added("/definitions/property"),
    ],
    ["at the root", { properties: inTenant({ a: text }), allOf: [record] }, added("")],
    ["in a member of allOf", { allOf: [record, { properties: inTenant({ a: text }) }] }, added("/allOf/1")],
    [
      "nowhere",
      { allOf: [record] },
      first([
        { op: "add", path: "/definitions", value: { customFields: empty } },
        { op: "add", path: "/allOf/-", value: own },
      ]),
    ],
    [
      "nowhere, but with an empty place",
      { definitions: { customFields: empty }, allOf: [record, own] },
      first([]),
    ],
  ])("%s", async (_place, entity, patch) => {
    await imported(entity);
    expect(await resource.up({ ...common, fields: { a: text, b: text } })).toBe("update");
    const sent = (await lastBody()) as Properties[];
    const expected = JSON.stringify(entity).includes('"a"')
      ? patch
      : patch.map((one) =>
          JSON.parse(JSON.stringify(one).replace('{"b":', `{"a":${JSON.stringify(text)},"b":`)),
        );
    expect(sent).toEqual(expected);
    expect(await resource.refresh()).toBe("same");
  });
});

it("adds and removes field groups one by one, wherever the class has its fields", async () => {
  const [first, second] = [await group("First"), await group("Second")];
  await imported({ allOf: [{ $ref: first }, record, { properties: inTenant({ a: text }) }] });
  expect(resource.outputs).toMatchObject({ behavior: "record", fieldGroupIds: [first] });
  await resource.up({
    ...common,
    fields: { a: text, b: text },
    fieldGroupIds: [second],
    allowBreaking: true,
  });
  expect(await lastBody()).toEqual([
    { op: "add", path: "/allOf/2/properties/_emulator/properties/b", value: text },
    { op: "remove", path: "/allOf/0" },
    { op: "add", path: "/allOf/-", value: { $ref: second } },
  ]);
  expect(await resource.refresh()).toBe("same");
});

it("refuses the removal of fields and field groups, and sends it with allowBreaking", async () => {
  const kept = await group("Kept");
  const wanted = { ...common, fields: { a: text, b: text }, fieldGroupIds: [kept, details] };
  await resource.up(wanted);
  await bed.plain.forgetRequests();
  const less = { ...common, fields: { a: text }, fieldGroupIds: [kept] };
  await expect(resource.up(less)).rejects.toThrow(
    '  fields.b: the state has {"type":"string"}, the program no value\n' +
      `  fieldGroupIds: the state has "${details}", the program no value\n` +
      'Keep the field as it is, with "meta:status": "deprecated"',
  );
  await expect(resource.up({ ...wanted, fieldGroupIds: [details] })).rejects.toThrow(
    "Keep the field group, and deprecate its fields that you no longer need.",
  );
  expect(await bed.plain.requestLines()).toEqual([]);
  expect(await resource.up({ ...less, allowBreaking: true })).toBe("update");
  expect(await resource.refresh()).toBe("same");
});

it("accepts unknown values: a behavior replaces, a field group does not", async () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  await resource.up({ ...common, fields: { a: text }, fieldGroupIds: [details] });
  const diffOf = async (change: Properties) => {
    const { inputs, failures } = await bed.host.check("schemaClass", resource.inputs, {
      ...resource.inputs,
      ...change,
    });
    expect(failures).toEqual([]);
    return bed.host.diff("schemaClass", resource.id, resource.outputs, inputs);
  };
  expect(await diffOf({ behavior: unknown })).toMatchObject({
    replaces: ["behavior"],
    deleteBeforeReplace: true,
  });
  for (const change of [{ fieldGroupIds: [unknown] }, { fieldGroupIds: unknown }, { fields: unknown }]) {
    expect(await diffOf(change)).toMatchObject({ changes: true, replaces: [] });
  }
});

it("shows field groups of others as drift, and keeps their fields", async () => {
  await resource.up({ ...common, fields: { a: text }, fieldGroupIds: [await group("Ours")] });
  const { definitions, allOf } = await stored();
  await bed.plain.admin("PATCH", `classes/${encodeURIComponent(resource.id)}`, {
    definitions: { ...(definitions as object), theirs: { properties: inTenant({ b: text }) } },
    allOf: [...(allOf as object[]), { $ref: "#/definitions/theirs" }],
  });
  expect(await resource.refresh()).toBe("same");
  await bed.plain.admin("PATCH", `classes/${encodeURIComponent(resource.id)}`, {
    allOf: [...(allOf as object[]), { $ref: details }],
  });
  expect(await resource.refresh()).toBe("drift");
});

it("accepts raw definitions in the namespace of the tenant only", async () => {
  const raw = (properties: Properties) => ({ ...common, definitions: { own: { properties } } });
  await resource.up(raw({ "_{TENANT_ID}": { type: "object", properties: { a: text } } }));
  expect(resource.outputs).toMatchObject({ fields: { a: text } });
  expect(await resource.up(raw(inTenant({ a: text })))).toBe("same");
  expect(await resource.up({ ...common, fields: { a: text } })).toBe("same");
  const { failures } = await bed.host.check(
    "schemaClass",
    {},
    raw({ a: text, person: { type: "object", properties: inTenant({ b: text }) } }),
  );
  const reason = "must be in the namespace of the tenant: below the property _{TENANT_ID}";
  expect(failures).toEqual([
    { property: "definitions.own.properties.a", reason },
    { property: "definitions.own.properties.person", reason },
  ]);
});

it("names the schemas that use a class which AEP does not delete, and no field groups for it", async () => {
  await resource.up(common);
  await bed.plain.create("/data/foundation/schemaregistry/tenant/schemas", {
    type: "object",
    title: "ACME houses",
    allOf: [{ $ref: resource.id }],
  });
  await bed.plain.create("/data/foundation/schemaregistry/tenant/fieldgroups", {
    type: "object",
    title: "ACME rooms",
    "meta:intendedToExtend": [resource.id],
    properties: inTenant({ a: text }),
  });
  const failed = bed.host.delete("schemaClass", resource.id, resource.outputs);
  await expect(failed).rejects.toThrow(/schema "ACME houses" \(https:/);
  await expect(failed).rejects.not.toThrow(/ACME rooms/);
});

it("exports no class of a single dataset", async () => {
  await imported({ allOf: [{ $ref: "https://ns.adobe.com/xdm/data/adhoc" }] });
  expect((await exported()).leftOut).toBe("it is a class for a single dataset, which AEP creates itself");
});
