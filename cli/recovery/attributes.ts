import { readFileSync } from "node:fs";
import path from "node:path";
import { filesBelow } from "./stateFolder";

/**
 * The files of attributes (`STACK.json.attrs`) that a kill cut short. Pulumi replaces a state as a whole, but truncates
 * and rewrites the attributes beside it just before; while they cannot be read it refuses every command on the stack
 * ("failed to load checkpoint: EOF"). It does without them where there are none, and writes them anew with each state.
 */
export function attributesCutShort(stateFolder: string): string[] {
  return filesBelow(path.join(stateFolder, "stacks")).filter(
    (file) => file.endsWith(".attrs") && !isJson(readFileSync(file, "utf8")),
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
