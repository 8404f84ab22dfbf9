import { readFileSync } from "node:fs";
import path from "node:path";
import { isAtWork } from "./locks";
import { filesBelow } from "./stateFolder";

/**
 * The files of attributes (`STACK.json.attrs`) that a kill cut short, of one stack or of all. Pulumi replaces a state as
 * a whole, but truncates and rewrites the attributes beside it just before; while they cannot be read it refuses every
 * command on the stack ("failed to load checkpoint: EOF"). It does without them where there are none, and writes them
 * anew with each state. Those of an update that is at work are its own business.
 */
export function attributesCutShort(stateFolder: string, stack: string | undefined): string[] {
  return filesBelow(path.join(stateFolder, "stacks")).filter((file) => {
    const [, owner] = /^(.+)\.json(?:\.gz|\.zst)?\.attrs$/.exec(path.basename(file)) ?? [];
    if (owner === undefined || (stack !== undefined && owner !== stack)) {
      return false;
    }
    return (
      !isJson(readFileSync(file, "utf8")) && !isAtWork(stateFolder, owner, path.basename(path.dirname(file)))
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
