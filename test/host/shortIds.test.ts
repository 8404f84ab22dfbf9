import { beforeEach, describe, expect, it } from "vitest";
import { type Kind, kindFacts } from "../../provider/kinds";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";

const bed = sharedInProcessBed({ sharedTime: true });
const record = "https://ns.adobe.com/xdm/data/record";
const text = { type: "string" };

/** `$id`s of a class, two field groups, a data type and a schema of the tenant. */
const ids = { itsClass: "", a: "", b: "", type: "", schema: "" };
type Ids = typeof ids;

beforeEach(async () => {
  const created = (collection: Kind, body: Properties) =>
    bed.plain.create(kindFacts[collection].collection, { type: "object", ...body });
  ids.itsClass = await created("schemaClass", { title: "Class", allOf: [{ $ref: record }] });
  ids.type = await created("dataType", { title: "Type", properties: { level: text } });
  const inTenant = { _emulator: { type: "object", properties: { a: text, b: text } } };
  [ids.a = "", ids.b = ""] = await Promise.all(
    ["A", "B"].map((title) =>
      created("fieldGroup", { title, "meta:intendedToExtend": [ids.itsClass], properties: inTenant }),
    ),
  );
  ids.schema = await created("schema", { title: "Schema", allOf: [{ $ref: ids.itsClass }, { $ref: ids.a }] });
  await bed.plain.forgetRequests();
});

/** Every input with ids of the registry, as a program with these ids, and the request that creates it with URIs. */
const cases: readonly (readonly [
  kind: Kind,
  program: (own: Ids) => Properties,
  sent: (own: Ids) => object,
])[] = [
  [
    "dataType",
    ({ type }) => ({
      title: "New",
      fields: { a: { $ref: type }, b: { type: "array", items: { $ref: type } } },
    }),
    ({ type }) => ({ properties: { a: { $ref: type }, b: { type: "array", items: { $ref: type } } } }),
  ],
  [
    "dataType",
    ({ type }) => ({ title: "New", definitions: { x: { properties: { a: { $ref: type } } } } }),
    ({ type }) => ({ properties: { a: { $ref: type } } }),
  ],
  [
    "fieldGroup",
    ({ itsClass, a, b, type }) => ({
      title: "New",
      intendedToExtend: [itsClass, record],
      extendedGroupIds: [a, b],
      fields: { tier: { $ref: type } },
      fieldsAt: { person: { tier: { $ref: type } } },
    }),
    ({ itsClass, a, b }) => ({
      "meta:intendedToExtend": [itsClass, record],
      allOf: [{ $ref: "#/definitions/customFields" }, { $ref: a }, { $ref: b }],
    }),
  ],
  [
    "schemaClass",
    ({ a, b, type }) => ({
      title: "New",
      behavior: "record",
      fieldGroupIds: [a, b],
      fields: { tier: { $ref: type } },
    }),
    ({ a, b }) => ({
      allOf: [{ $ref: record }, { $ref: "#/definitions/customFields" }, { $ref: a }, { $ref: b }],
    }),
  ],
  [
    "schema",
    ({ itsClass, a, b }) => ({ title: "New", classId: itsClass, fieldGroupIds: [a, b] }),
    ({ itsClass, a, b }) => ({ allOf: [{ $ref: itsClass }, { $ref: a }, { $ref: b }] }),
  ],
  [
    "schema",
    ({ itsClass, a }) => ({ title: "New", allOf: [{ $ref: a }, { $ref: itsClass }], "meta:class": itsClass }),
    ({ itsClass, a }) => ({ allOf: [{ $ref: itsClass }, { $ref: a }] }),
  ],
  [
    "descriptor",
    ({ schema }) => ({
      type: "xdm:descriptorOneToOne",
      sourceSchema: schema,
      sourceProperty: "/_{TENANT_ID}/a",
      destinationSchema: schema,
      destinationProperty: "/_{TENANT_ID}/b",
    }),
    ({ schema }) => ({
      "xdm:sourceSchema": schema,
      "xdm:destinationSchema": schema,
      "xdm:sourceProperty": "/_emulator/a",
    }),
  ],
];

const shortOf = (tenant: string) =>
  Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [
      name,
      id.replace(/.*\/(\w+)\/(\w+)\/(\w+)$/, `_${tenant}.$2.$3`),
    ]),
  ) as Ids;
const literal = (inputs: Properties) =>
  JSON.parse(JSON.stringify(inputs).replaceAll("_{TENANT_ID}", "_emulator")) as Properties;

describe.each(cases)("Ids in the inputs of a %s", (kind, program, sent) => {
  it.each(["{TENANT_ID}", "emulator"])(
    "as _%s.… are sent as URIs, recorded as written, and are no drift",
    async (tenant) => {
      const resource = new ManagedResource(bed.host, kind);
      await resource.up(program(shortOf(tenant)));
      const post = (await bed.plain.requests()).find(({ method }) => method === "POST");
      expect(post?.body).toMatchObject(sent(ids));
      expect(JSON.stringify(post?.body)).not.toMatch(/_(emulator|\{TENANT_ID\})\./);
      const { inputs } = resource;
      expect(JSON.stringify(inputs)).not.toContain("https://ns.adobe.com/emulator/");
      expect(await resource.refresh()).toBe("same");
      expect(resource.inputs).toEqual(inputs);
      await bed.plain.forgetRequests();
      for (const other of [ids, shortOf("emulator"), shortOf("{TENANT_ID}"), ids]) {
        for (const wanted of [program(other), literal(program(other))]) {
          expect(await resource.up(wanted)).toBe("same");
        }
      }
      expect(await bed.plain.requestLines()).toEqual([]);
      expect(await resource.refresh()).toBe("same");
    },
  );

  it("as URIs can be written short later", async () => {
    const resource = new ManagedResource(bed.host, kind);
    await resource.up(literal(program(ids)));
    await bed.plain.forgetRequests();
    for (const other of [shortOf("{TENANT_ID}"), shortOf("emulator")]) {
      expect(await resource.up(program(other))).toBe("same");
      expect(await resource.up(literal(program(other)))).toBe("same");
    }
    expect(await bed.plain.requestLines()).toEqual([]);
    expect(await resource.refresh()).toBe("same");
  });
});
