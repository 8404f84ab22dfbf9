import { styleText } from "node:util";

/** What a line means, which decides its colour. */
export type Tone = "good" | "warning" | "bad" | "title" | "quiet";

const formats = { good: "green", warning: "yellow", bad: "red", title: "bold", quiet: "dim" } as const;

/** A stream that may be a terminal. */
export interface MaybeTerminal {
  readonly isTTY?: boolean;
  hasColors?(environment: object): boolean;
}

/**
 * Whether texts on a stream are coloured: on a terminal, unless `NO_COLOR` or `TERM=dumb` is set. `FORCE_COLOR` decides
 * first, with the values that Node.js documents: 0 is no colour.
 */
export function showsColours(stream: MaybeTerminal, environment: NodeJS.ProcessEnv): boolean {
  const { FORCE_COLOR: forced } = environment;
  if (forced !== undefined) {
    return ["", "1", "true", "2", "3"].includes(forced);
  }
  return stream.isTTY === true && stream.hasColors?.(environment) === true;
}

/**
 * Colours a text that is already safe to show: a title completely, any other text up to its first colon or gap, because
 * coloured sentences are hard to read.
 */
export function painted(text: string, tone: Tone): string {
  const [first = ""] = text.split("\n", 1);
  const end = tone === "title" ? first.length : first.search(/:\s| {2}|$/);
  return styleText(formats[tone], text.slice(0, end), { validateStream: false }) + text.slice(end);
}
