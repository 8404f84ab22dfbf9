import { globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { parsedDiagram } from "../support/graph/mermaidParser";

const checkout = path.resolve(__dirname, "../..");
const pages = globSync(["*.md", "docs/**/*.md", "emulator/*.md", "emulator/docs/*.md", "examples/*/*.md"], {
  cwd: checkout,
}).map((page) => page.replaceAll("\\", "/"));

const read = (page: string) => readFileSync(path.join(checkout, page), "utf8");

/** Mermaid blocks of all pages. They are numbered, because a page can have several. */
const diagrams = pages.flatMap((page) =>
  [...read(page).matchAll(/^```mermaid\n(.*?)^```$/gms)].map(([, text = ""], at) => ({
    name: `${page}, diagram ${at + 1}`,
    text,
  })),
);

it("the pages with diagrams are known", () => {
  expect(diagrams.map(({ name }) => name).toSorted()).toEqual([
    "docs/architecture.md, diagram 1",
    "docs/glossary.md, diagram 1",
    "docs/graph.md, diagram 1",
    "docs/performance.md, diagram 1",
    "docs/private-link.md, diagram 1",
  ]);
});

it.each(diagrams)(
  "Mermaid draws $name, and screen readers read a title and a description",
  async ({ name, text }) => {
    const { title, description } = await parsedDiagram(text);
    expect(title).toMatch(/^[A-Z]/);
    // Output of the command graph: its nodes are the contents of a stack, which nobody has described.
    if (!name.startsWith("docs/graph.md")) {
      expect(description).toMatch(/^[A-Z].{80,}\.$/);
    }
  },
);

it("Mermaid refuses a node whose name is one of its keywords", async () => {
  await expect(parsedDiagram("flowchart TB\n  schema --> class[class]\n")).rejects.toThrow("Parse error");
});

it("every picture in docs/ is on a page, with a text for screen readers, and all are small together", () => {
  const files = globSync("docs/**/*.{svg,png}", { cwd: checkout }).map((file) => file.replaceAll("\\", "/"));
  expect(files.length).toBeGreaterThan(3);
  const shown = pages.flatMap((page) =>
    [...read(page).matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)].map(([, alternative = "", file = ""]) => {
      expect(alternative, `${page}: ${file}`).toMatch(/^[A-Z].{40,}\.$/);
      return path.posix.join(path.posix.dirname(page), file);
    }),
  );
  expect([...new Set(shown)].toSorted()).toEqual(files.toSorted());
  const bytes = files.reduce((sum, file) => sum + statSync(path.join(checkout, file)).size, 0);
  expect(bytes).toBeLessThan(2_000_000);
});
