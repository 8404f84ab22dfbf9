import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { followedPages, pagesTestedElsewhere, programsOfPages } from "../support/docs/howTo";
import { blocksOf, pageText } from "../support/docs/page";

const repository = path.resolve(__dirname, "../..");

const [, guides = ""] = /^## How-to guides\n(.*?)^## /ms.exec(pageText("README.md")) ?? [];
const pages = [...guides.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, page = ""]) => page);

it("docs/README.md lists how-to guides", () => {
  expect(pages.length).toBeGreaterThan(15);
});

it.each(pages)("a test runs the how-to guide docs/%s", (page) => {
  const isFollowed = followedPages.some((followed) => followed.page === page);
  const isProgram = programsOfPages.some((program) => program.page === page);
  const elsewhere = pagesTestedElsewhere[page];
  expect([isFollowed, isProgram, elsewhere !== undefined].filter(Boolean)).toHaveLength(1);
  expect(elsewhere === undefined || existsSync(path.join(repository, elsewhere))).toBe(true);
});

it("every program of a how-to guide is run", () => {
  const run = new Set(
    programsOfPages.flatMap(({ page, blocks }) => blocks.map((block) => `${page} ${block}`)),
  );
  for (const page of new Set(programsOfPages.map((program) => program.page))) {
    const programs = blocksOf(page).filter(({ language }) => language === "ts");
    expect(programs.map((_, at) => `${page} ${at}`).filter((block) => !run.has(block))).toEqual([]);
  }
  const ofOthers = Object.keys(pagesTestedElsewhere).filter((page) =>
    blocksOf(page).some(({ language }) => language === "ts"),
  );
  expect(ofOthers).toEqual([]);
});
