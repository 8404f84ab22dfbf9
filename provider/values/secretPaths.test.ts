import { expect, test } from "vitest";
import { keysIn } from "./jsonPointer";
import { secretPathsOf, secretValuesAt, withoutSecretPaths } from "./secretPaths";
import { unknownValue } from "./unknown";

const object = {
  description: "d",
  params: { headers: { Authorization: "a", "x/y~z.w": "b" } },
  mappings: [{ source: "s1", name: "n1" }, { source: "s2" }, "s3"],
};

test.each([
  ["/description", ["d"]],
  ["/params/headers/x~1y~0z.w", ["b"]],
  ["/mappings/*/source", ["s1", "s2", "s3"]],
  ["/mappings/1/source", ["s2"]],
  ["/description/inner", ["d"]],
  ["/toString", [undefined]],
  ["/missing/inner", [undefined]],
])("The values at %s are found.", (path, values) => {
  expect(secretValuesAt(object, keysIn(path))).toEqual(values);
});

test("An unknown value is no secret.", () => {
  expect(secretValuesAt({ a: unknownValue }, ["a", "b"])).toEqual([]);
});

test("Values at secret paths are removed.", () => {
  const marked = {
    ...object,
    __secrets: ["/description", "/params/headers/Authorization", "/mappings/*/source", "/none/here"],
  };
  expect(withoutSecretPaths(marked)).toEqual({
    __secrets: marked.__secrets,
    params: { headers: { "x/y~z.w": "b" } },
    mappings: [{ name: "n1" }, {}, undefined],
  });
});

test("The paths of several objects are found, and nothing in another form.", () => {
  expect(secretPathsOf({ __secrets: ["/a/b", 1] }, {}, { __secrets: "x" })).toEqual([["a", "b"]]);
});
