import { rm } from "node:fs/promises";
import { afterAll, beforeAll, inject, it } from "vitest";
import { type Combination, titleOf } from "../support/typeScript/combinations";
import { compileInMatrix, installCompilers } from "../support/typeScript/compile";

// The long series compiles with other versions too.
const combinations: readonly Combination[] = [
  // The oldest version, with the settings that `pulumi new typescript` wrote for years.
  { typescript: "5.0.4", moduleResolution: "node" },
  // The newest version, with the settings of Pulumi for a project without tsconfig.json.
  { typescript: "6", moduleResolution: "nodenext" },
];

let folder: string;
beforeAll(async () => {
  const versions = new Set(combinations.map(({ typescript }) => typescript));
  folder = await installCompilers(inject("packed")["pulumi-aep"], [...versions]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(combinations.map((combination) => ({ title: titleOf(combination), combination })))(
  "a program compiles and runs with TypeScript $title, and its mistakes are reported",
  ({ combination }) => compileInMatrix(folder, combination),
);
