import { beforeEach, describe, expect, it, test } from "vitest";
import { shortPath } from "../support/emulator/plainClient";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const bed = sharedInProcessBed();
const { path } = resourceCase("fieldGroup");
const profile = "https://ns.adobe.com/xdm/context/profile";
const details = "https://ns.adobe.com/xdm/context/profile-person-details";
const text = { type: "string" };
let group: ManagedResource;
beforeEach(() => {
  group = new ManagedResource(bed.host, "fieldGroup");
});

/** A customised standard field group, which can have fields below standard ones. */
const customised = { extendedGroupIds: [details] };
const common = { title: "ACME loyalty", intendedToExtend: [profile] };
const inTenant = (properties: Properties) => ({ _emulator: { type: "object", properties } });
const lastBody = async () => (await bed.plain.requests()).at(-1)?.body;

/** A field group that somebody else created, as a resource in a state. */
async function imported(entity: Properties): Promise<void> {
  group.id = await bed.plain.create(path, {
    title: "ACME loyalty",
    type: "object",
    "meta:intendedToExtend": [profile],
    ...entity,
  });
  const outputs = await bed.host.read("fieldGroup", group.id);
  group.outputs = { ...outputs, orgId: "EMULATOR@AdobeOrg" };
}

it("reads the name of the tenant once per process, before the first POST, and never in a preview", async () => {
  const host = bed.anotherHost();
  const two = ["A", "B"].map((title) => ({ ...common, title, fields: { a: text } }));
  await bed.plain.forgetRequests();
  for (const inputs of two) {
    await new ManagedResource(host, "fieldGroup").up(inputs);
  }
  expect(await bed.plain.requestLines()).toEqual([
    "GET /stats",
    `POST ${shortPath(path)}`,
    `POST ${shortPath(path)}`,
  ]);
});

describe("an addition is one patch where the field group has its fields", () => {
  test.each<[string, Properties, string]>([
    [
      "below any key of definitions",
      {
        definitions: { own: { properties: inTenant({ a: text }) } },
        allOf: [{ $ref: "#/definitions/own" }, { $ref: details }],
      },
      "/definitions/own",
    ],
    ["at the root", { properties: inTenant({ a: text }), allOf: [{ $ref: details }] }, ""],
    [
      "in a member of allOf",
      { allOf: [{ properties: inTenant({ a: text }) }, { $ref: details }] },
      "/allOf/0",
    ],
  ])("%s", async (_place, entity, pointer) => {
    await imported(entity);
    const wanted = {
      ...common,
      ...customised,
      fields: { a: text, b: text },
      fieldsAt: { person: { c: text } },
    };
    expect(await group.up(wanted)).toBe("update");
    expect(await lastBody()).toEqual([
      {
        op: "add",
        path: `${pointer}/properties/person`,
        value: { type: "object", properties: inTenant({ c: text }) },
      },
      { op: "add", path: `${pointer}/properties/_emulator/properties/b`, value: text },
    ]);
    expect(await group.refresh()).toBe("same");
  });
});

it("refuses the removal of fields with their paths, and sends it with allowBreaking", async () => {
  const wanted = {
    ...common,
    ...customised,
    fields: { a: text, b: text },
    fieldsAt: { person: { c: text } },
  };
  await group.up(wanted);
  await bed.plain.forgetRequests();
  const less = { ...common, ...customised, fields: { a: text } };
  await expect(group.up(less)).rejects.toThrow(
    '  fields.b: the state has {"type":"string"}, the program no value\n' +
      '  fieldsAt["person"].c: the state has {"type":"string"}, the program no value\n',
  );
  expect(await bed.plain.requestLines()).toEqual([]);
  expect(await group.up({ ...less, fieldsAt: wanted.fieldsAt, allowBreaking: true })).toBe("update");
  expect(await lastBody()).toEqual([
    { op: "remove", path: "/definitions/customFields/properties/_emulator/properties/b" },
  ]);
});

it("changes the classes and the extended field groups one by one", async () => {
  const [first, second] = await Promise.all(
    ["First", "Second"].map(async (title) => {
      const { $id } = await bed.plain.admin("POST", "fieldGroups", { title, properties: {} });
      return String($id);
    }),
  );
  const event = "https://ns.adobe.com/xdm/context/experienceevent";
  await group.up({ ...common, fields: { a: text }, extendedGroupIds: [first] });
  expect(await group.refresh()).toBe("same");
  const changed = {
    ...common,
    intendedToExtend: [event, profile],
    fields: { a: text },
    extendedGroupIds: [second],
  };
  await expect(group.up(changed)).rejects.toThrow(
    `  extendedGroupIds: the state has "${first}", the program no value\nKeep the field group`,
  );
  await group.up({ ...changed, allowBreaking: true });
  expect(await lastBody()).toEqual(
    expect.arrayContaining([
      { op: "replace", path: "/meta:intendedToExtend", value: expect.arrayContaining([event, profile]) },
      { op: "remove", path: "/allOf/1" },
      { op: "add", path: "/allOf/-", value: { $ref: second } },
    ]),
  );
  expect(await group.refresh()).toBe("same");
});

it("refuses raw definitions with fields outside the namespace of the tenant", async () => {
  const inner = { type: "object", properties: inTenant({ b: text }) };
  const properties = { a: text, person: { type: "object", properties: { name: inner, c: text } } };
  const { failures } = await bed.host.check(
    "fieldGroup",
    {},
    { ...common, definitions: { own: { properties } } },
  );
  const reason = "must be in the namespace of the tenant: below the property _{TENANT_ID}";
  expect(failures).toEqual([
    { property: "definitions.own.properties.a", reason },
    { property: "definitions.own.properties.person.properties.c", reason },
  ]);
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const later = { own: { properties: { person: { type: "object", properties: unknown }, a: unknown } } };
  expect((await bed.host.check("fieldGroup", {}, { ...common, definitions: later })).failures).toEqual([]);
});

it("accepts raw definitions with the placeholder or the name of the tenant", async () => {
  const raw = (namespace: string) => ({
    ...common,
    ...customised,
    definitions: {
      own: {
        properties: {
          [namespace]: { type: "object", properties: { a: text }, required: ["a"] },
          person: {
            type: "object",
            properties: { [namespace]: { type: "object", properties: { b: text } } },
          },
        },
      },
    },
  });
  await group.up(raw("_{TENANT_ID}"));
  expect(group.outputs).toMatchObject({
    fields: { a: { ...text, required: true } },
    fieldsAt: { person: { b: text } },
  });
  await bed.plain.forgetRequests();
  expect(await group.up(raw("_emulator"))).toBe("same");
  expect(
    await group.up({
      ...common,
      ...customised,
      fields: { a: { ...text, required: true } },
      fieldsAt: { person: { b: text } },
    }),
  ).toBe("same");
  expect(await bed.plain.requestLines()).toEqual([]);
  expect(await group.refresh()).toBe("same");
});
