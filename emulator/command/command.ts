import { type RunningEmulator, startEmulator } from "../index";
import { readCommandLine, usage } from "./commandLine";
import { suggestion } from "./nearest";
import { commandOptions } from "./optionTable";

const { version }: { version: string } = require("aep-emulator/package.json");

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
    if (options === "help" || options === "version") {
      output.log(options === "help" ? usage : version);
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

/** The message of `parseArgs` advises a spelling that the command does not accept; other messages name what is allowed. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  if (!("code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))) {
    return error.message;
  }
  const [, option] = /^Unknown option '(-[^']*)'/.exec(error.message) ?? [];
  const [, word] = /^Unexpected argument '([^']*)'/.exec(error.message) ?? [];
  const names = [...Object.keys(commandOptions), "help", "version"].map((name) => `--${name}`);
  const what =
    option !== undefined
      ? `there is no option ${option}.${suggestion(option, names)}`
      : word !== undefined
        ? `the argument ${JSON.stringify(word)} belongs to no option.`
        : error.message;
  return `${what}\naep-emulator --help shows the options.`;
}

/** The lines that the command prints when the emulator accepts requests; the last is the one that callers wait for. */
export function readyLines({ url, caFile }: RunningEmulator): string[] {
  return [...(caFile === undefined ? [] : [`ca ${caFile}`]), `ready ${url}`];
}
