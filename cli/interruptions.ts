import type { Pulumi } from "./pulumi/commandLine";
import { nameIn, type PendingOperation, type StackExport } from "./pulumi/stack";
import { type HeldLock, heldLocks, lockedStackOf } from "./recover/locks";
import { stateFolder } from "./recover/stateFolder";

/** What a running or a killed run of Pulumi leaves in a stack. */
export interface Interruptions {
  /** The operations that the engine has started and not finished. */
  readonly operations: readonly PendingOperation[];
  /** The locks of the stack; `undefined` if its backend does not keep them in local files. */
  readonly locks: readonly HeldLock[] | undefined;
}

/**
 * The interruptions of a stack. Only reads.
 *
 * @param folder folder of the project, which a relative path of the backend starts from.
 * @param exported the state of the stack.
 */
export async function interruptionsOf(
  pulumi: Pulumi,
  folder: string,
  stack: string,
  exported: StackExport,
): Promise<Interruptions> {
  const stateIn = await stateFolder(pulumi, folder);
  return {
    operations: exported.deployment.pending_operations ?? [],
    locks: stateIn === undefined ? undefined : heldLocks(stateIn, lockedStackOf(stack, exported)),
  };
}

/** An unfinished operation in words: `creating orders (urn:…)`. */
export function operationLine({ type, resource: { urn } }: PendingOperation): string {
  return `${type} ${nameIn(urn)} (${urn})`;
}

/** A lock in words: its process, and whether it is running. */
export function lockLine({ file, holder, state }: HeldLock): string {
  if (holder === undefined) {
    return `${file} is a lock that cannot be read; its run may still be running.`;
  }
  const { pid, username, hostname, timestamp } = holder;
  const by = `locked by process ${pid} of ${JSON.stringify(username)} on ${JSON.stringify(hostname)} since ${timestamp}`;
  return {
    running: `${by}, which may be running.`,
    ended: `${by}, which is no longer running.`,
    unclear: `${by}; it is not certain that this process has ended.`,
  }[state.is];
}
