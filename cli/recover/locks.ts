import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { z } from "zod";
import { Problem } from "../../provider/cliApi";
import { filesBelow } from "./stateFolder";

const lockShape = z.object({
  pid: z.number(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.string(),
});

/** The lock of an update that was killed. */
export type StaleLock = z.output<typeof lockShape>;

/**
 * The lock of a killed update, in the folder of a backend that keeps locks in files. A lock whose holder may still be
 * running is an error.
 */
export function staleLock(
  stateFolder: string,
  stack: string,
  project: string | undefined,
): StaleLock | undefined {
  const locks = locksOn(stateFolder, stack, project);
  const held = locks.find(mayBeHeld);
  if (held !== undefined) {
    throw new Problem({
      what: `The stack ${stack} is locked by process ${held.pid} of ${held.username} on ${held.hostname}.`,
      details: [`The process took the lock at ${held.timestamp} and may still be running.`],
      advice:
        "Wait until it ends. If it is certainly not running any more, run pulumi cancel, then this command again.",
    });
  }
  return locks.toSorted((left, right) => Date.parse(left.timestamp) - Date.parse(right.timestamp)).at(-1);
}

/** Whether an update of a stack may be running. */
export function mayBeRunning(stateFolder: string, stack: string, project: string): boolean {
  return locksOn(stateFolder, stack, project).some(mayBeHeld);
}

function locksOn(stateFolder: string, stack: string, project: string | undefined): StaleLock[] {
  return filesBelow(path.join(stateFolder, "locks"))
    .filter((file) => isLockOf(file, stack, project))
    .map((file) => lockShape.parse(JSON.parse(readFileSync(file, "utf8"))));
}

function mayBeHeld(lock: StaleLock): boolean {
  return lock.hostname !== hostname() || isAlive(lock.pid);
}

// locks/organization/PROJECT/STACK/UUID.json; the state of a stack without resources does not contain its project.
function isLockOf(file: string, stack: string, project: string | undefined): boolean {
  const [inProject, inStack, name = ""] = file.split(path.sep).slice(-3);
  return name.endsWith(".json") && inStack === stack && (project === undefined || inProject === project);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process is running and belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
