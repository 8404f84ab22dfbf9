import { xdm } from "../../sdk";

/** Every documented XDM type of a field: how a program writes it, and the registry's JSON Schema of it. */
export const xdmTypes: readonly (readonly [
  name: string,
  field: ReturnType<typeof xdm.string>,
  schema: object,
])[] = [
  ["string", xdm.string(), { type: "string" }],
  [
    "string with rules",
    xdm.string({ pattern: "^A", minLength: 1, maxLength: 9, default: "A" }),
    { type: "string", pattern: "^A", minLength: 1, maxLength: 9, default: "A" },
  ],
  ["URI", xdm.uri(), { type: "string", format: "uri" }],
  [
    "enum",
    xdm.enum({ values: { a: "A", b: "B" }, default: "a" }),
    { type: "string", enum: ["a", "b"], "meta:enum": { a: "A", b: "B" }, default: "a" },
  ],
  [
    "suggested values",
    xdm.enum({ values: ["a", "b"], suggested: true }),
    { type: "string", "meta:enum": { a: "a", b: "b" } },
  ],
  ["double", xdm.number({ minimum: 0 }), { type: "number", minimum: 0 }],
  ["int", xdm.integer(), { type: "integer" }],
  ["long", xdm.long(), { type: "integer", minimum: -9_007_199_254_740_991, maximum: 9_007_199_254_740_991 }],
  ["short", xdm.short(), { type: "integer", minimum: -32_768, maximum: 32_768 }],
  ["byte", xdm.byte(), { type: "integer", minimum: -128, maximum: 128 }],
  ["boolean", xdm.boolean({ default: true }), { type: "boolean", default: true }],
  ["date", xdm.date(), { type: "string", format: "date" }],
  ["date-time", xdm.dateTime(), { type: "string", format: "date-time" }],
  ["array of a scalar", xdm.array(xdm.integer()), { type: "array", items: { type: "integer" } }],
  [
    "array of objects",
    xdm.array(xdm.object({ a: xdm.string({ required: true }), b: xdm.date() })),
    {
      type: "array",
      items: {
        type: "object",
        properties: { a: { type: "string" }, b: { type: "string", format: "date" } },
        required: ["a"],
      },
    },
  ],
  [
    "array of a data type",
    xdm.array(xdm.ref("https://ns.adobe.com/xdm/common/address")),
    { type: "array", items: { $ref: "https://ns.adobe.com/xdm/common/address" } },
  ],
  [
    "object",
    xdm.object({ inner: xdm.object({ a: xdm.string({ required: true }) }, { title: "Inner" }) }),
    {
      type: "object",
      properties: {
        inner: { type: "object", title: "Inner", properties: { a: { type: "string" } }, required: ["a"] },
      },
    },
  ],
  [
    "data type",
    xdm.ref("https://ns.adobe.com/xdm/common/address", { title: "Address" }),
    { $ref: "https://ns.adobe.com/xdm/common/address", title: "Address" },
  ],
  [
    "map of texts",
    xdm.map(),
    { type: "object", "meta:xdmType": "map", additionalProperties: { type: "string" } },
  ],
  [
    "map of integers",
    xdm.map({ values: "integer" }),
    { type: "object", "meta:xdmType": "map", additionalProperties: { type: "integer" } },
  ],
  [
    "deprecated",
    xdm.string({ "meta:status": "deprecated", description: "Use another one" }),
    { type: "string", "meta:status": "deprecated", description: "Use another one" },
  ],
];
