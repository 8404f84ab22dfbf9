/** A failure whose whole story is its message: what is wrong, details, what to do. It is shown without a stack. */
export class Failure extends Error {}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs a script. A Failure becomes its message and exit code 1; anything else is a mistake in the script itself
 * and keeps its stack.
 * @param {() => Promise<number | void>} script
 */
export async function runScript(script) {
  try {
    process.exitCode = (await script()) ?? 0;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
