import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { parsedDiagram } from "../support/graph/mermaidParser";

const checkout = path.resolve(__dirname, "../..");
const pages = globSync(["*.md", "docs/**/*.md", "emulator/*.md", "emulator/docs/*.md", "examples/*/*.md"], {
  cwd: checkout,
}).map((page) => page.replaceAll("\\", "/"));

/** Mermaid blocks of all pages. They are numbered, because a page can have several. */
const diagrams = pages.flatMap((page) =>
  [...readFileSync(path.join(checkout, page), "utf8").matchAll(/^```mermaid\n(.*?)^```$/gms)].map(
    ([, text = ""], at) => ({ name: `${page}, diagram ${at + 1}`, text }),
  ),
);

it("the pages with diagrams are known", () => {
  expect(diagrams.map(({ name }) => name).toSorted()).toEqual([
    "docs/architecture.md, diagram 1",
    "docs/glossary.md, diagram 1",
    "docs/performance.md, diagram 1",
    "docs/private-link.md, diagram 1",
  ]);
});

it.each(diagrams)(
  "Mermaid draws $name, and screen readers read a title and a description",
  async ({ text }) => {
    const { title, description } = await parsedDiagram(text);
    expect(title).toMatch(/^[A-Z]/);
    expect(description).toMatch(/^[A-Z].{80,}\.$/);
  },
);

it("Mermaid refuses a node whose name is one of its keywords", async () => {
  await expect(parsedDiagram("flowchart TB\n  schema --> class[class]\n")).rejects.toThrow("Parse error");
});
