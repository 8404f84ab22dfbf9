import { type RunningEmulator, startEmulator } from "../index";
import { readCommandLine, usage } from "./commandLine";

/** Where a command writes. */
export interface CommandOutput {
  log(line: string): void;
  error(line: string): void;
}

/**
 * Runs the emulator as a command.
 *
 * @returns the exit code if it has ended already, else the emulator.
 */
export async function runCommand(
  args: readonly string[],
  output: CommandOutput,
): Promise<number | RunningEmulator> {
  try {
    const options = readCommandLine(args);
    if (options === undefined) {
      output.log(usage);
      return 0;
    }
    const emulator = await startEmulator(options);
    for (const line of readyLines(emulator)) {
      output.log(line);
    }
    return emulator;
  } catch (error) {
    output.error(`aep-emulator: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/** What the command says once the emulator accepts; the line that others wait for comes last. */
export function readyLines({ url, caFile }: RunningEmulator): string[] {
  return [...(caFile === undefined ? [] : [`ca ${caFile}`]), `ready ${url}`];
}
