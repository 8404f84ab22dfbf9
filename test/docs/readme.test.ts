import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { configKeys } from "../../provider/config/keys";

const checkout = path.resolve(__dirname, "../..");
const read = (file: string) => readFileSync(path.join(checkout, file), "utf8");

it("README.md contains the quick-start program", () => {
  expect(read("README.md")).toContain(read("examples/quick-start/index.ts"));
});

it("README.md shows installation and first command within its first 40 lines", () => {
  const beginning = read("README.md").split("\n").slice(0, 40).join("\n");
  expect(beginning).toContain("npm install pulumi-aep");
  expect(beginning).toContain("npm start");
});

it("docs/reference/configuration.md names every configuration key with its environment variable", () => {
  const configuration = read("docs/reference/configuration.md");
  for (const [key, { environment }] of Object.entries(configKeys)) {
    expect(configuration).toContain(`aep:${key}`);
    expect(configuration).toContain(environment);
  }
});

it("docs/README.md links to every page of the folder", () => {
  const index = read("docs/README.md");
  for (const page of globSync("*.md", { cwd: path.join(checkout, "docs") })) {
    expect(index).toContain(page === "README.md" ? "# Documentation" : `(${page})`);
  }
});

/** The anchors of a page's headings, as GitHub derives them. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
}

it.each(
  globSync(
    "{*,{docs,docs/reference,docs/reference/resources,emulator,emulator/docs,.changeset,examples/*}/*}.md",
    { cwd: checkout },
  ),
)("%s links only to files and headings that exist", (file) => {
  for (const [, target = "", anchor] of read(file).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)) {
    const linked = target === "" ? file : path.join(path.dirname(file), target);
    expect(() => read(linked), linked).not.toThrow();
    if (anchor !== undefined) {
      expect(anchorsOf(read(linked)), linked).toContain(anchor);
    }
  }
});

// The recipe of docs/architecture.md adds a kind that does not exist.
const exampleOfRecipe = /audience/;

it.each(globSync("docs/*.md", { cwd: checkout }))("%s names only source files that exist", (file) => {
  const folders = "sdk|provider|emulator|cli|examples|test|bench|scripts";
  const paths = [...read(file).matchAll(new RegExp(`\`((?:${folders})/[\\w./-]*\\w\\.\\w+)\``, "g"))]
    .map(([, named = ""]) => named)
    .filter((named) => !exampleOfRecipe.test(named));
  expect(paths.filter((named) => !existsSync(path.join(checkout, named)))).toEqual([]);
});
