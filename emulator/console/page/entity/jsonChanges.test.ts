import { expect, test } from "vitest";
import { changesOf } from "./jsonChanges";

test("changes only what differs, so that masked secrets stay", () => {
  const before = { name: "a", auth: { params: { key: "***" } }, list: [{ token: "***", n: 1 }], "a/b~": 1 };
  const after = { name: "b", auth: { params: { key: "***" } }, list: [{ token: "***", n: 2 }], added: true };
  expect(changesOf(before, after)).toEqual([
    { op: "replace", path: "/name", value: "b" },
    { op: "replace", path: "/list/0/n", value: 2 },
    { op: "remove", path: "/a~1b~0" },
    { op: "add", path: "/added", value: true },
  ]);
  expect(changesOf(before, before)).toEqual([]);
});

test("refuses to store the mask of a secret", () => {
  expect(() => changesOf({ list: [{ token: "***" }] }, { list: [{ token: "***" }, {}] })).toThrow(
    "masked secret",
  );
});
