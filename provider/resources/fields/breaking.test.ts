import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import { breakingChanges, refuseBreakingChanges, removedGroups } from "./breaking";

const text = { type: "string" };
const object = (properties: JsonObject) => ({ type: "object", properties });

test.each<[string, Json, Json, string[]]>([
  ["a removed field", { a: text, b: text }, { b: text }, ["fields.a"]],
  ["a removed field of an object", { a: object({ b: text }) }, { a: object({}) }, ["fields.a.properties.b"]],
  [
    "a removed field of a member of an array",
    { a: { type: "array", items: object({ b: text }) } },
    { a: { type: "array", items: object({ c: { type: "integer" } }) } },
    ["fields.a.items.properties.b"],
  ],
  ["all fields", { a: text }, undefined, ["fields.a"]],
  ["another type", { a: text }, { a: { type: "integer" } }, ["fields.a.type"]],
  ["another format", { a: text }, { a: { ...text, format: "date" } }, ["fields.a.format"]],
  ["another data type", { a: { $ref: "x" } }, { a: { $ref: "y" } }, ["fields.a.$ref"]],
  [
    "another type of members",
    { a: { type: "array", items: text } },
    { a: { type: "array", items: { type: "number" } } },
    ["fields.a.items.type"],
  ],
  [
    "a map with other values",
    { a: { type: "object", "meta:xdmType": "map", additionalProperties: text } },
    { a: { type: "object", "meta:xdmType": "map", additionalProperties: { type: "integer" } } },
    ["fields.a.additionalProperties"],
  ],
  [
    "a shorter enum",
    { a: { ...text, enum: ["x", "y"] } },
    { a: { ...text, enum: ["x"] } },
    ["fields.a.enum"],
  ],
  ["a new enum", { a: text }, { a: { ...text, enum: ["x"] } }, ["fields.a.enum"]],
  ["a new pattern", { a: text }, { a: { ...text, pattern: "^A" } }, ["fields.a.pattern"]],
  [
    "bounds of another integer type",
    { a: { type: "integer" } },
    { a: { type: "integer", minimum: -128 } },
    ["fields.a.minimum"],
  ],
  [
    "a higher minimum",
    { a: { type: "number", minimum: 0 } },
    { a: { type: "number", minimum: 1 } },
    ["fields.a.minimum"],
  ],
  [
    "a lower maximum",
    { a: { ...text, maxLength: 9 } },
    { a: { ...text, maxLength: 8 } },
    ["fields.a.maxLength"],
  ],
])("%s breaks data", (_what, from, to, paths) => {
  expect(breakingChanges(from, to).map(({ path }) => path)).toEqual(paths);
});

test.each<[string, Json, Json]>([
  ["a new field", { a: text }, { a: text, b: text }],
  ["a new field of an object", { a: object({ b: text }) }, { a: object({ b: text, c: text }) }],
  ["another title", { a: { ...text, title: "A" } }, { a: { ...text, title: "B" } }],
  ["a deprecated field", { a: text }, { a: { ...text, "meta:status": "deprecated" } }],
  ["an optional field", { a: { ...text, required: true } }, { a: text }],
  ["a longer enum", { a: { ...text, enum: ["x"] } }, { a: { ...text, enum: ["x", "y"] } }],
  ["a removed pattern", { a: { ...text, pattern: "^A" } }, { a: text }],
  ["a lower minimum", { a: { type: "number", minimum: 1 } }, { a: { type: "number", minimum: 0 } }],
  ["the type beside a reference", { a: { $ref: "x" } }, { a: { $ref: "x", type: "object" } }],
  ["an unknown reference", { a: { $ref: "x" } }, { a: { $ref: unknownValue } }],
  ["an unknown field", { a: text }, { a: unknownValue }],
  ["unknown fields", { a: text }, unknownValue],
  ["nothing recorded", undefined, { a: text }],
])("%s breaks no data", (_what, from, to) => {
  expect(breakingChanges(from, to)).toEqual([]);
});

test("A field that has another name is shown with the new name.", () => {
  const changes = breakingChanges({ a: text }, { b: text });
  expect(() => refuseBreakingChanges("data type", "ACME tier", changes)).toThrow(
    'fields.a: the state has {"type":"string"}, the program no value (renamed to fields.b?)',
  );
});

test.each<[string, Json, Json, string[]]>([
  ["a removed one", ["a", "b"], ["b"], ["a"]],
  ["all of them", ["a"], undefined, ["a"]],
  ["another order", ["a", "b"], ["b", "a"], []],
  ["an additional one", ["a"], ["b", "a"], []],
  ["an unknown one", ["a"], [unknownValue], []],
  ["unknown ones", ["a"], unknownValue, []],
  ["nothing recorded", undefined, ["a"], []],
])("In a list of field groups, removed ids break data: %s", (_what, from, to, ids) => {
  const changes = removedGroups(from, to, "fieldGroupIds");
  expect(changes.map((change) => change.from)).toEqual(ids);
});
