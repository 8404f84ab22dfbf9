import path from "node:path";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { didYouMean, nearest, Problem } from "../provider/cliApi";
import { ownVersion } from "../provider/requirements";
import { type Command, Interrupted, interruptedExitCode, type Terminal } from "./command";
import { compareCommand } from "./compare";
import { doctor } from "./doctor";
import { drift } from "./drift";
import { emulator } from "./emulator";
import { exportCommand } from "./export";
import { graph } from "./graph";
import { importCommand } from "./import";
import { landingZone } from "./landingZone";
import { type GuardedContext, guarded, stackOf } from "./output";
import { recover } from "./recover";
import { runs } from "./runs";

/** Every command of `pulumi-aep`. */
export const commands: readonly Command[] = [
  compareCommand,
  doctor,
  drift,
  emulator,
  exportCommand,
  graph,
  importCommand,
  landingZone,
  recover,
  runs,
];

const helpWords: ReadonlySet<string> = new Set(["help", "--help", "-h"]);
const versionWords: ReadonlySet<string> = new Set(["--version", "-v"]);

/** Runs a command line and returns the exit code. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const context = guarded(terminal);
  const [word, ...rest] = args;
  if (word === undefined) {
    context.log(overview());
    return 1;
  }
  if (versionWords.has(word)) {
    context.log(ownVersion);
    return 0;
  }
  const isHelp = helpWords.has(word);
  const name = isHelp ? rest[0] : word;
  if (name === undefined) {
    context.log(overview());
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    context.error(noSuchCommand(name), "bad");
    return 1;
  }
  if (isHelp) {
    context.log(usageOf(command));
    return 0;
  }
  return runCommand(command, rest, context);
}

async function runCommand(command: Command, args: readonly string[], context: GuardedContext) {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(command, args);
  } catch (error) {
    context.error(`pulumi-aep ${command.name}: ${unreadableArguments(command, error)}`, "bad");
    return 1;
  }
  const { values, positionals } = parsed;
  if (values.help === true) {
    context.log(usageOf(command));
    return 0;
  }
  if (values.version === true) {
    context.log(ownVersion);
    return 0;
  }
  let isStopped = false;
  void context.stopped.then(() => {
    isStopped = true;
  });
  try {
    const run = () => command.run(values, context, command.positionals === undefined ? args : positionals);
    return await (command.runsUntilStopped === true
      ? run()
      : context.during(`pulumi-aep ${command.name}`, run));
  } catch (error) {
    // Any other error is a bug in this package: show it with its stack.
    const isExpected = error instanceof Problem || error instanceof Interrupted;
    context.error(`pulumi-aep ${command.name}: ${isExpected ? error.message : stackOf(error)}`, "bad");
    context.end();
    // Ctrl-C in a terminal also reaches Pulumi, so its failure can be a consequence.
    return isStopped || error instanceof Interrupted ? interruptedExitCode : 1;
  }
}

/** The options of every command. A command that passes its arguments on leaves the version to the other program. */
function optionsOf({ options, passesArgumentsOn = false }: Command): ParseArgsOptionsConfig {
  const help = { type: "boolean", short: "h" } as const;
  const version = { type: "boolean", short: "v" } as const;
  return { ...options, help, ...(passesArgumentsOn ? {} : { version }) };
}

function parse(command: Command, args: readonly string[]) {
  const { positionals = [], passesArgumentsOn = false } = command;
  const parsed = parseArgs({
    args: [...args],
    options: optionsOf(command),
    allowPositionals: passesArgumentsOn || positionals.length > 0,
    strict: !passesArgumentsOn,
  });
  const { help, version } = parsed.values;
  const isComplete = parsed.positionals.length === positionals.length;
  if (positionals.length > 0 && !isComplete && help !== true && version !== true) {
    const given = parsed.positionals.map((one) => JSON.stringify(one)).join(" ");
    throw new Error(
      `${positionals.join(" ")} ${positionals.length === 1 ? "is" : "are"} required, but ${given === "" ? "nothing" : given} is given.`,
    );
  }
  return parsed;
}

function noSuchCommand(name: string): string {
  const names = commands.map((command) => command.name);
  const what = name.startsWith("-")
    ? `pulumi-aep: there is no option ${name}; the options of a command follow its name.`
    : `pulumi-aep: there is no command ${name}.${didYouMean(nearest(name, names))}`;
  return `${what}\npulumi-aep --help lists the commands.`;
}

/** The message of `parseArgs` advises a spelling that no command accepts. */
function unreadableArguments(command: Command, error: unknown): string {
  const message = messageOf(error);
  const [, option] = /^Unknown option '(-[^']*)'/.exec(message) ?? [];
  const [, word] = /^Unexpected argument '([^']*)'/.exec(message) ?? [];
  const options = Object.keys(optionsOf(command)).map((name) => `--${name}`);
  const what =
    option !== undefined
      ? `there is no option ${option}.${didYouMean(nearest(option, options))}`
      : word !== undefined
        ? `the argument ${JSON.stringify(word)} belongs to no option.`
        : message;
  return `${what}\npulumi-aep ${command.name} --help shows the options.`;
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Usage: pulumi-aep COMMAND [options]",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "  -v, --version",
    "pulumi-aep help COMMAND, or pulumi-aep COMMAND --help, shows the options of a command.",
    documentationAt("README.md"),
  ].join("\n");
}

/** What the help about a command contains. */
export type HelpTexts = Pick<Command, "name" | "summary" | "usage" | "positionals">;

/** The text about a command that the reference has too. */
export function helpOf({ name, summary, usage, positionals = [] }: HelpTexts): string {
  return `Usage: pulumi-aep ${[name, ...positionals].join(" ")} [options]\n${summary}\n${usage}\n  -h, --help`;
}

function usageOf(command: Command): string {
  return `${helpOf(command)}\n${documentationAt(`${command.name}.md`)}`;
}

/** Where the copy of a page in the installed package is: it belongs to this version, and can be read offline. */
function documentationAt(page: string): string {
  return `Documentation: ${path.join(path.dirname(require.resolve("pulumi-aep/package.json")), "docs", page)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
