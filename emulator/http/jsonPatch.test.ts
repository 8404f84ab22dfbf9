import { expect, test } from "vitest";
import type { Json, JsonObject } from "../core/json";
import { initialSwitches, type Switches } from "../core/switches";
import { switchTable } from "../services";
import { flowServiceCode } from "../testing/refusal.testing";
import { allOperations, applyPatch, mergePatch, readPatch } from "./jsonPatch";

const patch = (operations: Json, given: Partial<Switches> = {}) => {
  const switches = { ...initialSwitches(switchTable), ...given };
  const entity = { name: "a", list: [1, 2], nested: { "a/b": 1 } };
  const result = applyPatch(entity, readPatch(operations, switches), switches);
  expect(entity).toEqual({ name: "a", list: [1, 2], nested: { "a/b": 1 } });
  return result;
};

test.each<[Json, Json]>([
  [[{ op: "REPLACE", path: "/name", value: "b" }], { name: "b" }],
  [[{ op: "Add", path: "/description", value: "c" }], { description: "c" }],
  [[{ op: "add", path: "/list/-", value: 3 }], { list: [1, 2, 3] }],
  [[{ op: "add", path: "/list/0", value: 0 }], { list: [0, 1, 2] }],
  [[{ op: "replace", path: "/list/1", value: 9 }], { list: [1, 9] }],
  [[{ op: "remove", path: "/list/0", value: "ignored" }], { list: [2] }],
  [[{ op: "replace", path: "/nested/a~1b", value: null }], { nested: { "a/b": null } }],
])("%j", (operations, expected) => {
  expect(patch(operations)).toMatchObject(expected as object);
});

test.each<[Json, string]>([
  [[], "FLOW-1405-400"],
  [{ op: "add", path: "/name", value: "b" }, "FLOW-1100-400"],
  [[{ op: "move", from: "/name", path: "/other" }], "FLOW-1434-400"],
  [[{ op: "copy", from: "/name", path: "/other" }], "FLOW-1434-400"],
  [[{ path: "/name", value: "b" }], "FLOW-1455-400"],
  [[{ op: "add", path: "/name" }], "FLOW-1455-400"],
  [[{ op: "add", path: "name", value: "b" }], "FLOW-1455-400"],
  [[{ op: "replace", path: "/description", value: "b" }], "FLOW-1455-400"],
  [[{ op: "remove", path: "/description" }], "FLOW-1455-400"],
  [[{ op: "remove", path: "/list/2" }], "FLOW-1455-400"],
  [[{ op: "add", path: "/none/at/all", value: 1 }], "FLOW-1455-400"],
  [[{ op: "add", path: "/__proto__/polluted", value: 1 }], "FLOW-1455-400"],
])("%j is refused", (operations, code) => {
  expect(flowServiceCode(() => patch(operations))).toBe(code);
});

test("accepts a single object and a missing replace by switch", () => {
  expect(patch({ op: "add", path: "/name", value: "b" }, { patchBody: "arrayOrObject" }).name).toBe("b");
  expect(patch([{ op: "replace", path: "/new", value: 1 }], { replaceOfMissing: "add" }).new).toBe(1);
});

test("merges objects, and removes members by null", () => {
  expect(mergePatch({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: null, e: 4 }, d: [5] })).toEqual({
    a: { c: 2, e: 4 },
    d: [5],
  });
});

test("supports test, copy and move for a service that has them", () => {
  const switches = initialSwitches(switchTable);
  const apply = (operations: Json) =>
    applyPatch({ a: { b: 1 }, list: [1, 2] }, readPatch(operations, switches, allOperations), switches);
  expect(
    apply([
      { op: "test", path: "/a", value: { b: 1 } },
      { op: "copy", from: "/a", path: "/c" },
      { op: "replace", path: "/c/b", value: 2 },
      { op: "move", from: "/list/0", path: "/list/-" },
    ]),
  ).toEqual({ a: { b: 1 }, c: { b: 2 }, list: [2, 1] });
  const wrong: JsonObject[] = [
    { op: "test", path: "/a/b", value: 2 },
    { op: "test", path: "/none", value: null },
    { op: "copy", path: "/c" },
    { op: "move", from: "/none", path: "/c" },
  ];
  for (const operation of wrong) {
    expect(
      flowServiceCode(() => apply([operation])),
      JSON.stringify(operation),
    ).toBe("FLOW-1455-400");
  }
});
