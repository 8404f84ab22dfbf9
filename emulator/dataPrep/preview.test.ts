import { expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { previewRecord } from "./preview";

test("writes attributes and literals to their destinations", () => {
  const record = { Id: 1, name: { first: "A" }, "dotted.name": true };
  const mappings: JsonObject[] = [
    { sourceType: "ATTRIBUTE", source: "Id", destination: "_id" },
    { sourceAttribute: "name.first", destinationXdmPath: "person.name.firstName" },
    { sourceType: "text/x.schema-path", source: "dotted.name", destination: "person.flag" },
    { sourceType: "EXPRESSION", source: '"x.y"', destination: "text" },
    { sourceType: "STATIC", source: "fixed", destination: "kind" },
  ];
  expect(previewRecord(record, mappings)).toEqual({
    data: { _id: 1, person: { name: { firstName: "A" }, flag: true }, text: "x.y", kind: "fixed" },
    errors: [],
  });
});

test("reports sources without a value", () => {
  const mapping = { sourceType: "EXPRESSION", source: "upper(a)", destination: "b" };
  expect(previewRecord({ a: "x" }, [mapping])).toEqual({
    data: {},
    errors: [{ source: "upper(a)", destination: "b", message: expect.any(String) }],
  });
});

test("changes no prototype by any path", () => {
  previewRecord({ a: 1 }, [{ sourceType: "ATTRIBUTE", source: "a", destination: "__proto__.polluted" }]);
  expect({}).not.toHaveProperty("polluted");
});
