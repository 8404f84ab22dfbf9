import { existsSync, readFileSync } from "node:fs";

/** Environment variable with the file to which tests append their rows (test/support/matrix.ts). */
export const matrixVariable = "PULUMI_AEP_TEST_MATRIX";

/**
 * @typedef {{ subject: string, combination: string, result: string, milliseconds: number }} MatrixRow
 */

/**
 * Reads the rows that tests have written, one JSON object per line.
 * @param {string} file
 * @returns {MatrixRow[]}
 */
export function readMatrix(file) {
  if (!existsSync(file)) {
    return [];
  }
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}

/**
 * The lines of the table, sorted, because tests that run at the same time end in any order.
 * @param {MatrixRow[]} rows
 * @returns {string[]}
 */
export function matrixTable(rows) {
  const { compare } = new Intl.Collator("en", { numeric: true });
  const cells = rows
    .toSorted((a, b) => compare(a.subject, b.subject) || compare(a.combination, b.combination))
    .map(({ subject, combination, result, milliseconds }) => [
      subject,
      combination,
      result,
      `${(milliseconds / 1000).toFixed(1)} s`,
    ]);
  const header = ["subject", "combination", "result", "time"];
  const widths = header.map((_, column) =>
    Math.max(...[header, ...cells].map((line) => (line[column] ?? "").length)),
  );
  /** @param {string[]} line */
  const format = (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [format(header), format(widths.map((width) => "-".repeat(width))), ...cells.map(format)];
}
