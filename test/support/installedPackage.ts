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

declare module "vitest" {
  interface ProvidedContext {
    /** Folder with both packed packages installed, below which programs find them. */
    installedPackage: string;
    /** The files of both packages, packed from a fresh clone. */
    packed: Packed;
  }
}

/** The files of both packed packages. */
export type Packed = Readonly<Record<PackageName, string>>;

type PackageName = "pulumi-aep" | "aep-emulator";

/**
 * Packs both packages from a fresh clone, as a release does, and installs them once for all test files: it takes as long as
 * some of them.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const packing = await emptyFolder();
  const packed = await packFreshClone(packing);
  const folder = await emptyFolder();
  await installPrograms(folder, `file:${packed["pulumi-aep"]}`, packed["aep-emulator"]);
  project.provide("installedPackage", folder);
  project.provide("packed", packed);
  return async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(packing, { recursive: true, force: true });
  };
}

/** Creates a folder that links this checkout, as developers do, with everything else that a TypeScript program requires. */
export async function linkPackage(): Promise<string> {
  const folder = await emptyFolder();
  await installPrograms(folder, `file:${checkout}`, await pack("aep-emulator", folder));
  return folder;
}

async function installPrograms(folder: string, provider: string, emulator: string): Promise<void> {
  await install(folder, {
    "pulumi-aep": provider,
    "aep-emulator": `file:${emulator}`,
    "@pulumi/pulumi": await lockedVersion("@pulumi/pulumi"),
    "@types/node": await lockedVersion("@types/node"),
    typescript: await lockedVersion("typescript"),
  });
}

async function packFreshClone(folder: string): Promise<Packed> {
  const { freshClone } = await import("../../scripts/fresh-clone.mjs");
  const clone = await freshClone(checkout, folder);
  try {
    // Together, because each compiles. Neither installs the dependencies: the clone has those of this checkout.
    const [provider, emulator] = await Promise.all([
      packAnew("pulumi-aep", clone, folder),
      packAnew("aep-emulator", clone, folder),
    ]);
    return { "pulumi-aep": provider, "aep-emulator": emulator };
  } finally {
    // Its tests contain what the scan for secrets looks for.
    await rm(clone, { recursive: true, force: true });
  }
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

/** Creates an empty folder. */
export function emptyFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
}

/** Installs packages in an empty folder. */
export async function install(folder: string, dependencies: Readonly<Record<string, string>>): Promise<void> {
  const manifest = { name: "a-users-repository", private: true, dependencies };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await npmInstall(folder);
}

async function npmInstall(folder: string): Promise<void> {
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"], {
    cwd: folder,
  });
}

/**
 * The version of a package in this checkout. Tests use it instead of the newest one, because the SDK must not be newer than
 * the engine, see docs/getting-started.md.
 */
export async function lockedVersion(name: string): Promise<string> {
  const manifest = await readFile(path.join(checkout, "node_modules", name, "package.json"), "utf8");
  return JSON.parse(manifest).version;
}

// Packs a package as it is built now. Without scripts, because `prepack` would delete the built files, which other tests run
// at the same time.
function pack(name: PackageName, folder: string): Promise<string> {
  return npmPack(name, checkout, folder, ["--ignore-scripts"]);
}

// Packs a package of a clone, which `prepack` builds before.
function packAnew(name: PackageName, clone: string, folder: string): Promise<string> {
  return npmPack(name, clone, folder, []);
}

async function npmPack(
  name: PackageName,
  repository: string,
  folder: string,
  options: readonly string[],
): Promise<string> {
  const cwd = name === "aep-emulator" ? path.join(repository, "emulator") : repository;
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder, ...options], { cwd });
  // What `prepack` prints comes first.
  const [result] = JSON.parse(stdout.slice(stdout.search(/^\[$/m))) as { filename: string }[];
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
