import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inMatrix, matrixVariable } from "./matrix";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pulumi-aep-test-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Has rows written as `npm test` does, and returns how to read them as it does. */
async function startMatrix() {
  const { readMatrix } = await import("../../scripts/test-matrix.mjs");
  const file = path.join(folder, "matrix.jsonl");
  vi.stubEnv(matrixVariable, file);
  return { rows: () => readMatrix(file) };
}

test("a combination that passes is a row with the result that its test returns", async () => {
  const { rows } = await startMatrix();
  await inMatrix("package manager", "pnpm, CommonJS", async () => "works");
  await inMatrix("package manager", "yarn, workspace", async () => "stops with one sentence");
  expect(rows()).toMatchObject([
    { subject: "package manager", combination: "pnpm, CommonJS", result: "works" },
    { subject: "package manager", combination: "yarn, workspace", result: "stops with one sentence" },
  ]);
});

test("a combination that fails is a row too, and its test still fails", async () => {
  const { rows } = await startMatrix();
  const failing = inMatrix("package manager", "bun", async () => {
    throw new Error("does not start");
  });
  await expect(failing).rejects.toThrow("does not start");
  expect(rows()).toMatchObject([{ combination: "bun", result: "FAILED" }]);
});

test("no row is written outside of `npm test`", async () => {
  const { rows } = await startMatrix();
  vi.stubEnv(matrixVariable, undefined);
  await inMatrix("package manager", "npm", async () => "works");
  expect(rows()).toEqual([]);
});
