import { appendFileSync } from "node:fs";

/** Environment variable with the file of rows. `npm test` sets it and prints the table (scripts/test-matrix.mjs). */
export const matrixVariable = "PULUMI_AEP_TEST_MATRIX";

/**
 * Runs the test of one combination, and adds its row to the table that `npm test` prints at its end. A combination whose
 * work throws has the result "FAILED".
 *
 * @param subject - what is combined, such as "TypeScript" or "package manager". Rows of a subject are next to each other.
 * @param combination - the combination, such as "pnpm 10, CommonJS, workspace library".
 * @param work - the test itself. It returns the result, such as "works".
 */
export async function inMatrix(
  subject: string,
  combination: string,
  work: () => Promise<string>,
): Promise<void> {
  const began = Date.now();
  let result = "FAILED";
  try {
    result = await work();
  } finally {
    const file = process.env[matrixVariable];
    if (file !== undefined) {
      const row = { subject, combination, result, milliseconds: Date.now() - began };
      appendFileSync(file, `${JSON.stringify(row)}\n`);
    }
  }
}
