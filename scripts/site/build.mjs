// Builds the site from all Markdown pages.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkout } from "../paths.mjs";
import { renderPage } from "./markdown.mjs";
import { navigationFrom, navigationOf } from "./navigation.mjs";
import { isImage, markdownFiles, targetOf } from "./sources.mjs";
import { escaped, htmlPage } from "./template.mjs";

const index = "docs/README.md";

/**
 * Writes the site without the API into a folder.
 *
 * @param {string} folder - is emptied before
 * @param {ReadonlyMap<string, string>} [diagrams] - SVG of Mermaid blocks, by their texts
 * @returns {{ pages: number, broken: string[] }} the number of pages, and the links that lead to no file
 */
export function buildSite(folder, diagrams) {
  rmSync(folder, { recursive: true, force: true });
  const pages = new Map(
    markdownFiles().map((file) => [
      file,
      renderPage(file, readFileSync(join(checkout, file), "utf8"), diagrams),
    ]),
  );
  const titles = new Map([...pages].map(([file, { title }]) => [file, title]));
  const navigation = [
    ...navigationFrom(index, readFileSync(join(checkout, index), "utf8"), titles),
    navigationOf("Resources", "docs/reference/resources", titles),
  ];
  const linked = new Set(
    [...pages.values()].flatMap(({ files }) => files).filter((file) => !pages.has(file)),
  );
  for (const [file, { title, html, headings }] of pages) {
    const target = targetOf(file);
    write(folder, target, htmlPage({ target, title, html, headings }, navigation));
  }
  for (const file of linked) {
    copyFile(folder, file, navigation);
  }
  for (const file of ["style.css", "pages.js"]) {
    cpSync(join(import.meta.dirname, file), join(folder, file));
  }
  const broken = [...pages].flatMap(([file, page]) => page.broken.map((link) => `${file}: ${link}`));
  return { pages: pages.size, broken };
}

/**
 * An image as it is, and any other file as a page with its text.
 *
 * @param {string} folder
 * @param {string} file
 * @param {readonly import("./template.mjs").NavigationPart[]} navigation
 */
function copyFile(folder, file, navigation) {
  const source = join(checkout, file);
  const target = targetOf(file);
  if (isImage(file)) {
    mkdirSync(dirname(join(folder, target)), { recursive: true });
    cpSync(source, join(folder, target));
    return;
  }
  const html = `<h1>${escaped(file)}</h1>\n<pre><code>${escaped(readFileSync(source, "utf8"))}</code></pre>`;
  write(folder, target, htmlPage({ target, title: file, html, headings: [] }, navigation));
}

/**
 * @param {string} folder
 * @param {string} target
 * @param {string} text
 */
function write(folder, target, text) {
  mkdirSync(dirname(join(folder, target)), { recursive: true });
  writeFileSync(join(folder, target), text);
}
