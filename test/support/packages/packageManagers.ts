import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { npmrc, yarnSettings } from "./registrySettings";

const execute = promisify(execFile);

/** The package managers with which programs are tested. */
export type ManagerName = "npm" | "pnpm" | "yarn" | "bun";

/** What a test has to know of a package manager. */
export interface Manager {
  /** Npm package of the command; the one of npm is on `PATH`. */
  readonly package?: string;
  /** The version that is tested. Default: the one on `PATH`. */
  readonly version?: string;
  /** Script of the package that puts the binary of this platform in its place. */
  readonly installScript?: string;
  /** Its subcommand that adds a package. */
  readonly add: string;
  /** The version of a dependency on a package of the same workspace. */
  readonly workspaceVersion: string;
  /** Files that a repository with this package manager has at its root. */
  readonly files: Readonly<Record<string, string>>;
  /** Output of an installation of the SDK that is complete although the exit code is 1, see docs/package-managers.md. */
  readonly complaint?: RegExp;
}

/** They are no devDependencies: two of them are binaries of 65 to 100 MB. */
export const managers: Readonly<Record<ManagerName, Manager>> = {
  npm: { add: "install", workspaceVersion: "*", files: {} },
  pnpm: {
    package: "pnpm",
    version: "12.21.0",
    installScript: "install.js",
    add: "add",
    workspaceVersion: "workspace:*",
    files: { "pnpm-workspace.yaml": "packages:\n  - packages/*\n" },
    complaint: /ERR_PNPM_IGNORED_BUILDS[\s\S]*Ignored build scripts: protobufjs@[\d.]+\n/,
  },
  yarn: {
    package: "@yarnpkg/cli-dist",
    version: "4.18.1",
    add: "add",
    workspaceVersion: "workspace:*",
    // Without a lock file, Yarn takes the folder for a part of a project above it.
    files: { ".yarnrc.yml": "nodeLinker: node-modules\n", "yarn.lock": "" },
  },
  bun: {
    package: "bun",
    version: "1.4.5",
    installScript: "install.js",
    add: "add",
    workspaceVersion: "workspace:*",
    files: {},
  },
};

/** How an installation ended that is complete. */
export type InstallationEnd = "succeeded" | "complained";

/** A package manager that this machine can run. */
export interface RunnableManager extends Manager {
  readonly name: ManagerName;
  readonly version: string;
  /** Environment in which its command is found. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs it in a folder, and expects a complete installation. */
  install(folder: string, ...args: string[]): Promise<InstallationEnd>;
}

const prepared = new Map<ManagerName, Promise<RunnableManager>>();

/** Installs a package manager beside the engine, where it remains for later runs, unless it is there. */
export function packageManager(name: ManagerName): Promise<RunnableManager> {
  const found = prepared.get(name) ?? prepare(name);
  prepared.set(name, found);
  return found;
}

async function prepare(name: ManagerName): Promise<RunnableManager> {
  const manager = managers[name];
  const folder = await commandFolder(manager);
  const environment = {
    ...process.env,
    PATH: [...(folder === undefined ? [] : [folder]), process.env.PATH].join(path.delimiter),
    ...(await yarnSettings()),
  };
  const install: RunnableManager["install"] = async (place, ...args) => {
    const options = { cwd: place, env: environment, maxBuffer: 1 << 24 };
    const attempt = () =>
      execute(name, args, options).then(
        () => undefined,
        ({ code, stdout, stderr }) => ({ code, output: `${stdout}${stderr}` }),
      );
    let failed = await attempt();
    // A connection that the registry closes says nothing about the combination; not every manager retries it.
    if (failed !== undefined && /ERR_SOCKET|ECONNRESET|ETIMEDOUT|EAI_AGAIN/.test(failed.output)) {
      failed = await attempt();
    }
    if (failed !== undefined && manager.complaint?.test(failed.output) !== true) {
      throw new Error(`${name} ${args.join(" ")} ended with exit code ${failed.code}:\n${failed.output}`);
    }
    return failed === undefined ? "succeeded" : "complained";
  };
  const version = manager.version ?? (await execute(name, ["--version"])).stdout.trim();
  return { ...manager, name, version, environment, install };
}

/** Folder with the command of a package manager; `undefined` for one that every machine has. */
async function commandFolder({ package: id, version, installScript }: Manager): Promise<string | undefined> {
  if (id === undefined) {
    return undefined;
  }
  const { cacheFolder, fillCache } = await import("../../../scripts/engine-cache.mjs");
  const folder = path.join(cacheFolder(), `${path.basename(id)}-${version}`);
  if (!existsSync(folder)) {
    await fillCache(folder, async (unfinished) => {
      await writeFile(path.join(unfinished, "package.json"), JSON.stringify({ private: true }));
      await writeFile(path.join(unfinished, ".npmrc"), await npmrc());
      const options = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts", "--save-exact"];
      await execute("npm", ["install", ...options, `${id}@${version}`], { cwd: unfinished });
      if (installScript !== undefined) {
        await execute("node", [installScript], { cwd: path.join(unfinished, "node_modules", id) });
      }
    });
  }
  return path.join(folder, "node_modules/.bin");
}
