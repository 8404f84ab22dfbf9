import type { ParseArgsOptionsConfig, parseArgs } from "node:util";

/** What the outside world is to a command; tests put their own parts in. */
export interface CommandContext {
  readonly environment: NodeJS.ProcessEnv;
  /** Folder that relative paths are meant for. */
  readonly folder: string;
  /** Writes a line of what the user asked for. */
  log(line: string): void;
  /** Writes a line of what went wrong or is going on. */
  error(line: string): void;
  /** Asks the user, or gives `undefined` where nobody can be asked. */
  confirm(question: string): Promise<boolean | undefined>;
  /** Resolves when the command shall end, by Ctrl-C or a signal. */
  readonly stopped: Promise<void>;
}

/** The values of a command's options as `parseArgs` gives them. */
export type OptionValues<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>["values"];

/** One command of `pulumi-aep`. */
export interface Command<Options extends ParseArgsOptionsConfig = ParseArgsOptionsConfig> {
  /** As it is typed. */
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** How it is used, without the first line: its options, each with its meaning and default. */
  readonly usage: string;
  /** Its options, for `parseArgs`. Each command has `--help` besides. */
  readonly options: Options;
  /** True if another program reads the arguments: then only `--help` is read here, and options are not checked. */
  readonly passesArgumentsOn?: boolean;
  /** Does it and gives the exit code. A `Problem` thrown is shown as its message. `args` is what `values` was read from. */
  run(values: OptionValues<Options>, context: CommandContext, args: readonly string[]): Promise<number>;
}

/** Makes a command, so that `run` knows the types of its options. */
export function command<const Options extends ParseArgsOptionsConfig>(definition: Command<Options>): Command {
  return {
    ...definition,
    run: (values, context, args) => definition.run(values as OptionValues<Options>, context, args),
  };
}
