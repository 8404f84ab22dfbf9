/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{
 *   numPassedTests: number,
 *   numFailedTests: number,
 *   numPendingTests: number,
 *   numTodoTests: number,
 *   testResults: { status: string, assertionResults: TestResult[] }[],
 * }} VitestReport
 * @typedef {{ status: string, ancestorTitles?: string[] }} TestResult
 */

/**
 * Counts the tests of one vitest run. A run that fails always has at least one failure, whatever its report contains: a file
 * that cannot be loaded, an error outside of any test and a crash count as one failure each.
 * @param {VitestReport | undefined} report undefined if vitest wrote none
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countTests(report, exitCode) {
  if (!report) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((result) => result.status === "failed"),
  );
  const failed = report.numFailedTests + unloaded.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Why tests were skipped, a line for each reason. Suites that a machine cannot run have titles such as "skipped: no Chromium
 * was found", which vitest does not print.
 * @param {VitestReport | undefined} report
 */
export function skipReasons(report) {
  const mark = "skipped: ";
  /** @type {Map<string, number>} */
  const reasons = new Map();
  for (const { ancestorTitles = [] } of report?.testResults.flatMap((file) => file.assertionResults) ?? []) {
    const title = ancestorTitles.find((candidate) => candidate.startsWith(mark));
    if (title !== undefined) {
      reasons.set(title, (reasons.get(title) ?? 0) + 1);
    }
  }
  return [...reasons].map(([title, count]) => `${count} skipped: ${title.slice(mark.length)}`);
}

/** @param {Counts[]} all */
export function countingLine(all) {
  /** @param {"passed" | "failed"} key */
  const total = (key) => all.reduce((sum, counts) => sum + counts[key], 0);
  return `${total("passed")} passed, ${total("failed")} failed`;
}
