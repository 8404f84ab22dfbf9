import { globSync } from "node:fs";
import path from "node:path";
import { blocksOf, pageText } from "./page";

const docs = path.resolve(__dirname, "../../../docs");

/**
 * The pages with code, relative to `docs/`. Those in `docs/reference/` are generated from texts that other tests check; a
 * CHANGELOG describes commands that do not exist any more.
 */
export const pagesWithCode: readonly string[] = globSync(
  ["*.md", "../*.md", "../emulator/{,docs/}*.md", "../examples/*/*.md"],
  { cwd: docs },
)
  .map((page) => page.replaceAll("\\", "/"))
  .filter((page) => !page.endsWith("CHANGELOG.md") && pageText(page).includes("`"))
  .toSorted();

const commandSpan = /(?<!`)`((?:[A-Z_]+=\S+ )*(?:npx )?pulumi(?:-aep)? [^`]+)`(?!`)/g;

/** The commands of this package and of Pulumi that the text of a page names. */
export function commandSpansOf(page: string): string[] {
  const text = pageText(page).replaceAll(/^ *```.*?^ *```$/gms, "");
  return [...text.matchAll(commandSpan)].map(([, span = ""]) => span.replaceAll(/\s+/g, " "));
}

/** The shell blocks of a page as one script, because they can call functions of earlier ones. */
export function scriptOf(page: string): string {
  const blocks = blocksOf(page).filter(({ language }) => language === "sh");
  return blocks.map(({ text }) => text).join("\n");
}
