import fc from "fast-check";
import { expect, test } from "vitest";
import { json } from "../../test/support/arbitraryJson";
import type { Json } from "./json";
import { containsUnknown, isUnknown, isUnknownAt, unknownValue } from "./unknown";

const somewhere: Json = { known: "a", list: [{ deep: unknownValue }], whole: unknownValue };

test("Only the text of the engine represents an unknown value.", () => {
  expect(isUnknown(unknownValue)).toBe(true);
  expect(isUnknown(`prefix-${unknownValue}`)).toBe(false);
  expect(isUnknown(undefined)).toBe(false);
});

test("An unknown value is found at any depth.", () => {
  fc.assert(
    fc.property(json, json, (left, right) => {
      expect(containsUnknown([left, { inner: [right, unknownValue] }])).toBe(true);
    }),
  );
  expect(containsUnknown({ known: ["a", 1, null, { b: undefined }] })).toBe(false);
});

test.each<[string, (string | number)[], boolean]>([
  ["an unknown value itself", ["list", 0, "deep"], true],
  ["a place below an unknown value", ["whole", "auth", "params"], true],
  ["a place around an unknown value", ["list"], false],
  ["a known value", ["known"], false],
  ["a place that does not exist", ["list", 7, "deep"], false],
  ["a place below a text", ["known", "deep"], false],
])("Whether the value at %s is unknown depends on the path to it.", (_name, path, unknown) => {
  expect(isUnknownAt(somewhere, path)).toBe(unknown);
});
