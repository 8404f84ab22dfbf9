import { expect, test } from "vitest";
import { isOlder, judgeEngine, parseVersion } from "./version.mjs";

test("reads what `pulumi version` prints", () => {
  expect(parseVersion("v3.259.0\n")).toEqual([3, 259, 0]);
  expect(parseVersion("3.254.1-alpha.x+dirty")).toEqual([3, 254, 1]);
  expect(parseVersion("pulumi: not found")).toBeUndefined();
});

test("compares versions by number, from the first part on", () => {
  expect(isOlder([3, 99, 0], [3, 139, 0])).toBe(true);
  expect(isOlder([4, 0, 0], [3, 139, 0])).toBe(false);
  expect(isOlder([3, 139, 0], [3, 139, 0])).toBe(false);
});

test.each([
  { version: "3.138.9", usable: false, lacks: /stack config/ },
  { version: "3.139.0", usable: true, lacks: /import/ },
  { version: "3.253.9", usable: true, lacks: /import/ },
])("reports what $version lacks", ({ version, usable, lacks }) => {
  const parsed = parseVersion(version);
  if (!parsed) {
    throw new Error("not a version");
  }
  const verdict = judgeEngine(parsed);
  expect(verdict.usable).toBe(usable);
  expect(verdict.lacks).toMatch(lacks);
});

test("reports nothing about 3.254", () => {
  expect(judgeEngine([3, 254, 0])).toEqual({ usable: true });
});
