import { execFile } from "node:child_process";
import { cp, mkdir, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect } from "vitest";
import { blockOf } from "../support/docs/guide";
import { checkout } from "../support/installedPackage";
import {
  type Ended,
  expectCreated,
  expectOneSentence,
  inMatrixRow,
  PackageBed,
  testCombination,
} from "../support/packages/packageBed";
import { packageManager } from "../support/packages/packageManagers";
import {
  esModules,
  readmeProject,
  testReadmePackages,
  testStoppedWorkspace,
  testWorkspace,
} from "../support/packages/scenarios";
import {
  below,
  javaScriptProject,
  library,
  programThrough,
  typeScriptProject,
  writeFiles,
} from "../support/packages/userRepository";

const execute = promisify(execFile);
const bed = PackageBed.ofSharedPackages();
afterAll(() => bed.close());

// Their processes wait for each other, for the disk and for the registry.
describe.concurrent("An installation", () => {
  testReadmePackages("yarnLine", bed);
  testReadmePackages("bunLine", bed);
  testReadmePackages("pnpmWithoutHoistingLine", bed, {
    settings: {
      "pnpm-workspace.yaml": `hoist: false\n${blockOf("package-managers.md", "Install scripts").text}`,
    },
  });
});

describe.concurrent("A workspace", () => {
  testWorkspace("npmWorkspace", bed);
  testWorkspace("yarnWorkspace", bed);
  testStoppedWorkspace("bunWorkspace", bed, { fixed: "bunFixed" });
  testStoppedWorkspace("npmLinked", bed, { settings: { ".npmrc": "install-strategy=linked\n" } });
  testStoppedWorkspace("yarnPnpmLinker", bed, { settings: { ".yarnrc.yml": "nodeLinker: pnpm\n" } });
  testWorkspace("bunHoisted", bed, { "bunfig.toml": '[install]\nlinker = "hoisted"\n' });
  testWorkspace("pnpmHoisted", bed, {
    "pnpm-workspace.yaml": "packages:\n  - packages/*\nnodeLinker: hoisted\n",
  });
});

describe.concurrent("Plug'n'Play", () => {
  testCombination("plugAndPlay", async () => {
    const settings = { ".yarnrc.yml": "nodeLinker: pnp\n" };
    const { folder } = await readmeProject("plugAndPlay", bed, settings);
    const { output, code } = await bed.up(folder);
    expect(output).toMatch(/error: .*Pulumi SDK has not been installed/);
    expect(code).not.toBe(0);

    await inMatrixRow("plugAndPlayExec", async () => {
      const { environment } = await packageManager("yarn");
      expectCreated(await bed.up(folder, { command: ["yarn", "exec", "pulumi"], environment }));
    });
  });
});

describe.concurrent("Several copies", () => {
  testCombination("newerLibrary", async () => {
    const folder = await projectWithCopy("0.0.1");
    const sentence = expectOneSentence(await bed.up(folder));
    const version = bed.installedVersion("pulumi-aep");
    expect(sentence).toContain(`The program imports pulumi-aep ${version}, but Pulumi loads`);
    expect(sentence).toContain(`the provider of pulumi-aep 0.0.1 from the program's folder "${folder}"`);
    expect(sentence).toContain(`(npm install pulumi-aep@${version})`);
  });

  testCombination("olderLibrary", async () => {
    const ended = await bed.up(await projectWithCopy("99.0.0"));
    expectCreated(ended);
    expect(ended.output).toMatch(/warning: The program imports pulumi-aep .* of pulumi-aep 99\.0\.0 from/);
  });

  testCombination("link", async () => {
    const folder = await bed.project({
      ...javaScriptProject,
      ...programThrough("./library"),
      ...below("library", library),
    });
    await mkdir(path.join(folder, "node_modules"));
    await symlink(checkout, path.join(folder, "node_modules/pulumi-aep"));
    expectCreated(await bed.up(folder));
  });

  /** A program whose own copy of the package has another version than that of its library. */
  async function projectWithCopy(version: string): Promise<string> {
    const root = await bed.project({
      ...below("library", library),
      ...below("infra", { ...javaScriptProject, ...programThrough("../library") }),
    });
    const copy = path.join(root, "infra/node_modules/pulumi-aep");
    await cp(path.join(bed.installed, "node_modules/pulumi-aep"), copy, { recursive: true });
    const manifest = require(path.join(copy, "package.json"));
    await writeFiles(root, {
      "infra/package.json": { name: "acme-infra", private: true },
      "infra/node_modules/pulumi-aep/package.json": { ...manifest, version },
    });
    return path.join(root, "infra");
  }
});

describe.concurrent("A project", () => {
  testCombination("mainFolder", async () => {
    const root = await bed.repository(await packageManager("npm"), {
      ...below("infra", { ...programThrough("./library"), ...below("library", library) }),
      "Pulumi.yaml": { name: "acme", runtime: "nodejs", main: "infra/index.js" },
    });
    await symlink(path.join(bed.installed, "node_modules"), path.join(root, "infra/node_modules"));
    expectCreated(await bed.up(root, { command: ["pulumi", "-C", root], cwd: tmpdir() }));
  });

  testCombination("managerOption", async () => {
    const runtime = { name: "nodejs", options: { packagemanager: "pnpm" } };
    const files = {
      ...typeScriptProject("node16"),
      "Pulumi.yaml": { name: "acme", runtime, main: "index.ts" },
    };
    expectCreated(await bed.up(await bed.project(files)));
  });

  testCombination("compiled", async () => {
    const runtime = { name: "nodejs", options: { typescript: false } };
    const files = { ...esModules, "Pulumi.yaml": { name: "acme", runtime, main: "dist/" } };
    const folder = await bed.project(files);
    const compiler = path.join(bed.installed, "node_modules/.bin/tsc");
    await execute(compiler, ["--outDir", "dist"], { cwd: folder });
    expectCreated(await bed.up(folder));
  });

  testLoader("tsx", "--import=tsx", ["tsx@4.23.15"]);
  // Without a version, npm would install a newer TypeScript for ts-node, with which it does not work.
  testLoader("tsNode", "--loader ts-node/esm", [
    "ts-node@10.9.2",
    `typescript@${bed.installedVersion("typescript")}`,
  ]);

  testCombination("inlineProgram", async () => {
    const folder = await bed.project({ "index.js": inlineProgram });
    const ended: Ended = await bed.inShell(folder, process.env, (env) =>
      execute("node", ["index.js"], { cwd: folder, env }),
    );
    expect(ended.output).toContain('{"create":2}');
  });
});

/** Tests ES modules that are loaded by a package of the project, not by the SDK. */
function testLoader(name: "tsx" | "tsNode", nodeargs: string, packages: readonly string[]): void {
  testCombination(name, async () => {
    const runtime = { name: "nodejs", options: { typescript: false, nodeargs } };
    const project = { name: "acme", runtime, main: "index.ts" };
    const folder = await bed.project({ ...esModules, "Pulumi.yaml": project });
    await (await packageManager("npm")).install(folder, "install", ...packages);
    expectCreated(await bed.up(folder));
  });
}

const inlineProgram = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const aep = require("pulumi-aep");
const program = async () => {
  new aep.Schema("orders", {
    title: "ACME orders",
    allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }],
  });
};
LocalWorkspace.createStack({ stackName: "test", projectName: "acme", program })
  .then((stack) => stack.up())
  .then(({ summary }) => console.log(JSON.stringify(summary.resourceChanges)));
`;
