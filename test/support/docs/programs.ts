import { parseArgs } from "node:util";
import { commands } from "../../../cli";
import { readCommandLine } from "../../../emulator/command/commandLine";

const manifest: { readonly scripts: Readonly<Record<string, string>> } = require("../../../package.json");

/** What is wrong with the arguments of a program; undefined if nothing is. A text can name a command without arguments. */
type Check = (args: readonly string[], isComplete: boolean) => string | undefined;

const fine: Check = () => undefined;

/** Programs that are no part of this repository: only their names are checked here. */
const otherPrograms = [
  // An engine test checks Pulumi's commands and options, because this table would need the engine.
  "pulumi",
  ...["az", "bash", "cat", "chmod", "curl", "cut", "docker", "dot", "gh", "grep", "java", "jq", "keytool"],
  ...["mkdir", "node", "ps", "python3", "rm", "sed", "tail", "wc"],
  // Builtins of bash.
  ...["[", "cd", "echo", "exit", "export", "set", "sleep", "trap", "true"],
];

/** The subcommands of npm that documentation uses, and the options of each. */
const npmCommands: Readonly<Record<string, readonly string[]>> = {
  init: ["-y"],
  install: ["--save-dev", "--no-save"],
  pack: [],
  ci: [],
};

/** Programs of packages that this repository installs. */
const npxPrograms: ReadonlySet<string> = new Set(["tsc"]);

/** The programs that a block may run, with the check of their arguments. */
export const programs: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...otherPrograms.map((name) => [name, fine] as const),
  ["pulumi-aep", mistakeOfAep],
  ["aep-emulator", mistakeOfEmulator],
  ["node_modules/.bin/aep-emulator", mistakeOfEmulator],
  ["npm", mistakeOfNpm],
  ["npx", mistakeOfNpx],
]);

/**
 * What is wrong with a command of a page; undefined if nothing is.
 *
 * @param isComplete - whether a reader can run it, which is not so where a text only names it.
 */
export function mistakeOf([program, ...args]: readonly string[], isComplete = true): string | undefined {
  const check = programs.get(program ?? "");
  const mistake = check === undefined ? `${program} is no known program` : check(args, isComplete);
  return mistake === undefined ? undefined : `${[program, ...args].join(" ")}: ${mistake}`;
}

function mistakeOfNpx([program = "", ...args]: readonly string[], isComplete: boolean): string | undefined {
  const isOwn = program === "pulumi-aep" || program === "aep-emulator";
  if (isOwn) {
    return programs.get(program)?.(args, isComplete);
  }
  return npxPrograms.has(program) ? undefined : "npx would download this program";
}

/** The options are read as the command reads them, and its arguments are counted. */
function mistakeOfAep([name, ...args]: readonly string[], isComplete: boolean): string | undefined {
  const found = commands.find((candidate) => candidate.name === name);
  if (found === undefined) {
    return "there is no such command";
  }
  if (found.passesArgumentsOn === true) {
    return mistakeOfEmulator(args);
  }
  const { options, positionals = [] } = found;
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true });
    const { length } = parsed.positionals;
    return length > positionals.length || (isComplete && length < positionals.length)
      ? `the arguments are ${positionals.join(" ") || "none"}`
      : undefined;
  } catch (error) {
    return String(error);
  }
}

function mistakeOfEmulator(args: readonly string[]): string | undefined {
  try {
    readCommandLine(args);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function mistakeOfNpm([name = "", ...args]: readonly string[]): string | undefined {
  const script = name === "run" ? args[0] : name;
  const known = npmCommands[name];
  if (known !== undefined) {
    const unknown = args.filter((arg) => arg.startsWith("-") && !known.includes(arg));
    return unknown.length === 0 ? undefined : `npm ${name} has no option ${unknown.join(", ")} here`;
  }
  return script !== undefined && Object.hasOwn(manifest.scripts, script)
    ? undefined
    : `package.json has no script ${script}`;
}
