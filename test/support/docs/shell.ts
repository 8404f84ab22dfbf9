/** A command of a shell script: the program and its arguments, without quotes, assignments and redirections. */
export type ShellCommand = readonly [program: string, ...args: string[]];

/** Words after which a command begins. */
const keywords: ReadonlySet<string> = new Set(
  "if then elif else fi do done while until esac ! { } time".split(" "),
);
const assignment = /^\w+\+?=/;

/** A word that is being read. */
interface Word {
  text: string;
  isQuoted: boolean;
}

/**
 * Reads scripts as documentation contains them: commands in lists, pipes, substitutions, functions, loops and `case`.
 * It reads neither arithmetic nor arrays.
 */
class ScriptReader {
  readonly commands: ShellCommand[] = [];
  readonly #functions = new Set<string>();
  readonly #script: string;
  #at = 0;
  #command: string[] = [];
  #word: Word | undefined;
  #endsOfHereDocuments: string[] = [];

  constructor(script: string) {
    this.#script = script.replaceAll("\\\n", " ");
  }

  /** Reads to the end of the script, or of a substitution. */
  read(isSubstitution = false): void {
    for (; this.#at < this.#script.length; this.#at += 1) {
      const character = this.#script[this.#at] ?? "";
      if (isSubstitution && character === ")") {
        break;
      }
      this.#take(character);
    }
    this.#endCommand();
  }

  /** The commands without calls of functions that the script defines. */
  get ofPrograms(): ShellCommand[] {
    return this.commands.filter(([program]) => !this.#functions.has(program));
  }

  #take(character: string): void {
    if (character === "'") {
      const end = this.#script.indexOf("'", this.#at + 1);
      this.#add(this.#script.slice(this.#at + 1, end), true);
      this.#at = end;
    } else if (character === '"') {
      this.#readQuoted();
    } else if (character === "$") {
      this.#readExpansion();
    } else if (character === "\\") {
      this.#at += 1;
      this.#add(this.#script[this.#at] ?? "", true);
    } else if (character === "#" && this.#word === undefined) {
      this.#at = lineEnd(this.#script, this.#at) - 1;
    } else if (character === "<" || character === ">") {
      this.#readRedirection();
    } else if (character === "(" || character === ")") {
      this.#takeParenthesis(character);
    } else if (/[;&|]/.test(character)) {
      this.#endCommand();
    } else if (character === "\n") {
      this.#endCommand();
      this.#skipHereDocuments();
    } else if (/\s/.test(character)) {
      this.#endWord();
    } else {
      this.#add(character, false);
    }
  }

  #readQuoted(): void {
    this.#add("", true);
    for (this.#at += 1; this.#script[this.#at] !== '"'; this.#at += 1) {
      const character = this.#script[this.#at];
      if (character === undefined) {
        throw new Error(`A quote does not end:\n${this.#script}`);
      }
      if (character === "$") {
        this.#readExpansion();
      } else if (character === "\\") {
        this.#at += 1;
        this.#add(this.#script[this.#at] ?? "", true);
      } else {
        this.#add(character, true);
      }
    }
  }

  /** `$(…)` contains commands; any other expansion is part of a word. */
  #readExpansion(): void {
    const next = this.#script[this.#at + 1];
    if (next === "(") {
      const outer = { command: this.#command, word: this.#word };
      this.#command = [];
      this.#word = undefined;
      this.#at += 2;
      this.read(true);
      this.#command = outer.command;
      this.#word = outer.word;
      this.#add("$()", true);
    } else if (next === "{") {
      const end = this.#script.indexOf("}", this.#at);
      this.#add(this.#script.slice(this.#at, end + 1), true);
      this.#at = end;
    } else {
      this.#add("$", true);
    }
  }

  /** The target of a redirection is no argument. Here-documents follow the line. */
  #readRedirection(): void {
    if (/^\d+$/.test(this.#word?.text ?? "")) {
      this.#word = undefined;
    }
    this.#endWord();
    const rest = this.#script.slice(this.#at);
    const [operator = "", word = ""] =
      /^(?:<<-?|[<>]{1,3}&?)\s*("[^"]*"|'[^']*'|[^\s;&|()]*)/.exec(rest) ?? [];
    if (operator.startsWith("<<") && !operator.startsWith("<<<")) {
      this.#endsOfHereDocuments.push(word.replaceAll(/['"]/g, ""));
    }
    this.#at += operator.length - 1;
  }

  #skipHereDocuments(): void {
    for (const end of this.#endsOfHereDocuments) {
      const last = new RegExp(`^\\s*${end}$`, "m").exec(this.#script.slice(this.#at));
      this.#at += (last?.index ?? 0) + (last?.[0].length ?? 0);
    }
    this.#endsOfHereDocuments = [];
  }

  /** A group, the definition of a function, or the end of a pattern of `case`. */
  #takeParenthesis(character: string): void {
    if (character === "(") {
      const name = this.#word?.text;
      if (name !== undefined && this.#script[this.#at + 1] === ")") {
        this.#functions.add(name);
        this.#word = undefined;
        this.#at += 1;
        return;
      }
      this.#endCommand();
    } else if (/^[^\n(]*\)/.test(this.#script.slice(lineStart(this.#script, this.#at)))) {
      this.#word = undefined;
      this.#command = [];
    } else {
      this.#endCommand();
    }
  }

  #add(text: string, isQuoted: boolean): void {
    this.#word ??= { text: "", isQuoted: false };
    this.#word.text += text;
    this.#word.isQuoted ||= isQuoted;
  }

  #endWord(): void {
    const word = this.#word;
    this.#word = undefined;
    if (word === undefined) {
      return;
    }
    const isFirst = this.#command.length === 0;
    if (isFirst && ((!word.isQuoted && keywords.has(word.text)) || assignment.test(word.text))) {
      return;
    }
    this.#command.push(word.text);
  }

  #endCommand(): void {
    this.#endWord();
    const [program, ...args] = this.#command;
    this.#command = [];
    // The words after these two are values.
    if (program !== undefined && program !== "for" && program !== "case") {
      this.commands.push([program, ...args]);
    }
  }
}

const lineStart = (text: string, at: number) => text.lastIndexOf("\n", at - 1) + 1;

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The commands of a shell script, those in substitutions included, without calls of functions that it defines. */
export function commandsIn(script: string): ShellCommand[] {
  const reader = new ScriptReader(script);
  reader.read();
  return reader.ofPrograms;
}
