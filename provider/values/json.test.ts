import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonObject as anyObject } from "../../test/support/arbitraryJson";
import { isJsonObject, type Json, type JsonObject, valueAt, withoutUndefined, withValueAt } from "./json";

test.each([null, undefined, [], "text", 1, Symbol("no")])("%o is not a JSON object.", (value) => {
  expect(isJsonObject(value)).toBe(false);
});

test("Keys with the value undefined are removed at every depth, and in lists become null.", () => {
  const cleaned = withoutUndefined({ a: undefined, b: { c: undefined, d: [{ e: undefined }, undefined] } });
  expect(cleaned).toStrictEqual({ b: { d: [{}, null] } });
});

test("An object without undefined stays unchanged.", () => {
  fc.assert(
    fc.property(anyObject, (object) => {
      expect(withoutUndefined(object)).toEqual(object);
    }),
  );
});

const object: JsonObject = { auth: { params: { host: "h" } }, mappings: [{ source: "a" }] };

test.each<[string, Json]>([
  ["auth.params.host", "h"],
  ["mappings.0.source", "a"],
  ["mappings.1.source", undefined],
  ["auth.params.host.deeper", undefined],
  ["auth.nothing.host", undefined],
  ["auth.toString", undefined],
])("The value at %s is found, or undefined where the path ends.", (path, value) => {
  expect(valueAt(object, path)).toBe(value);
});

test("A value set at a path is found there, and the original stays unchanged.", () => {
  const segment = fc.stringMatching(/^[a-zA-Z]{1,6}$/);
  fc.assert(
    fc.property(anyObject, fc.array(segment, { minLength: 1, maxLength: 4 }), (from, keys) => {
      const before = JSON.stringify(from);
      expect(valueAt(withValueAt(from, keys.join("."), "put"), keys.join("."))).toBe("put");
      expect(JSON.stringify(from)).toBe(before);
    }),
  );
});
