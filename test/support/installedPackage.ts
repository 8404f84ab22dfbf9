import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node" with { "resolution-mode": "import" };

const run = promisify(execFile);

/** This checkout. */
export const checkout = path.resolve(__dirname, "../..");

/** How `pulumi-aep` gets into a user's folder: as users install it, or as its developers link it. */
export type Installation = "packed" | "linked";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder with both packed packages installed, below which programs find them. */
    installedPackage: string;
  }
}

/** Installs the packed packages once for all test files: it takes as long as some of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await installPackage("packed");
  project.provide("installedPackage", folder);
  return () => rm(folder, { recursive: true, force: true });
}

/** Creates a folder with both packages and everything else that a TypeScript program requires. */
export async function installPackage(installation: Installation): Promise<string> {
  const folder = await emptyFolder();
  await install(folder, {
    "pulumi-aep": `file:${installation === "packed" ? await pack("pulumi-aep", folder) : checkout}`,
    "aep-emulator": `file:${await pack("aep-emulator", folder)}`,
    "@pulumi/pulumi": await lockedVersion("@pulumi/pulumi"),
    "@types/node": await lockedVersion("@types/node"),
    typescript: await lockedVersion("typescript"),
  });
  return folder;
}

/** Creates a folder with the packed package `aep-emulator`, and with Node's types and nothing else. */
export async function installEmulator(): Promise<string> {
  const folder = await emptyFolder();
  await install(folder, {
    "aep-emulator": `file:${await pack("aep-emulator", folder)}`,
    "@types/node": await lockedVersion("@types/node"),
  });
  return folder;
}

/** Installs what a project's own `package.json` lists, with the packed packages in place of published ones. */
export async function installProject(folder: string): Promise<void> {
  const file = path.join(folder, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  manifest.dependencies["pulumi-aep"] = `file:${await pack("pulumi-aep", folder)}`;
  manifest.dependencies["@pulumi/pulumi"] = await lockedVersion("@pulumi/pulumi");
  manifest.devDependencies["aep-emulator"] = `file:${await pack("aep-emulator", folder)}`;
  await writeFile(file, JSON.stringify(manifest));
  await npmInstall(folder);
}

function emptyFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
}

async function install(folder: string, dependencies: Readonly<Record<string, string>>): Promise<void> {
  const manifest = { name: "a-users-repository", private: true, dependencies };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await npmInstall(folder);
}

async function npmInstall(folder: string): Promise<void> {
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"], {
    cwd: folder,
  });
}

// The versions of this checkout, not the newest: the SDK must not be newer than the engine, see docs/getting-started.md.
async function lockedVersion(name: string): Promise<string> {
  const manifest = await readFile(path.join(checkout, "node_modules", name, "package.json"), "utf8");
  return JSON.parse(manifest).version;
}

/**
 * Packs one of the two packages as it is built now.
 * @returns the file in the folder.
 */
export async function pack(name: "pulumi-aep" | "aep-emulator", folder: string): Promise<string> {
  // Without scripts, because `prepack` would delete the built files, which other tests run at the same time.
  const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
    cwd: name === "aep-emulator" ? path.join(checkout, "emulator") : checkout,
  });
  const [result] = JSON.parse(stdout) as { filename: string }[];
  return path.join(folder, String(result?.filename));
}

/**
 * Puts the real `@pulumi/azure-native` into a folder of `installPackage`, for the programs that use it. It is copied,
 * because with a link it would load this checkout's `@pulumi/pulumi` beside the folder's own, and npm takes longer.
 */
export async function addAzureNative(folder: string): Promise<void> {
  const place = path.join("node_modules", "@pulumi", "azure-native");
  if (existsSync(path.join(folder, place))) {
    return;
  }
  await cp(path.join(checkout, place), path.join(folder, place), { recursive: true });
}
