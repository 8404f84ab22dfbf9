import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { inMatrix } from "../support/matrix";
import {
  allCombinations,
  moduleResolutions,
  titleOf,
  unsupportedVersions,
  versions,
} from "../support/typeScript/combinations";
import { compile, compileInMatrix, installCompilers } from "../support/typeScript/compile";

// A compiler takes one core for a few seconds.
vi.setConfig({ maxConcurrency: 2 });

let folder: string;
beforeAll(async () => {
  folder = await installCompilers(inject("packed")["pulumi-aep"], [...unsupportedVersions, ...versions]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.concurrent.each(allCombinations.map((combination) => ({ title: titleOf(combination), combination })))(
  "a program compiles and runs with TypeScript $title, and its mistakes are reported",
  ({ combination }) => compileInMatrix(folder, combination),
);

const unsupported = unsupportedVersions.flatMap((typescript) =>
  moduleResolutions
    .filter((setting) => setting === "node" || (setting === "node16" && typescript !== "3.8.3"))
    .map((moduleResolution) => ({ typescript, moduleResolution, format: "CommonJS" }) as const),
);

it.concurrent.each(unsupported)(
  "the first error of TypeScript $typescript with $moduleResolution names the version that is required",
  async (combination) => {
    await inMatrix("TypeScript", titleOf(combination), async () => {
      await expect(compile(folder, combination)).rejects.toThrow(
        /^\S*auth\.ts\(\d+,\d+\): error TS2339: .* "pulumi-aep requires TypeScript 5\.0 or newer\..*npm install --save-dev typescript@5"/,
      );
      return "names the required version";
    });
  },
);
