import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

const day = 24 * 60 * 60 * 1000;

/**
 * The engine is kept outside the checkout, so that every checkout and every later run shares it.
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function cacheFolder(environment = process.env) {
  const base = environment.XDG_CACHE_HOME;
  // The XDG rules say to ignore a relative path here.
  return join(base && isAbsolute(base) ? base : join(homedir(), ".cache"), "pulumi-aep", "engine");
}

/**
 * A name that changes with everything the built files depend on.
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
 * Fills a folder of the cache: `fill` works in a folder of its own, which gets its name only when everything is in
 * it. An interrupted run leaves no half engine, and two at once do not meet.
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
      // Another process was faster: its result is as good.
      if (!existsSync(target)) {
        throw error;
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What killed runs left behind. A day is longer than any build takes.
 * @param {string} parent
 */
function removeLeftovers(parent) {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(".unfinished-")) {
      continue;
    }
    const path = join(parent, name);
    // It may be gone by now: its own process removes it when it ends.
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Number.POSITIVE_INFINITY };
    if (Date.now() - mtimeMs > day) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
