import { expect, test } from "vitest";
import { isAtLeast } from "./version";

test.each([
  ["24.1.0", ">=22", true],
  ["22.0.0", ">=22", true],
  ["20.19.4", ">=22", false],
  ["v3.259.0", "3.139", true],
  ["v3.139.0-alpha.1+g1", "3.139", true],
  ["v3.99.9", "3.139", false],
  ["3.249.1", "^3.249.2", false],
  ["4.0.0", "^3.249.2", true],
])("%s is at least %s: %s", (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});
