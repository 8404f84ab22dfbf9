import { describe, expect, test } from "vitest";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { check } from "../../lifecycle/check";
import type { Json, JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import { sourceConnection } from "../sourceConnection";

const bigQuery = "3c9b37f8-13a6-43d8-bad3-b863b941fedd";
const mySql = "26d738e0-8963-47ea-aadf-c60de735468a";

const column = (fieldName: Json) => ({ nodeType: "fieldLookup", fieldName });
const literal = (value: Json) => ({ nodeType: "literal", value });
const apply = (fnName: Json, ...params: Json[]) => ({ nodeType: "fnApply", fnName, params });
const filter = (value: Json) => ({ type: "PQL", format: "pql/json", value });
const isDdn = apply("=", column("city"), literal("DDN"));

const inputs = (filters: Json, id = bigQuery): JsonObject => ({
  name: "ACME orders",
  baseConnectionId: "base",
  connectionSpec: { id, version: "1.0" },
  data: { format: "tabular" },
  params: { tableName: "acme.orders", filters },
});

function failures(news: JsonObject, olds: JsonObject = {}): string[] {
  const found = check({ definition: sourceConnection, session: sessionWith(completeConfig) }, olds, news);
  return found.failures.map(({ property, reason }) => `${property} ${reason}`);
}

describe("accepts", () => {
  test.each<[string, Json]>([
    ["one condition", filter(isDdn)],
    ["like", filter(apply("like", column("name"), literal("%s")))],
    ["a list of values", filter(apply("and", apply("in", column("name"), literal(["Ramen", "John"]))))],
    ["isNull inside NOT", filter(apply("NOT", apply("isNull", column("kind"))))],
    [
      "nested conditions",
      filter(
        apply(
          "and",
          apply(">=", column("age"), literal(20)),
          apply("or", isDdn, apply("!=", column("a"), literal(true))),
        ),
      ),
    ],
    ["an unknown function", filter(apply("between", column("age"), literal(1), literal(2)))],
    ["an unknown type of node", filter(apply("=", column("age"), { nodeType: "parameter", name: "age" }))],
    ["another language", { type: "SQL", format: "text", value: "city = 'DDN'" }],
    ["an unknown filter", unknownValue],
    ["unknown parts", filter(apply("and", unknownValue))],
    ["an unknown operand and value", filter(apply("in", unknownValue, literal(unknownValue)))],
    ["unknown operands", { ...filter({ nodeType: "fnApply", fnName: unknownValue, params: unknownValue }) }],
  ])("%s", (_name, filters) => {
    expect(failures(inputs(filters))).toEqual([]);
  });

  test("any filter of a source whose filters are not documented", () => {
    expect(failures(inputs("city = 'DDN'", mySql))).toEqual([]);
    expect(failures(inputs({ since: "2020-04-22" }, mySql))).toEqual([]);
  });
});

describe("rejects", () => {
  test.each<[string, Json, string]>([
    ["text", "city = 'DDN'", "params.filters must be an object with type, format and value"],
    ["no language", { format: "pql/json", value: isDdn }, 'params.filters.type is required: "PQL"'],
    ["no format", { type: "PQL", value: isDdn }, 'params.filters.format is required: "pql/json"'],
    ["a misspelt key", { ...filter(isDdn), Value: isDdn }, "params.filters.Value is misspelt: use value"],
    [
      "no condition",
      { type: "PQL", format: "pql/json" },
      "params.filters.value must be an object with a nodeType: fnApply, fieldLookup, literal",
    ],
    [
      "no type of node",
      filter({ fnName: "=", params: [] }),
      "params.filters.value.nodeType is required: fnApply, fieldLookup, literal",
    ],
    [
      "a misspelt type of node",
      filter(apply("isNull", { nodeType: "FieldLookup", fieldName: "a" })),
      "params.filters.value.params[0].nodeType is misspelt: use fieldLookup",
    ],
    [
      "a misspelt key of a node",
      filter({ nodeType: "fnApply", fnname: "=", params: [] }),
      "params.filters.value.fnname is misspelt: use fnName",
    ],
    [
      "an empty column",
      filter(apply("isNull", column(""))),
      "params.filters.value.params[0].fieldName must be a text that is not empty",
    ],
    [
      "no value",
      filter(apply("=", column("city"), { nodeType: "literal" })),
      "params.filters.value.params[1].value is required",
    ],
    [
      "no list of operands",
      filter({ nodeType: "fnApply", fnName: "=" }),
      "params.filters.value.params must be a list of nodes",
    ],
    [
      "one operand of a comparison",
      filter(apply("=", column("city"))),
      "params.filters.value.params must contain two operands: a column (fieldLookup) and a value (literal) for =",
    ],
    [
      "one value for in",
      filter(apply("in", column("city"), literal("DDN"))),
      "params.filters.value.params must contain two operands: a column (fieldLookup) and a list of values (literal) for in",
    ],
    [
      "a column for and",
      filter(apply("and", isDdn, column("city"))),
      "params.filters.value.params must contain at least one condition (nodeType fnApply) for and",
    ],
    [
      "two conditions for NOT",
      filter(apply("NOT", isDdn, isDdn)),
      "params.filters.value.params must contain exactly one condition (nodeType fnApply) for NOT",
    ],
    [
      "a value for isNull",
      filter(apply("isNull", column("city"), literal(1))),
      "params.filters.value.params must contain exactly one column (fieldLookup) for isNull",
    ],
  ])("%s", (_name, filters, expected) => {
    expect(failures(inputs(filters))).toEqual([expected]);
  });

  test("PQL of a source whose filters are not documented, if its grammar is wrong", () => {
    expect(failures(inputs(filter(apply("and")), mySql))).toHaveLength(1);
  });
});

test("A changed filter is checked, because it replaces the source connection; an unchanged one is not.", () => {
  const wrong = inputs(filter(apply("and")));
  const recorded = { ...wrong, orgId: "ORG@AdobeOrg", sandbox: "dev" };
  expect(failures({ ...wrong, name: "Renamed" }, recorded)).toEqual([]);
  const changed = inputs(filter(apply("or")));
  expect(failures(changed, recorded)).toEqual([
    "params.filters.value.params must contain at least one condition (nodeType fnApply) for or",
  ]);
});
