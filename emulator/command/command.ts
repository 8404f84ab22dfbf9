import { type RunningEmulator, startEmulator } from "../index";
import { readCommandLine, usage } from "./commandLine";

/** The output of the command. */
export interface CommandOutput {
  log(line: string): void;
  error(line: string): void;
}

/**
 * Runs the emulator as a command.
 *
 * @returns the exit code if the command has ended, otherwise the running emulator.
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
    for (const note of emulator.notes) {
      output.error(`aep-emulator: ${note}`);
    }
    for (const line of readyLines(emulator)) {
      output.log(line);
    }
    return emulator;
  } catch (error) {
    output.error(`aep-emulator: ${messageOf(error)}`);
    return 1;
  }
}

/** An option that does not exist gets a pointer to the list of options; other messages name what is allowed. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const isUnreadable = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  return isUnreadable ? `${error.message}\nRun aep-emulator --help for the list of options.` : error.message;
}

/** The lines that the command prints when the emulator accepts requests; the last is the one that callers wait for. */
export function readyLines({ url, caFile }: RunningEmulator): string[] {
  return [...(caFile === undefined ? [] : [`ca ${caFile}`]), `ready ${url}`];
}
