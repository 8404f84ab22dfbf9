import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { type EngineProject, newProject, plainOutputs, projectOf } from "../support/engine/engineProject";
import { installProject } from "../support/installedPackage";

let emulator: RunningEmulator;
let project: EngineProject;
beforeAll(async () => {
  emulator = await startEmulator();
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-new-"));
  await newProject("minimal", folder);
  await installProject(folder);
  project = projectOf(folder);
});
afterAll(async () => {
  await project.remove();
  await emulator.close();
});

it("pulumi new from the minimal example creates a project that compiles with the packages it lists", async () => {
  expect(await readdir(project.folder)).toEqual(
    expect.arrayContaining([".gitignore", "Pulumi.yaml", "README.md", "index.ts", "tsconfig.json"]),
  );
  expect(await readFile(path.join(project.folder, "Pulumi.yaml"), "utf8")).not.toContain("template:\n");
  const tsc = path.join(project.folder, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [tsc, "--noEmit"], { cwd: project.folder });
});

it("up creates the dataset, nothing is left to change, and destroy deletes everything", async () => {
  const stack = await project.stack(emulator.url);
  const { summary, outputs } = await stack.up();
  expect(summary.resourceChanges).toEqual({ create: 3 });
  const { dataSetId } = plainOutputs(outputs);
  const plain = new PlainClient(emulator.url);
  expect(await plain.admin("GET", `dataSets/${String(dataSetId)}`)).toMatchObject({ name: "Orders" });
  await stack.preview({ expectNoChanges: true });
  await stack.destroy();
  expect(await plain.admin("GET", "dataSets")).toEqual({ items: [] });
});
