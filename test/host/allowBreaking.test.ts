import { expect, it } from "vitest";
import type { Kind } from "../../provider/kinds";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";

const bed = sharedInProcessBed();
const profile = "https://ns.adobe.com/xdm/context/profile";
const text = { type: "string" };
const whole = { a: text, b: text };

/** Every kind with `allowBreaking`, as a program with these fields. */
const kinds: readonly (readonly [kind: Kind, program: (fields: Properties) => Properties])[] = [
  ["dataType", (fields) => ({ title: "ACME tier", fields })],
  ["fieldGroup", (fields) => ({ title: "ACME loyalty", intendedToExtend: [profile], fields })],
  ["schemaClass", (fields) => ({ title: "ACME property", behavior: "record", fields })],
  [
    "schema",
    (fields) => ({
      title: "ACME members",
      allOf: [profile, ...Object.keys(fields).map((name) => `${profile}-${name}`)].map(($ref) => ({ $ref })),
    }),
  ],
];

it.each(kinds)(
  "A permission alone is no update of a %s and no drift, also in an older state.",
  async (kind, program) => {
    const resource = new ManagedResource(bed.host, kind);
    await resource.up(program(whole));
    // A state of the first version has neither the permission nor other notes about inputs.
    resource.outputs = Object.fromEntries(
      Object.entries(resource.outputs).filter(
        ([name]) => name !== "allowBreaking" && !name.startsWith("__left"),
      ),
    );
    await bed.plain.forgetRequests();
    for (const permission of [true, false, undefined, true]) {
      expect(await resource.up({ ...program(whole), allowBreaking: permission })).toBe("same");
      expect(resource.inputs.allowBreaking).toBe(permission);
    }
    expect(await bed.plain.requestLines()).toEqual([]);
    expect(await resource.refresh()).toBe("same");
    expect(await resource.up({ ...program(whole), allowBreaking: true })).toBe("same");
  },
);

it.each(kinds)(
  "A permission of a %s is recorded with a change, which it alone makes possible.",
  async (kind, program) => {
    const resource = new ManagedResource(bed.host, kind);
    await resource.up(program(whole));
    await bed.plain.forgetRequests();
    await expect(resource.up(program({ a: text }))).rejects.toThrow("allowBreaking: true");
    await expect(resource.up({ ...program({ a: text }), allowBreaking: false })).rejects.toThrow(
      "allowBreaking",
    );
    expect(await bed.plain.requestLines()).toEqual([]);
    expect(await resource.up({ ...program({ a: text }), allowBreaking: true })).toBe("update");
    expect(JSON.stringify(await bed.plain.requests())).not.toContain("allowBreaking");
    expect(resource.outputs.allowBreaking).toBe(true);
    expect(await resource.refresh()).toBe("same");
    expect(resource.inputs.allowBreaking).toBe(true);
    expect(await resource.up(program({ a: text }))).toBe("same");
  },
);
