import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

const day = 24 * 60 * 60 * 1000;

/**
 * The folder of the engine. It is outside the checkout, so that all checkouts and later runs share it.
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function cacheFolder(environment = process.env) {
  const base = environment.XDG_CACHE_HOME;
  // The XDG specification requires that relative paths are ignored.
  return join(base && isAbsolute(base) ? base : join(homedir(), ".cache"), "pulumi-aep", "engine");
}

/**
 * Returns a name that changes with everything on which the built files depend.
 * @param {string} version
 * @param {string[]} contents
 */
export function cacheKey(version, contents) {
  const hash = createHash("sha256");
  for (const content of contents) {
    hash.update(`${content.length}:`).update(content);
  }
  return `${version}-${hash.digest("hex").slice(0, 12)}`;
}

/**
 * Fills a folder of the cache. `fill` works in a temporary folder, which is renamed when it is complete: an interrupted run
 * leaves no incomplete engine, and two runs at the same time do not disturb each other.
 * @param {string} target
 * @param {(folder: string) => Promise<void>} fill
 */
export async function fillCache(target, fill) {
  const parent = join(target, "..");
  mkdirSync(parent, { recursive: true });
  removeLeftovers(parent);
  const folder = mkdtempSync(join(parent, ".unfinished-"));
  try {
    await fill(folder);
    try {
      renameSync(folder, target);
    } catch (error) {
      // Another process was faster; its result is the same.
      if (!existsSync(target)) {
        throw error;
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Removes what killed runs left behind. No build takes longer than a day.
 * @param {string} parent
 */
function removeLeftovers(parent) {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(".unfinished-")) {
      continue;
    }
    const path = join(parent, name);
    // It may no longer exist: the process that created it removes it when it ends.
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Number.POSITIVE_INFINITY };
    if (Date.now() - mtimeMs > day) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
