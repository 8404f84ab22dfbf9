import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { repeatedBlocks, testedBlocks, unrunBlocks } from "../support/docs/blockTable";
import { blockOf } from "../support/docs/guide";
import { followedPages, programsOfPages } from "../support/docs/howTo";
import { blocksOf, pageText } from "../support/docs/page";
import { scriptOf } from "../support/docs/pages";
import { commandsIn } from "../support/docs/shell";

const repository = path.resolve(__dirname, "../..");

/** The pages that docs/README.md links to below a heading. */
function pagesBelow(heading: string): string[] {
  const [, section = ""] = new RegExp(`^## ${heading}\n(.*?)^## `, "ms").exec(pageText("README.md")) ?? [];
  return [...section.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, page = ""]) => page);
}

const pages = [...new Set([...pagesBelow("How-to guides"), ...pagesBelow("Commands")])];

it("docs/README.md lists how-to guides and commands", () => {
  expect(pages).toEqual(expect.arrayContaining(["export.md", "recover.md", "runs.md"]));
  expect(pages.length).toBeGreaterThan(25);
});

interface Place {
  readonly page: string;
  readonly section: string;
  readonly at?: number;
}

const textOf = ({ page, section, at = 0 }: Place) => `${page}, ${section}, ${at}`;

/** The blocks of a page, each with its number below its heading. */
function placesOf(page: string): Place[] {
  const counts = new Map<string, number>();
  return blocksOf(page).map(({ section }) => {
    const at = counts.get(section) ?? 0;
    counts.set(section, at + 1);
    return { page, section, at };
  });
}

/** The blocks that `howToPrograms.test.ts` runs. */
function ranAsPrograms(page: string): string[] {
  const places = placesOf(page).filter(({ section, at }) => blockOf(page, section, at).language === "ts");
  return programsOfPages
    .filter((program) => program.page === page)
    .flatMap(({ blocks, deletedBy }) => [
      ...blocks.flatMap((block) => places[block] ?? []),
      ...(deletedBy === undefined ? [] : [{ page, section: deletedBy }]),
    ])
    .map(textOf);
}

it.each(pages)("each block of docs/%s is run by a test, or the table says why not", (page) => {
  const isFollowed = followedPages.some((followed) => followed.page === page);
  const places = placesOf(page).map(textOf);
  const inTables = [...testedBlocks, ...unrunBlocks, ...repeatedBlocks].filter((row) => row.page === page);
  const known = [...(isFollowed ? places : []), ...new Set(ranAsPrograms(page)), ...inTables.map(textOf)];
  expect(known.toSorted()).toEqual(places.toSorted());
});

describe.each(testedBlocks)("the block of docs/$page below $section", ({ test, ...place }) => {
  it(`is taken from the page by ${test}`, () => {
    const { page, section, at } = place;
    expect(blockOf(page, section, at).text).not.toBe("");
    const text = readFileSync(path.join(repository, test), "utf8");
    expect(text).toContain(`"${page}"`);
    expect(text).toContain(`"${section}"`);
  });
});

it.each(repeatedBlocks)(
  "the commands of docs/$page below $section are those of docs/$of",
  ({ of, ...place }) => {
    const own = commandsIn(blockOf(place.page, place.section, place.at).text);
    expect(own.length).toBeGreaterThan(0);
    expect(commandsIn(scriptOf(of))).toEqual(expect.arrayContaining(own));
  },
);
