import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/**
 * Whether every lock of the local state folder belongs to a process of this machine that is no more. Then an
 * interrupted run left them, and cancelling is safe: the folder is used by this checkout alone.
 * @param {string} stateFolder
 * @param {(pid: number) => boolean} [alive]
 */
export function hasOnlyDeadLocks(stateFolder, alive = isAlive) {
  const folder = join(stateFolder, ".pulumi", "locks");
  if (!existsSync(folder)) {
    return false;
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );
  return (
    files.length > 0 &&
    files.every((name) => {
      const lock = readLock(join(folder, name));
      return lock?.hostname === hostname() && typeof lock.pid === "number" && !alive(lock.pid);
    })
  );
}

/**
 * @param {string} path
 * @returns {{ pid?: unknown, hostname?: unknown } | undefined}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // Half written, or just released: not one that is known to be dead.
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
