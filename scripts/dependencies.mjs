import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.mjs";
import { Failure } from "./failure.mjs";
import { checkout } from "./paths.mjs";

const leastNode = 20;

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/** Installs what package-lock.json lists, unless it is already installed. */
export async function installDependencies() {
  if (Number.parseInt(process.versions.node, 10) < leastNode) {
    throw new Failure(`Node ${process.versions.node} is too old. Install Node ${leastNode} or newer.`);
  }
  const difference = firstDifference(
    /** @type {Lock} */ (readLock("package-lock.json")),
    readLock(join("node_modules", ".package-lock.json")),
  );
  if (!difference) {
    return;
  }
  console.log(`Installing dependencies with npm ci (${difference}; about half a minute) ...`);
  // When npm runs this script, its start file is known, and npm need not be on PATH.
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith("npm-cli.js") ? [process.execPath, [npm]] : ["npm", []];
  // The error level applies even if the caller runs npm silently: a failed installation must report why.
  await run(
    command,
    [...first, "ci", "--loglevel=error"],
    "npm ci failed, see above. Check the network and the registry npm is set to, then run the same command again.",
    { env: withoutOptions(process.env), replay: true, activity: "npm ci" },
  );
}

// When npm runs this script, it passes its own options on in the environment. These would change what npm ci does or prints:
// with those of `npm pack --dry-run --json --workspace aep-emulator` it would install nothing.
const foreignOptions = ["dry_run", "global", "include", "json", "omit", "workspace", "workspaces"];

/**
 * Returns an environment for npm ci without the options of the npm command that runs this script.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutOptions(environment) {
  const foreign = new Set(foreignOptions.map((option) => `npm_config_${option}`));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.has(name)));
}

/**
 * Compares node_modules with package-lock.json by content. File times do not work: npm writes one shortly before the other,
 * and git sets times at checkout, which would cause needless installations.
 * @param {Lock} wanted
 * @param {Lock | undefined} installed
 * @returns {string | undefined} the first difference, or undefined if there is none
 */
export function firstDifference(wanted, installed) {
  if (!installed) {
    return "node_modules is missing";
  }
  for (const [path, { version, optional }] of Object.entries(wanted.packages ?? {})) {
    if (path === "") {
      continue;
    }
    const found = installed.packages?.[path];
    // Optional packages belong to other platforms.
    if (!found && optional) {
      continue;
    }
    if (!found) {
      return `${path} is missing`;
    }
    if (found.version !== version) {
      return `${path} is ${found.version}, expected ${version}`;
    }
  }
  return undefined;
}

/**
 * @param {string} name
 * @returns {Lock | undefined}
 */
function readLock(name) {
  const path = join(checkout, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
