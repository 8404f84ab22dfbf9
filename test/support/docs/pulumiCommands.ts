import { execFile } from "node:child_process";
import { promisify } from "node:util";

interface PulumiCommand {
  readonly subcommands: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly options: ReadonlySet<string>;
  /** The options that take the next word as their value. */
  readonly withValue: ReadonlySet<string>;
}

/** The options of every command, which the completion leaves out. */
const everywhere = ["--help", "-h"];

/**
 * The commands and options of the installed Pulumi. They are read from its completion for shells, which lists all of them at
 * once and does not load a language or a plugin.
 */
export class PulumiCommands {
  readonly #commands: ReadonlyMap<string, PulumiCommand>;

  private constructor(commands: ReadonlyMap<string, PulumiCommand>) {
    this.#commands = commands;
  }

  /** Reads those of the Pulumi in the PATH. */
  static async read(): Promise<PulumiCommands> {
    const { stdout } = await promisify(execFile)("pulumi", ["gen-completion", "bash"], {
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      maxBuffer: 1 << 24,
    });
    const functions = stdout.matchAll(/^ +last_command="(?<name>pulumi[^"]*)"\n(?<body>.*?)^\}$/gms);
    return new PulumiCommands(
      new Map([...functions].map(({ groups = {} }) => [groups.name ?? "", commandIn(groups.body ?? "")])),
    );
  }

  /** What is wrong with the arguments of `pulumi`; undefined if nothing is. */
  mistakeOf(args: readonly string[]): string | undefined {
    let name = "pulumi";
    const given: string[] = [];
    for (let at = 0; at < args.length; at += 1) {
      const arg = args[at] ?? "";
      const command = this.#commands.get(name);
      if (/^--?[a-zA-Z]/.test(arg)) {
        const [option = ""] = arg.split("=");
        given.push(option);
        at += command?.withValue.has(arg) === true ? 1 : 0;
      } else if (command !== undefined && command.subcommands.size > 0) {
        const word = command.aliases.get(arg) ?? arg;
        if (!command.subcommands.has(word)) {
          return `pulumi ${args.join(" ")}: ${name.replaceAll("_", " ")} has no command ${arg}`;
        }
        name = `${name}_${word}`;
      }
    }
    const known = this.#commands.get(name)?.options;
    const unknown = given.filter((option) => known?.has(option) !== true && !everywhere.includes(option));
    return unknown.length === 0 ? undefined : `pulumi ${args.join(" ")}: no option ${unknown.join(", ")}`;
  }
}

function commandIn(body: string): PulumiCommand {
  const all = (pattern: RegExp) => [...body.matchAll(pattern)].map(([, name = ""]) => name);
  const withValue = all(/^ +two_word_flags\+=\("([^"]+)"\)$/gm);
  return {
    subcommands: new Set(all(/^ +commands\+=\("([^"]+)"\)$/gm)),
    aliases: new Map(
      [...body.matchAll(/^ +aliashash\["([^"]+)"\]="([^"]+)"$/gm)].map(([, alias = "", name = ""]) => [
        alias,
        name,
      ]),
    ),
    options: new Set([...all(/^ +flags\+=\("([^"=]+)=?"\)$/gm), ...withValue]),
    withValue: new Set(withValue),
  };
}
