import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { checkout } from "../installedPackage";
import { type CombinationName, combinations } from "./combinations";
import {
  expectCreated,
  expectNotInstalled,
  inMatrixRow,
  type PackageBed,
  testCombination,
} from "./packageBed";
import { type InstallationEnd, type ManagerName, packageManager } from "./packageManagers";
import { type Files, typeScriptProject, workspace } from "./userRepository";

type NameOf<Suffix extends string> = Extract<CombinationName, `${string}${Suffix}`>;

/** Tests the packages of the README's install line with a package manager. */
export function testReadmePackages(
  name: NameOf<"Line">,
  bed: PackageBed,
  { settings = {}, ends = "succeeded" }: { readonly settings?: Files; readonly ends?: InstallationEnd } = {},
): void {
  testCombination(name, async () => {
    const { folder, ended } = await readmeProject(name, bed, settings);
    expect(ended).toBe(ends);
    expectCreated(await bed.up(folder));
  });
}

/** Creates a project for which a package manager has installed the packages of the README's install line. */
export async function readmeProject(name: CombinationName, bed: PackageBed, settings: Files) {
  const manager = await packageManager(combinations[name].manager);
  const files = { ...typeScriptProject("node16"), "package.json": { name: "acme", private: true } };
  const folder = await bed.repository(manager, { ...files, ...settings });
  const ended = await manager.install(folder, manager.add, ...packagesOfReadme(bed, manager.name));
  return { folder, ended };
}

/** The packages of the line in the README, in the versions of the tests and without azure-native: it is large. */
function packagesOfReadme(bed: PackageBed, manager: ManagerName): string[] {
  const readme = readFileSync(path.join(checkout, "README.md"), "utf8");
  const [, line = ""] = /^npm install (.*)$/m.exec(readme) ?? [];
  const names = line.split(" ").map((word) => word.replace(/(?<=.)@.*/, ""));
  if (!names.includes("pulumi-aep")) {
    throw new Error(`The README has no install line: "${line}"`);
  }
  return [...new Set([...names, "typescript"])]
    .filter((name) => name !== "@pulumi/azure-native" && /^[@\w]/.test(name))
    .map((name) =>
      name === "pulumi-aep" ? bed.packedFor(manager) : `${name}@${bed.installedVersion(name)}`,
    );
}

/** Tests a workspace in which the program's folder finds the package, although only a library depends on it. */
export function testWorkspace(
  name: NameOf<"Workspace"> | NameOf<"Hoisted">,
  bed: PackageBed,
  settings: Files = {},
): void {
  testCombination(name, async () => {
    const { folder } = await installedWorkspace(name, bed, settings);
    expectCreated(await bed.up(folder));
  });
}

/** Tests a workspace that does not, and that the command in the sentence is the fix. */
export function testStoppedWorkspace(
  name: NameOf<"Workspace"> | "npmLinked" | "yarnPnpmLinker",
  bed: PackageBed,
  { settings = {}, fixed }: { readonly settings?: Files; readonly fixed?: NameOf<"Fixed"> } = {},
): void {
  testCombination(name, async () => {
    const { manager, folder } = await installedWorkspace(name, bed, settings);
    const command = expectNotInstalled(await bed.up(folder), folder);
    if (fixed !== undefined) {
      await inMatrixRow(fixed, async () => {
        const [program = "", ...words] = command.split(" ");
        if (program !== manager.name) {
          throw new Error(`The sentence names the command of another package manager: ${command}`);
        }
        await manager.install(folder, ...words, bed.packedFor(manager.name));
        expectCreated(await bed.up(folder));
      });
    }
  });
}

async function installedWorkspace(name: CombinationName, bed: PackageBed, settings: Files) {
  const manager = await packageManager(combinations[name].manager);
  const files = workspace(manager, bed.installedVersion("@pulumi/pulumi"), bed.packed);
  const root = await bed.repository(manager, { ...files, ...settings });
  await manager.install(root, "install");
  return { manager, folder: path.join(root, "packages/infra") };
}

/** The settings of ES modules in a project. */
export const esModules: Files = {
  ...typeScriptProject("nodenext"),
  "package.json": { name: "acme", private: true, type: "module" },
};
