import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { LongestFirst, longFiles } from "./longest-first.mjs";
import { checkout } from "./paths.mjs";

test("every file that counts as long exists", () => {
  expect(longFiles.filter((file) => !existsSync(join(checkout, file)))).toEqual([]);
  expect(new Set(longFiles).size).toBe(longFiles.length);
});

test("long files come first, in the order of the list, and the others stay as they were", async () => {
  const [first = "", second = ""] = longFiles;
  const named = (file: string) => ({ moduleId: join(checkout, file) }) as TestSpecification;
  const given = ["test/b.test.ts", second, "test/a.test.ts", first].map(named);
  // Vitest itself sorts by durations of earlier runs, which a test has none of.
  const sorted = await sortedWith(given);
  expect(sorted).toEqual([first, second, "test/b.test.ts", "test/a.test.ts"].map(named));
});

async function sortedWith(files: TestSpecification[]): Promise<TestSpecification[]> {
  const original = BaseSequencer.prototype.sort;
  BaseSequencer.prototype.sort = async (given) => given;
  try {
    return await LongestFirst.prototype.sort.call(Object.create(LongestFirst.prototype), files);
  } finally {
    BaseSequencer.prototype.sort = original;
  }
}
