import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { blockOf } from "../support/docs/guide";
import { programsOfPages } from "../support/docs/howTo";
import { blocksOf } from "../support/docs/page";
import { startEmulator } from "../support/emulator/emulator";
import { type EngineProject, engineProject } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";

let emulator: RunningEmulator;
let project: EngineProject;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  emulator.reset();
  project = await engineProject("options.ts", inject("installedPackage"));
});
afterEach(() => project.remove());

/** The config that the programs read. */
const config = {
  endpointApproved: "true",
  agencyOrgId: "EMULATOR@AdobeOrg",
  agencyClientId: "emulator-client",
};

/** One module of several parts: imports come first, and the rest may await. */
function moduleOf(parts: readonly string[]): string {
  const lines = parts.join("\n").split("\n");
  const isImport = (line: string) => line.startsWith("import ");
  const body = lines.filter((line) => !isImport(line)).map((line) => line.replace(/^export (?=const )/, ""));
  return [...lines.filter(isImport), "export = async () => {", ...body, "};"].join("\n");
}

it.each(programsOfPages)(
  "the programs $blocks of docs/$page run",
  async ({ page, blocks, before, created, deletedBy }) => {
    const programs = blocksOf(page).filter(({ language }) => language === "ts");
    const texts = blocks.map((at) => programs[at]?.text ?? "");
    await writeFile(path.join(project.folder, "index.ts"), moduleOf([before, ...texts]));
    const stack = await project.stack(emulator.url, config);
    await stack.setConfig("agencyClientSecret", { value: "emulator-secret", secret: true });
    const { summary } = await stack.up();
    expect(summary.resourceChanges).toEqual({ create: created });
    await stack.preview({ expectNoChanges: true });
    if (deletedBy === undefined) {
      await stack.destroy();
    } else {
      const { code, output } = await new ProjectShell(stack).script(blockOf(page, deletedBy).text);
      expect(code, output).toBe(0);
    }
  },
);
