import fc from "fast-check";
import { applyPatch } from "rfc6902";
import { expect, test } from "vitest";
import { json, jsonObject } from "../../test/support/arbitraryJson";
import {
  isEmpty,
  isSame,
  onlyContradictions,
  onlyOurs,
  orderedLike,
  patchBetween,
  spelledLike,
} from "./compare";
import type { Json } from "./json";

test.each<[string, Json, Json, boolean]>([
  ["a number and its text", 15, "15", true],
  ["a truth and its text", true, "true", true],
  ["absence and null", undefined, null, true],
  ["absence and an empty text", undefined, "", true],
  ["an empty list and an empty object", [], {}, true],
  ["absence and an object of nothing but empty values", undefined, { a: { b: null } }, true],
  ["objects in another order of keys", { a: 1, b: 2 }, { b: "2", a: "1" }, true],
  ["lists with respelled members", [{ interval: "15" }], [{ interval: 15 }], true],
  ["zero and absence", 0, undefined, false],
  ["false and absence", false, undefined, false],
  ["different texts", "a", "b", false],
  ["lists in another order", ["a", "b"], ["b", "a"], false],
  ["a list and its only member", ["a"], "a", false],
  ["an object that has more", { a: 1 }, { a: 1, b: 1 }, false],
])("%s: equality is decided by meaning.", (_name, left, right, same) => {
  expect(isSame(left, right)).toBe(same);
  expect(isSame(right, left)).toBe(same);
});

test("Equality is symmetric.", () => {
  fc.assert(
    fc.property(json, json, (left, right) => isSame(left, right) === isSame(right, left)),
    {
      numRuns: 1_000,
    },
  );
});

test("Every value equals itself.", () => {
  fc.assert(fc.property(json, (value) => isSame(value, structuredClone(value))));
});

test("The patch between two objects, applied to the first, results in the second up to spelling.", () => {
  fc.assert(
    fc.property(jsonObject, jsonObject, (from, to) => {
      // The library that applies the patch here refuses to walk through these names.
      fc.pre(!/__proto__|constructor|prototype/.test(JSON.stringify([from, to])));
      const target = structuredClone(from);
      expect(applyPatch(target, patchBetween(from, to)).filter((error) => error !== null)).toEqual([]);
      expect(isSame(target, to), JSON.stringify(target)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("A patch of a list fits the members that the service has, in any spelling.", () => {
  const leaf = fc.constantFrom<Json>(null, "", 1, "1", 2);
  const member = fc.oneof(leaf, fc.dictionary(fc.constantFrom("x", "y"), leaf, { maxKeys: 2 }));
  const list = fc.array(member, { maxLength: 4 });
  fc.assert(
    fc.property(list, list, (from, to) => {
      const target = structuredClone({ list: from });
      expect(
        applyPatch(target, patchBetween({ list: from }, { list: to })).every((error) => error === null),
      ).toBe(true);
      expect(isSame(target.list, to), JSON.stringify(target)).toBe(true);
    }),
    {
      numRuns: 3_000,
      examples: [
        [
          [{}, "1", null, {}],
          ["1", { x: null }, {}],
        ],
      ],
    },
  );
});

test("A patch changes only the differences.", () => {
  const from = { name: "a", scheduleParams: { interval: "15", frequency: "minute" }, labels: ["x", "y"] };
  const to = { name: "b", scheduleParams: { interval: 15, frequency: "hour" }, labels: ["x", "y"] };
  expect(patchBetween(from, to)).toEqual([
    { op: "replace", path: "/name", value: "b" },
    { op: "replace", path: "/scheduleParams/frequency", value: "hour" },
  ]);
});

test("The patch between two objects is empty exactly if they are equal.", () => {
  fc.assert(
    fc.property(jsonObject, jsonObject, (from, to) => {
      expect(patchBetween(from, to).length === 0).toBe(isSame(from, to));
    }),
    { numRuns: 1_000 },
  );
});

test("A patch escapes characters that a JSON pointer cannot contain, and never contains undefined.", () => {
  expect(patchBetween({ a: {} }, { a: { "x/y~z": 1, gone: undefined } })).toEqual([
    { op: "add", path: "/a/x~1y~0z", value: 1 },
  ]);
});

test("A value that differs in spelling only is written like the model; other values stay.", () => {
  expect(spelledLike({ a: "15", b: "x", c: [1, 2, 3] }, { a: 15, b: "y", c: ["1", "2"] })).toEqual({
    a: 15,
    b: "x",
    c: ["1", "2", 3],
  });
});

test("Writing a value like a model never changes its meaning, and a second time changes nothing.", () => {
  fc.assert(
    fc.property(json, json, (value, model) => {
      const spelled = spelledLike(value, model);
      expect(isSame(spelled, value)).toBe(true);
      expect(spelledLike(spelled, model)).toEqual(spelled);
    }),
    { numRuns: 1_000 },
  );
});

test("Inherited names are ordinary keys.", () => {
  expect(isSame({ constructor: "a" }, {})).toBe(false);
  expect(patchBetween({}, { toString: "a" })).toEqual([{ op: "add", path: "/toString", value: "a" }]);
  expect(onlyOurs({}, { constructor: "a" })).toEqual({ constructor: undefined });
  expect(onlyContradictions({}, { constructor: "a" })).toEqual({ constructor: "a" });
});

test("A list without an order takes the order of the model; additional members come last.", () => {
  expect(orderedLike(["b", "a"], ["a", "b"], String)).toEqual(["a", "b"]);
  expect(orderedLike(["b", "a"], ["a", "c"], String)).toEqual(["a", "b"]);
  expect(orderedLike(["a", "a", "b"], ["a", "b", "b"], String)).toEqual(["a", "a", "b"]);
  expect(orderedLike("a", ["a"], String)).toBe("a");
});

test("Keys that the service added are removed at every depth.", () => {
  const service = {
    name: "n",
    etag: "e",
    auth: { params: { host: "h", inletId: "i" } },
    list: [{ a: 1, id: 7 }],
  };
  const ours = { name: "m", auth: { params: { host: "g" } }, list: [{ a: 2 }] };
  expect(onlyOurs(service, ours)).toEqual({
    name: "n",
    auth: { params: { host: "h" } },
    list: [{ a: 1 }],
  });
});

test("A key that the service no longer has is drift, unless only contradictions count.", () => {
  expect(onlyOurs({}, { a: 1 })).toEqual({ a: undefined });
  expect(onlyContradictions({}, { a: 1 })).toEqual({ a: 1 });
  expect(onlyContradictions({ a: 2 }, { a: 1 })).toEqual({ a: 2 });
  expect(onlyContradictions({ list: [{}, { a: 3 }] }, { list: [{ a: 1 }, { a: 2 }] })).toEqual({
    list: [{ a: 1 }, { a: 3 }],
  });
});

test.each<[Json, boolean]>([
  [undefined, true],
  [null, true],
  ["", true],
  [[], true],
  [{ a: { b: [] } }, true],
  [0, false],
  [false, false],
  [[""], false],
  [" ", false],
])("%o counts as empty: %s.", (value, empty) => {
  expect(isEmpty(value)).toBe(empty);
});
