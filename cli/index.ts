import { parseArgs } from "node:util";
import { Problem } from "../provider/cliApi";
import type { Command, CommandContext, Terminal } from "./command";
import { doctor } from "./doctor";
import { drift } from "./drift";
import { emulator } from "./emulator";
import { exportCommand } from "./export";
import { guarded, stackOf } from "./output";
import { recover } from "./recover";

/** Every command of `pulumi-aep`. */
export const commands: readonly Command[] = [doctor, drift, emulator, exportCommand, recover];

/** Runs a command line and returns the exit code. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const context = guarded(terminal);
  const [name, ...rest] = args;
  if (name === "--version") {
    context.log(version());
    return 0;
  }
  if (name === undefined || name === "--help" || name === "help") {
    context.log(overview());
    return name === undefined ? 1 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    context.error(`pulumi-aep: there is no command ${name}.\n\n${overview()}`);
    return 1;
  }
  return runCommand(command, rest, context);
}

async function runCommand(command: Command, args: readonly string[], context: CommandContext) {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(command, args);
  } catch (error) {
    context.error(`pulumi-aep ${command.name}: ${messageOf(error)}\n\n${usageOf(command)}`);
    return 1;
  }
  if (values.help === true) {
    context.log(usageOf(command));
    return 0;
  }
  try {
    return await command.run(values, context, args);
  } catch (error) {
    // Any other error is a bug in this package: show it with its stack.
    context.error(`pulumi-aep ${command.name}: ${error instanceof Problem ? error.message : stackOf(error)}`);
    return 1;
  }
}

function parse({ options, passesArgumentsOn = false }: Command, args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: { ...options, help: { type: "boolean" } },
    strict: !passesArgumentsOn,
  }).values;
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Usage: pulumi-aep COMMAND [options]",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "  --version",
    "pulumi-aep COMMAND --help shows the options of a command.",
  ].join("\n");
}

function usageOf({ name, summary, usage }: Command): string {
  return `Usage: pulumi-aep ${name} [options]\n${summary}\n${usage}\n  --help`;
}

function version(): string {
  const manifest: { version: string } = require("pulumi-aep/package.json");
  return manifest.version;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
