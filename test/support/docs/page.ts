import { readFileSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(__dirname, "../../../docs");

/** A fenced block of a page in `docs/`. */
export interface PageBlock {
  readonly language: string;
  readonly text: string;
  /** The heading above it. */
  readonly section: string;
  /** The last file that the text above the block names in backticks, such as `index.ts`; undefined without one. */
  readonly file?: string;
}

/** The text of a page in `docs/`. */
export function pageText(page: string): string {
  return readFileSync(path.join(folder, page), "utf8");
}

const parts = [
  /^#+ (?<heading>[^\n]+)$/,
  /^(?<indent> *)```(?<language>\w*)\n(?<body>.*?)^\k<indent>```$/,
  /`(?<file>[\w-]+\.(?:ts|js|py|sh|yaml|yml|json))`/,
];
const anyPart = new RegExp(parts.map(({ source }) => source).join("|"), "gms");

/** The blocks of a page in `docs/`, in their order. Blocks in lists are indented. */
export function blocksOf(page: string): PageBlock[] {
  const blocks: PageBlock[] = [];
  let section = "";
  let file: string | undefined;
  for (const { groups = {} } of pageText(page).matchAll(anyPart)) {
    const { heading, indent = "", language = "", body, file: named } = groups;
    if (heading !== undefined) {
      section = heading;
    } else if (named !== undefined) {
      file = named;
    } else {
      const text = (body ?? "").replaceAll(new RegExp(`^${indent}`, "gm"), "");
      blocks.push({ language, text, section, ...(file === undefined ? {} : { file }) });
    }
  }
  return blocks;
}
