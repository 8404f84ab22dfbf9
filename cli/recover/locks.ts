import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Problem } from "../../provider/cliApi";
import type { StackExport } from "../pulumi/stack";
import { type HolderState, holderState, type Machine, thisMachine } from "./holder";
import { filesBelow } from "./stateFolder";

const lockShape = z.object({
  pid: z.number(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
});

/** What Pulumi writes into a lock: the process that holds it, and since when. */
export type StaleLock = z.output<typeof lockShape>;

/** A lock in the folder of a backend that keeps locks in files. */
export interface Lock {
  /** Its unique id: the name of the file without extension. */
  readonly id: string;
  readonly file: string;
  /** `undefined` if the file is empty or incomplete. */
  readonly holder: StaleLock | undefined;
}

/** A stack, as the folder of its locks names it. `project` is unknown for a stack without resources. */
interface LockedStack {
  readonly stack: string;
  readonly project: string | undefined;
}

/**
 * The names of a stack in the folder of its locks.
 *
 * @param stack its name, also with organisation and project.
 * @param exported its state, whose URNs contain the project. Default: the project stays unknown.
 */
export function lockedStackOf(stack: string, exported?: StackExport): LockedStack {
  const { resources, pending_operations } = exported?.deployment ?? {};
  const urn = resources?.[0]?.urn ?? pending_operations?.[0]?.resource.urn ?? "";
  const [, name, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) ?? [];
  return { stack: name ?? stack.split("/").at(-1) ?? stack, project };
}

/**
 * The locks that a killed update left on a stack. A lock whose process may still be running is an error, unless its id
 * is among the released: with these, the user states that the process has ended.
 */
export function staleLocks(
  stateFolder: string,
  locked: LockedStack,
  released: readonly string[] = [],
  machine: Machine = thisMachine,
): Lock[] {
  const locks = heldLocks(stateFolder, locked, machine);
  for (const { state, ...lock } of locks) {
    if (state.is === "running" || (state.is === "unclear" && !released.includes(lock.id))) {
      throw heldProblem(locked.stack, lock, state);
    }
  }
  return locks.map(({ state: _, ...lock }) => lock);
}

/** A lock, and whether its process has ended. */
export type HeldLock = Lock & { readonly state: HolderState };

/** All locks on a stack. */
export function heldLocks(
  stateFolder: string,
  locked: LockedStack,
  machine: Machine = thisMachine,
): HeldLock[] {
  return locksOn(stateFolder, locked).map((lock) => ({
    ...lock,
    state: stateOf(lock, stateFolder, machine),
  }));
}

/** What the newest of some locks contains. */
export function newestHolder(locks: readonly Lock[]): StaleLock | undefined {
  return locks
    .flatMap(({ holder }) => holder ?? [])
    .toSorted((left, right) => Date.parse(left.timestamp) - Date.parse(right.timestamp))
    .at(-1);
}

/** Whether an update of a stack may be running. */
export function mayBeRunning(stateFolder: string, locked: LockedStack, released: readonly string[]): boolean {
  return heldLocks(stateFolder, locked).some(
    ({ id, state: { is } }) => is === "running" || (is === "unclear" && !released.includes(id)),
  );
}

/** Removes exactly these locks: `pulumi cancel` would also remove one that another update has taken since. */
export function removeLocks(locks: readonly Lock[]): void {
  for (const { file } of locks) {
    rmSync(file, { force: true });
  }
}

function locksOn(stateFolder: string, locked: LockedStack): Lock[] {
  return filesBelow(path.join(stateFolder, "locks"))
    .filter((file) => isLockOf(file, locked))
    .flatMap((file) => {
      const text = textAt(file);
      return text === undefined ? [] : [{ id: path.basename(file, ".json"), file, holder: holderIn(text) }];
    });
}

function holderIn(text: string): StaleLock | undefined {
  try {
    return lockShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The text of a lock; empty if it cannot be read, `undefined` if its update has ended since. */
function textAt(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "";
  }
}

function stateOf({ holder }: Lock, stateFolder: string, machine: Machine): HolderState {
  return holder === undefined
    ? { is: "unclear", because: "The file is empty or incomplete." }
    : holderState(holder, stateFolder, machine);
}

function heldProblem(stack: string, { id, file, holder }: Lock, state: HolderState): Problem {
  const since = holder === undefined ? "" : `The process took the lock at ${holder.timestamp}`;
  const process =
    holder &&
    `process ${holder.pid} of ${JSON.stringify(holder.username)} on ${JSON.stringify(holder.hostname)}`;
  if (state.is !== "unclear") {
    return new Problem({
      what: `The stack ${stack} is locked by ${process}.`,
      details: [`${since} and may still be running.`],
      advice:
        "Wait until it ends. If the process with this id is certainly not Pulumi any more, run pulumi cancel, then this command again.",
    });
  }
  const check = holder === undefined ? "pgrep -a pulumi" : `ps -p ${holder.pid} -o lstart,args`;
  return new Problem({
    what:
      holder === undefined
        ? `The stack ${stack} has a lock that cannot be read: ${file}. Its update may still be running.`
        : `The stack ${stack} is locked by ${process}, and it is not certain that this process has ended.`,
    details: [[...(since === "" ? [] : [`${since}.`]), state.because].join(" ")],
    advice: `Look for the process on every machine and in every container that uses this state (such as with ${check}). If it has ended, run this command again with --release-lock ${id}.`,
  });
}

// locks/organization/PROJECT/STACK/UUID.json; the state of a stack without resources does not contain its project.
function isLockOf(file: string, { stack, project }: LockedStack): boolean {
  const [inProject, inStack, name = ""] = file.split(path.sep).slice(-3);
  return name.endsWith(".json") && inStack === stack && (project === undefined || inProject === project);
}
