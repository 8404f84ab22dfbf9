import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/**
 * Checks whether every lock of the local state folder belongs to an ended process of this machine. Then an interrupted run
 * left them, and cancelling is safe, because only this checkout uses the folder.
 * @param {string} stateFolder
 * @param {(pid: number) => boolean} [alive]
 */
export function hasOnlyStaleLocks(stateFolder, alive = isAlive) {
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
    // It is incomplete or was just released: its process may still run.
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process runs and belongs to another user.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
