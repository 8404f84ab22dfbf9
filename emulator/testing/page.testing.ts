import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCommandLine } from "../command/commandLine";
import type { EmulatorOptions } from "../index";

/** A fenced block of a Markdown page. */
export interface Block {
  language: string;
  text: string;
  /** The heading above it. */
  section: string;
}

/** The blocks of a page of this package, in their order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(__dirname, "..", page), "utf8");
  let section = "";
  const blocks: Block[] = [];
  for (const [, heading, language, body] of text.matchAll(/^#+ ([^\n]+)$|^```(\w*)\n(.*?)^```$/gms)) {
    if (heading === undefined) {
      blocks.push({ language: language ?? "", text: body ?? "", section });
    } else {
      section = heading;
    }
  }
  return blocks;
}

/** The commands that only a reader runs: those that install packages, and those that start a program of the reader. */
const readersOwn = /^(?:npm install|docker|NODE_EXTRA_CA_CERTS=)/;
const startsEmulator = /^npx aep-emulator\b(?<options>.*)$/;

/** Whether a block is a script that a test can run as it is. */
export function isScript({ language, text }: Block): boolean {
  return (
    language === "sh" && !text.split("\n").some((line) => readersOwn.test(line) || startsEmulator.test(line))
  );
}

/** The options of each emulator that the blocks of a page start, as the command reads them. */
export function startsIn(blocks: readonly Block[]): EmulatorOptions[] {
  return blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.split("\n"))
    .map((line) => startsEmulator.exec(line)?.groups?.options)
    .filter((options) => options !== undefined)
    .map((options) => {
      const read = readCommandLine(options.replace(/#.*/, "").split(" ").filter(Boolean));
      if (typeof read === "string") {
        throw new Error(`${options} starts no emulator`);
      }
      return read;
    });
}
