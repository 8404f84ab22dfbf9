import { expect, test } from "vitest";
import { countingLine, countTests, skipReasons } from "./test-counts.mjs";

const report = (
  passed: number,
  failed: number,
  files: { status: string; assertionResults: { status: string; ancestorTitles?: string[] }[] }[],
) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: files,
});
const good = { status: "passed", assertionResults: [{ status: "passed" }] };
const bad = { status: "failed", assertionResults: [{ status: "failed" }] };
const unloaded = { status: "failed", assertionResults: [] };

test.each([
  ["a successful run", report(3, 0, [good]), 0, { passed: 3, failed: 0, skipped: 2 }],
  ["failed tests", report(2, 1, [good, bad]), 1, { passed: 2, failed: 1, skipped: 2 }],
  ["a file that cannot be loaded", report(2, 1, [bad, unloaded]), 1, { passed: 2, failed: 2, skipped: 2 }],
  ["an error outside of any test", report(3, 0, [good]), 1, { passed: 3, failed: 1, skipped: 2 }],
  ["a crash before the report", undefined, 0, { passed: 0, failed: 1, skipped: 0 }],
])("counts %s", (_case, given, exitCode, expected) => {
  expect(countTests(given, exitCode)).toEqual(expected);
});

test("the line shows the sum of all projects", () => {
  const counts = [countTests(report(3, 0, [good]), 0), countTests(report(2, 1, [bad]), 1)];
  expect(countingLine(counts)).toBe("5 passed, 1 failed");
});

test("the reasons of skipped suites are listed once, with the number of tests", () => {
  const skipped = (...ancestorTitles: string[]) => ({ status: "skipped", ancestorTitles });
  const first = {
    status: "passed",
    assertionResults: [skipped("skipped: no browser"), skipped("skipped: no browser", "a")],
  };
  const second = { status: "passed", assertionResults: [skipped("a"), skipped("skipped: no terminal")] };
  expect(skipReasons(report(1, 0, [good, first, second]))).toEqual([
    "2 skipped: no browser",
    "1 skipped: no terminal",
  ]);
  expect(skipReasons(undefined)).toEqual([]);
});
