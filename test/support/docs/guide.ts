import { blocksOf, type PageBlock } from "./page";

/**
 * A block of a page in `docs/`, which a test runs or compares. `test/support/docs/howTo.ts` lists these blocks with their
 * tests.
 *
 * @param section - the heading above it
 * @param at - its number below this heading, from 0
 */
export function blockOf(page: string, section: string, at = 0): PageBlock {
  const block = blocksOf(page).filter((one) => one.section === section)[at];
  if (block === undefined) {
    throw new Error(`docs/${page} has no block ${at} below "${section}".`);
  }
  return block;
}

/** A text of a page with what a reader writes in place of some parts; all of these parts must occur. */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((rest, [part, value]) => {
    if (!rest.includes(part)) {
      throw new Error(`"${part}" is not in:\n${text}`);
    }
    return rest.replaceAll(part, value);
  }, text);
}
