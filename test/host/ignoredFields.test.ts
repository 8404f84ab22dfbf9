import { expect, it } from "vitest";
import type { Kind } from "../../provider/kinds";
import { kindFacts } from "../../provider/kinds";
import { withIgnored } from "../support/host/ignoreChanges";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";

const bed = sharedInProcessBed();
const profile = "https://ns.adobe.com/xdm/context/profile";
const field = { type: "string", title: "A" };
const inTenant = (properties: Properties) => ({
  properties: { "_{TENANT_ID}": { type: "object", properties } },
});
const group = { title: "ACME loyalty", intendedToExtend: [profile] };
const aClass = { title: "ACME property", behavior: "record" };
const rootField = "/properties/a/title";
const ownField = "/definitions/customFields/properties/_emulator/properties/a/title";

/** Kind, ignored inputs, program, and the JSON pointer of the title of its field `a`. */
const cases: readonly (readonly [Kind, readonly string[], Properties, string])[] = [
  ["dataType", ["fields"], { title: "ACME tier", fields: { a: field } }, rootField],
  [
    "dataType",
    ["definitions"],
    { title: "ACME tier", definitions: { x: { properties: { a: field } } } },
    rootField,
  ],
  [
    "dataType",
    ["definitions"],
    { title: "ACME tier", fields: { b: field }, definitions: { x: { properties: { a: field } } } },
    rootField,
  ],
  ["schemaClass", ["fields"], { ...aClass, fields: { a: field } }, ownField],
  ["schemaClass", ["definitions"], { ...aClass, definitions: { x: inTenant({ a: field }) } }, ownField],
  ["fieldGroup", ["fields"], { ...group, fields: { a: field } }, ownField],
  ["fieldGroup", ["definitions"], { ...group, definitions: { x: inTenant({ a: field }) } }, ownField],
  [
    "fieldGroup",
    ["definitions"],
    { ...group, fields: { b: field }, definitions: { x: inTenant({ a: field }) } },
    ownField,
  ],
];

it.each(cases)(
  "A %s keeps what others change, with ignoreChanges: %j, as long as nobody else removes it: %j",
  async (kind, ignored, program, pointer) => {
    const resource = new ManagedResource(bed.host, kind);
    await resource.up(program);
    const url = `${kindFacts[kind].collection}/${encodeURIComponent(resource.id)}`;
    const asIgnored = () => withIgnored(program, resource.inputs, ignored);
    expect(await resource.up(asIgnored())).toBe("same");
    expect(await resource.refresh()).toBe("same");
    expect(await resource.up(asIgnored())).toBe("same");
    await bed.plain.change("PATCH", url, [{ op: "replace", path: pointer, value: "Theirs" }]);
    expect(await resource.refresh()).toBe("drift");
    expect(await resource.up(asIgnored())).toBe("same");
    expect(await resource.refresh()).toBe("same");
    expect(await resource.up({ ...asIgnored(), description: "Changed" })).toBe("update");
    const [last] = (await bed.plain.requests()).slice(-1);
    expect(last?.body).toEqual([{ op: "add", path: "/description", value: "Changed" }]);
    expect(await resource.refresh()).toBe("same");
    expect(await resource.up({ ...program, description: "Changed" })).toBe("update");
    expect((await bed.plain.requests()).at(-1)?.body).toEqual([{ op: "replace", path: pointer, value: "A" }]);
  },
);
