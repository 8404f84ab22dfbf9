import { globSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { pageText } from "../support/docs/page";

const folder = path.resolve(__dirname, "../../docs");

/** The pages that docs/README.md links to, by the purpose above the link. */
function pagesByPurpose(): Map<string, string[]> {
  const sections = pageText("README.md").split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [heading = ""] = section.split("\n");
      return [heading, [...section.matchAll(/\]\(([\w-]+\.md)/g)].map(([, page = ""]) => page)];
    }),
  );
}

it("docs/README.md sorts pages by purpose, and a page has one purpose", () => {
  const purposes = pagesByPurpose();
  const { Commands: commands = [], ...others } = Object.fromEntries(purposes);
  expect(Object.keys(others)).toEqual([
    "Tutorial",
    "How-to guides",
    "Reference",
    "Explanation",
    "Contributors",
  ]);
  const sorted = Object.values(others).flat();
  expect(sorted.filter((page, at) => sorted.indexOf(page) !== at)).toEqual([]);
  const all = globSync("*.md", { cwd: folder }).filter((page) => page !== "README.md");
  expect([...new Set([...sorted, ...commands])].toSorted()).toEqual(all.toSorted());
});
