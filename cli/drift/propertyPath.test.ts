import fc from "fast-check";
import { expect, test } from "vitest";
import { keysOf, pathOf } from "./propertyPath";

test.each([
  ["name", ["name"]],
  ["scheduleParams.interval", ["scheduleParams", "interval"]],
  ["transformations[0].name", ["transformations", 0, "name"]],
  ['tags["a.b"][12]', ["tags", "a.b", 12]],
])("%s leads by %j", (path, keys) => {
  expect(keysOf(path)).toEqual(keys);
  expect(pathOf(keys)).toBe(path);
});

test("Parsing the path of any keys returns the keys.", () => {
  const key = fc.oneof(fc.string(), fc.nat());
  fc.assert(
    fc.property(fc.array(key, { minLength: 1 }), (keys) => {
      expect(keysOf(pathOf(keys))).toEqual(keys);
    }),
  );
});
