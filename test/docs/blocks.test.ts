import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { languageChecks, pythonMistakes } from "../support/docs/blockChecks";
import { testedBlocks, unrunBlocks } from "../support/docs/blockTable";
import { followedPages } from "../support/docs/howTo";
import { blocksOf, pageText } from "../support/docs/page";
import { commandSpansOf, pagesWithCode, scriptOf } from "../support/docs/pages";
import { mistakeOf } from "../support/docs/programs";
import { commandsIn } from "../support/docs/shell";

const mistakesIn = (script: string, isComplete = true) =>
  commandsIn(script).flatMap((words) => mistakeOf(words, isComplete) ?? []);

const blocksOfAll = pagesWithCode.flatMap((page) => blocksOf(page));

test("there are pages with blocks in every known language", () => {
  expect(blocksOfAll.length).toBeGreaterThan(150);
  expect(new Set(blocksOfAll.map(({ language }) => language))).toEqual(new Set(Object.keys(languageChecks)));
});

test.each(pagesWithCode)("the blocks and commands of docs/%s are valid", async (page) => {
  const blocks = blocksOf(page);
  const fences = pageText(page).match(/^[ >]*(?:`{3,}|~{3,})/gm) ?? [];
  const comments = pageText(page).match(/^<!-- run$/gm) ?? [];
  expect(blocks).toHaveLength(fences.length / 2 + comments.length);
  for (const { language } of blocks) {
    expect(Object.keys(languageChecks)).toContain(language);
  }
  for (const [language, check] of Object.entries(languageChecks)) {
    const texts = blocks.filter((block) => block.language === language).map(({ text }) => text);
    expect(texts.length === 0 ? [] : await check(texts)).toEqual([]);
  }
  expect(mistakesIn(scriptOf(page))).toEqual([]);
  expect(commandSpansOf(page).flatMap((span) => mistakesIn(span, false))).toEqual([]);
});

/** Pages outside the guides whose outputs and changes are compared, by the tests that follow or run them. */
const comparedPages: readonly string[] = [
  "tutorial.md",
  ...["curl", "java", "python"].map((language) => `../emulator/docs/${language}.md`),
  ...followedPages.map(({ page }) => page),
];

test("every output and every change on a page is compared with a real one", () => {
  const alone = pagesWithCode.filter((page) => !comparedPages.includes(page));
  const places = alone.flatMap((page) =>
    blocksOf(page)
      .filter(({ language }) => language === "text" || language === "diff")
      .map(({ section }) => `${page}, ${section}`),
  );
  const tested = [...testedBlocks, ...unrunBlocks].map(({ page, section }) => `${page}, ${section}`);
  expect(places.length).toBeGreaterThan(3);
  expect(places.filter((place) => !tested.includes(place))).toEqual([]);
});

test("Python can read the programs in Python", async ({ skip }) => {
  try {
    execFileSync("python3", ["--version"]);
  } catch {
    return skip("python3 is not installed");
  }
  const programs = blocksOfAll.filter(({ language }) => language === "python").map(({ text }) => text);
  expect(programs.length).toBeGreaterThan(3);
  expect(await pythonMistakes(programs)).toBe("");
});

test.each([
  ["sh", "if true; then"],
  ["sh", "pulumi config set aep:clientId <client id> --stack dev"],
  ["json", "{,}"],
  ["yaml", "a: b: c"],
  ["yaml", "on: push\njobs:\n  a:\n    runs-on: x\n    stepps: []"],
  ["ts", "const a = ;"],
  ["js", "new PolicyPack("],
])("a block in %s is refused: %s", async (language, text) => {
  expect(await languageChecks[language]?.([text])).not.toEqual([]);
});

test.each([
  "npx pulumi-aep drift --jsn",
  "npx pulumi-aep runs list a b",
  "npx pulumi-aep lst",
  "npx aep-emulator --prt 8080",
  "npx create-react-app",
  "npm run dstroy",
  "npm instal x",
  "npm install --save-devv x",
  "plumi up",
])("a command is refused: %s", (script) => {
  expect(mistakesIn(script)).toHaveLength(1);
});
