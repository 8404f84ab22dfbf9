import type { Graph } from "../graph";
import { dot } from "./dot";
import { html } from "./html";
import { mermaid } from "./mermaid";

/** A format of the output. */
export interface Format {
  /** Writes a graph in the format. The text ends with a line break. */
  write(graph: Graph): string;
  /** How the names of such files end. */
  readonly extensions: readonly string[];
}

/** Every format, by the value of `--format`. */
export const formats = {
  mermaid: { write: mermaid, extensions: [".mmd", ".mermaid"] },
  dot: { write: dot, extensions: [".dot", ".gv"] },
  html: { write: html, extensions: [".html", ".htm"] },
} as const satisfies Readonly<Record<string, Format>>;

/** Name of a format. */
export type FormatName = keyof typeof formats;
