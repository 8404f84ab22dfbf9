import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { inMatrix } from "../support/matrix";
import {
  allCombinations,
  titleOf,
  unsupportedCombinations,
  versions,
} from "../support/typeScript/combinations";
import { compile, compileInMatrix, installCompilers } from "../support/typeScript/compile";

// A compiler takes one core for a few seconds.
vi.setConfig({ maxConcurrency: 2 });

let folder: string;
beforeAll(async () => {
  const unsupported = new Set(unsupportedCombinations.map(({ typescript }) => typescript));
  folder = await installCompilers(inject("packed")["pulumi-aep"], [...unsupported, ...versions]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.concurrent.each(allCombinations.map((combination) => ({ title: titleOf(combination), combination })))(
  "a program compiles and runs with TypeScript $title, and its mistakes are reported",
  ({ combination }) => compileInMatrix(folder, combination),
);

it.concurrent.each(unsupportedCombinations)(
  "the first error of TypeScript $typescript with $moduleResolution names the version that is required",
  async (combination) => {
    await inMatrix("TypeScript", titleOf(combination), async () => {
      await expect(compile(folder, combination)).rejects.toThrow(
        /^\S*\.c?ts\(\d+,\d+\): error TS2339: .* on type .*pulumi-aep requires TypeScript 5\.0 or newer\..* npm install --save-dev typescript@5/,
      );
      return "names the required version";
    });
  },
);
