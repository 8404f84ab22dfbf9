import { renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Problem } from "../../provider/cliApi";

/**
 * Writes a file, completely or not at all. An existing file is replaced, because a graph is written again when the
 * pipelines have changed.
 *
 * @throws Problem if the file cannot be written.
 */
export function writeOutput(file: string, text: string): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  try {
    // Synchronous, because a signal ends the process at once.
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new Problem(
      {
        what: `${file} cannot be written.`,
        details: [cause instanceof Error ? cause.message : String(cause)],
        advice: "Choose another file with --out.",
      },
      { cause },
    );
  }
}
