import { expect, test } from "vitest";
import { Problem } from "./problem";
import { shortened } from "./shortened";

test("A short text stays as it is.", () => {
  expect(shortened("a b")).toBe("a b");
});

test("A text of 12 MB is cut to 4 kB.", () => {
  expect(shortened("word ".repeat(2_400_000)).length).toBeLessThan(4_200);
});

test.each([" ", '"', ";", "&"])(
  "A text is cut before a word that is too long, never inside it (after %o).",
  (delimiter) => {
    const secret = "s".repeat(100);
    expect(shortened(`${"x ".repeat(2_000)}${delimiter}${secret}`.padEnd(9_000, "."))).not.toContain("ss");
  },
);

test("A long text without a delimiter is only named by its length.", () => {
  expect(shortened("x".repeat(5_000))).toBe(" … (5000 characters in all)");
});

test("A problem shows at most 4 kB of each part, and at most 100 facts.", () => {
  const long = "word ".repeat(2_400_000);
  const { message, parts } = new Problem({ what: long, details: Array(50_000).fill("fact"), advice: long });
  expect(message.length).toBeLessThan(10_000);
  expect(message).toContain("… and 49900 more");
  expect(parts.what.length).toBeLessThan(4_200);
});
