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
export function incompleteAttributes(stateFolder: string, stack: string | undefined): string[] {
  return filesBelow(path.join(stateFolder, "stacks")).filter((file) => {
    const [, owner] = /^(.+)\.json(?:\.gz|\.zst)?\.attrs$/.exec(path.basename(file)) ?? [];
    if (owner === undefined || (stack !== undefined && owner !== stack)) {
      return false;
    }
    return (
      !isJson(readFileSync(file, "utf8")) &&
      !mayBeRunning(stateFolder, owner, path.basename(path.dirname(file)))
    );
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
