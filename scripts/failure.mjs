import { painted } from "./terminal.mjs";

/** A failure that its message explains completely: what is wrong, details, what to do. It is shown without a stack. */
export class Failure extends Error {}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs a script. For a Failure, its message is shown and the exit code is 1; any other error is a bug in the script and
 * keeps its stack.
 * @param {() => Promise<number | void>} script
 */
export async function runScript(script) {
  try {
    process.exitCode = (await script()) ?? 0;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    const [first = "", ...others] = error.message.split("\n");
    console.error(`\n${[painted("red", first, process.stderr), ...others].join("\n")}`);
    process.exitCode = 1;
  }
}
