import * as aep from "pulumi-aep";

const { xdm } = aep;

// This file is only compiled, never run.

/** Accepted and refused fields. */
export function fieldTypes(): void {
  new aep.DataType("tier", {
    title: "ACME tier",
    fields: {
      plain: { type: "string", "meta:status": "deprecated", required: true },
      nested: { type: "object", properties: { list: { type: "array", items: { type: "integer" } } } },
      built: xdm.object({ level: xdm.enum({ values: ["gold"] }), since: xdm.dateTime() }, { required: true }),
      map: xdm.map({ values: "integer" }),
    },
  });

  new aep.DataType("wrong", {
    title: "Wrong",
    // @ts-expect-error Type "strnig" is unknown.
    fields: { a: { type: "strnig" } },
  });
  new aep.DataType("wrong", {
    title: "Wrong",
    // @ts-expect-error The key is title.
    fields: { a: { type: "string", titel: "A" } },
  });
  new aep.DataType("wrong", {
    title: "Wrong",
    // @ts-expect-error Inside objects too.
    fields: { a: { type: "object", properties: { b: { type: "string", titel: "B" } } } },
  });
  // @ts-expect-error The key is title.
  xdm.string({ titel: "A" });
  // @ts-expect-error The function is string.
  xdm.strnig();
}
