import { readFileSync } from "node:fs";
import path from "node:path";
import { mayBeRunning } from "./locks";
import { filesBelow } from "./stateFolder";

/**
 * The incomplete attribute files (`STACK.json.attrs`) of one stack or of all, without those of running updates. Pulumi
 * replaces a state atomically, but truncates and rewrites the attributes beside it just before. If a kill leaves them
 * incomplete, every command on the stack fails with "failed to load checkpoint: EOF". Pulumi does not need the file: it
 * writes a new one with every state.
 */
export function incompleteAttributes(
  stateFolder: string,
  stack: string | undefined,
  released: readonly string[] = [],
): string[] {
  return filesBelow(path.join(stateFolder, "stacks")).filter((file) => {
    const [, owner] = /^(.+)\.json(?:\.gz|\.zst)?\.attrs$/.exec(path.basename(file)) ?? [];
    if (owner === undefined || (stack !== undefined && owner !== stack)) {
      return false;
    }
    const locked = { stack: owner, project: path.basename(path.dirname(file)) };
    return isIncomplete(file) && !mayBeRunning(stateFolder, locked, released);
  });
}

/** Whether a file can be read and is not JSON. Pulumi reports a file that cannot be read. */
function isIncomplete(file: string): boolean {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return false;
  }
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
