import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { blockOf, filledIn } from "../support/docs/guide";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { type EngineProject, newProject, plainOutputs, projectOf } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { installProject } from "../support/installedPackage";

let emulator: RunningEmulator;
let project: EngineProject;
beforeAll(async () => {
  emulator = await startEmulator({ sandboxes: ["prod", "dev", { name: "stage", type: "production" }] });
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

it("the commands of docs/getting-started.md set the configuration, and doctor finds no failure", async () => {
  const stack = await project.stack(emulator.url);
  const commands = filledIn(blockOf("getting-started.md", "Install", 1).text, {
    "ACME@AdobeOrg": "EMULATOR@AdobeOrg",
    CLIENT_ID: "emulator-client",
    "aep:clientSecret ": "aep:clientSecret <<< emulator-secret ",
  });
  const { code, output } = await new ProjectShell(stack).script(commands);
  expect(code, output).toBe(0);
  expect(output).toMatch(/^ok +secrets: /m);
});

/** Names of the datasets in a sandbox. */
async function datasetsOf(sandbox: string): Promise<unknown[]> {
  const { body } = await new PlainClient(emulator.url, sandbox).send(
    "GET",
    "/data/foundation/catalog/dataSets",
  );
  return Object.values(body as Record<string, { name: string }>).map(({ name }) => name);
}

it("up creates the dataset, so does a second stack for another sandbox as in docs/promotion.md, and destroy deletes it", async () => {
  const stack = await project.stack(emulator.url, { "aep:sandbox": "dev" });
  const { summary, outputs } = await stack.up();
  expect(summary.resourceChanges).toEqual({ create: 3 });
  const { dataSetId } = plainOutputs(outputs);
  const plain = new PlainClient(emulator.url);
  expect(await plain.admin("GET", `dataSets/${String(dataSetId)}`)).toMatchObject({ name: "Orders" });
  await stack.preview({ expectNoChanges: true });

  const commands = filledIn(blockOf("promotion.md", "A stack for another sandbox").text, {
    "--stack dev": "--stack test",
  });
  const { code, output } = await new ProjectShell(stack).script(commands);
  expect(code, output).toBe(0);
  expect(output).toMatch(/^Resources:\n {4}\+ 3 created$/m);
  expect(await datasetsOf("stage")).toEqual(["Orders"]);

  await stack.destroy();
  expect(await datasetsOf("dev")).toEqual([]);
  expect(await datasetsOf("stage")).toEqual(["Orders"]);
});
