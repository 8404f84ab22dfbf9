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

/** How the package gets into a user's folder: as users install it, or as people who work on it link it. */
export type Installation = "packed" | "linked";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder with the packed package installed, below which programs find it. */
    installedPackage: string;
  }
}

/** Installs the packed package once for all test files: it takes as long as some of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await installPackage("packed");
  project.provide("installedPackage", folder);
  return () => rm(folder, { recursive: true, force: true });
}

/** Makes a folder with the package and what a TypeScript program needs besides. */
export async function installPackage(installation: Installation): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  const manifest = {
    name: "a-users-repository",
    private: true,
    dependencies: {
      "pulumi-aep": `file:${installation === "packed" ? await pack(folder) : checkout}`,
      "@pulumi/pulumi": await lockedVersion("@pulumi/pulumi"),
      "@types/node": await lockedVersion("@types/node"),
      typescript: await lockedVersion("typescript"),
    },
  };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"], {
    cwd: folder,
  });
  return folder;
}

// Not what the registry has come to have since: an SDK from 3.276 on takes the ids of what it reads from the engine, and
// an engine older than that makes them unknown in previews.
async function lockedVersion(name: string): Promise<string> {
  const manifest = await readFile(path.join(checkout, "node_modules", name, "package.json"), "utf8");
  return JSON.parse(manifest).version;
}

/**
 * Puts the real `@pulumi/azure-native` into a folder made by `installPackage`, for the programs that use it. It is
 * copied: with a link it would load this checkout's `@pulumi/pulumi` besides the folder's own, and npm takes longer.
 */
export async function addAzureNative(folder: string): Promise<void> {
  const place = path.join("node_modules", "@pulumi", "azure-native");
  if (existsSync(path.join(folder, place))) {
    return;
  }
  await cp(path.join(checkout, place), path.join(folder, place), { recursive: true });
}

async function pack(folder: string): Promise<string> {
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: checkout });
  const [result] = JSON.parse(stdout) as { filename: string }[];
  return path.join(folder, String(result?.filename));
}
