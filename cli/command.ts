import type { ParseArgsOptionsConfig, parseArgs } from "node:util";
import type { Tone } from "./colours";
import type { LiveLine } from "./progress";

/** External dependencies of a command, replaceable in tests. */
export interface CommandContext {
  readonly environment: NodeJS.ProcessEnv;
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** Writes a line of the result. A tone colours it where colours are shown. */
  log(line: string, tone?: Tone): void;
  /** Writes a line about an error or about progress. A tone colours it where colours are shown. */
  error(line: string, tone?: Tone): void;
  /** Sets what the command is doing, such as "reading flows: 20 of 100". It is shown if nothing else is for some seconds. */
  doing(activity: string): void;
  /** Writes the result as one JSON document. */
  json(value: object): void;
  /** From now on, no output contains these values, which are read again for each line. */
  hide(secrets: () => readonly string[]): void;
  /** The values that no output contains, for texts that a command writes to a file. */
  hidden(): readonly string[];
  /** Asks the user to confirm; `undefined` without a terminal. Throws {@link Interrupted} on Ctrl-C or a signal. */
  confirm(question: string): Promise<boolean | undefined>;
  /** Resolves when the command has to end: on Ctrl-C or a signal. */
  readonly stopped: Promise<void>;
}

/** Exit code of an interrupted command: 128 and the number of SIGINT, as shells expect after Ctrl-C. */
export const interruptedExitCode = 130;

/** The user interrupted the command before it wrote anything. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("interrupted, so nothing was written.");
  }
}

/**
 * Waits for work that only reads.
 *
 * @throws Interrupted on Ctrl-C or a signal, without waiting for the work.
 */
export function unlessStopped<Value>(
  { stopped }: Pick<CommandContext, "stopped">,
  work: Promise<Value>,
): Promise<Value> {
  const interruption = stopped.then((): never => {
    throw new Interrupted();
  });
  return Promise.race([work, interruption]);
}

/** Runs work with open connections, and closes them when it ends; on Ctrl-C or a signal without waiting for requests. */
export async function closing<Value>(
  { stopped }: Pick<CommandContext, "stopped">,
  opened: readonly { close(): Promise<void> }[],
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } finally {
    // An interrupted read leaves requests under way, which may take long.
    await Promise.race([Promise.all(opened.map((one) => one.close())), stopped]);
  }
}

/** What a command is started with. All its output passes through `cli/output.ts`, which adds the rest of its context. */
export interface Terminal
  extends Omit<CommandContext, "json" | "hide" | "hidden" | "doing" | "log" | "error"> {
  /** Writes a line to standard output. */
  log(line: string): void;
  /** Writes a line to standard error. */
  error(line: string): void;
  /** Which of the two shows colours. Default: none. */
  readonly colours?: { readonly log: boolean; readonly error: boolean };
  /** The last line of the terminal, if progress can replace it. Default: progress is written in lines. */
  readonly live?: LiveLine | undefined;
}

/** The values of a command's options as `parseArgs` returns them. */
export type OptionValues<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>["values"];

/** One command of `pulumi-aep`. */
export interface Command<Options extends ParseArgsOptionsConfig = ParseArgsOptionsConfig> {
  /** Name on the command line. */
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** Help text below the summary: the options, each with its meaning and default. */
  readonly usage: string;
  /** Options for `parseArgs`. Every command also has `--help`. */
  readonly options: Options;
  /** Names of the arguments that are no options, all of them required. Default: none. */
  readonly positionals?: readonly string[];
  /** True if another program reads the arguments: then only `--help` is read here, and options are not checked. */
  readonly passesArgumentsOn?: boolean;
  /** True if the command runs until it is stopped, so that silence is normal. Default: progress is shown. */
  readonly runsUntilStopped?: boolean;
  /**
   * Runs the command and returns the exit code. The message of a thrown `Problem` is shown. `args` are the raw
   * arguments, or those that are no options if the command has `positionals`.
   */
  run(values: OptionValues<Options>, context: CommandContext, args: readonly string[]): Promise<number>;
}

/** Defines a command, so that `run` knows the types of its options. */
export function command<const Options extends ParseArgsOptionsConfig>(definition: Command<Options>): Command {
  return {
    ...definition,
    run: (values, context, args) => definition.run(values as OptionValues<Options>, context, args),
  };
}
