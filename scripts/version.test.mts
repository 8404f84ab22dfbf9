import { expect, test } from "vitest";
import { isOlder, judgeEngine, parseVersion, type Version } from "./version.mjs";

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

const requirements = { lowest: [3, 249, 0], sdk: [3, 276, 0] } as const satisfies Record<string, Version>;

test.each<[version: Version, usable: boolean, lacks: string | undefined]>([
  [[3, 248, 9], false, "requires 3.249.0"],
  [[3, 249, 0], true, "@pulumi/pulumi is 3.276.0"],
  [[3, 275, 9], true, "@pulumi/pulumi is 3.276.0"],
  [[3, 276, 0], true, undefined],
  [[4, 0, 0], true, undefined],
])("judges %j", (version, usable, lacks) => {
  expect(judgeEngine(version, requirements)).toEqual({
    usable,
    ...(lacks === undefined ? {} : { lacks: expect.stringContaining(lacks) }),
  });
});
