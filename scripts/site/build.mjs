// Builds the site from all Markdown pages.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkout } from "../paths.mjs";
import { withApiLinks } from "./apiLinks.mjs";
import { breakableText } from "./codeBreaks.mjs";
import { escaped } from "./escaped.mjs";
import { renderPage, shortTitleOf, titleOf } from "./markdown.mjs";
import { navigationFrom } from "./navigation.mjs";
import { isImage, markdownFiles, targetOf } from "./sources.mjs";
import { htmlPage } from "./template.mjs";

/** @typedef {import("./search/sections.mjs").Section} Section */

const index = "docs/README.md";

/**
 * Writes the site into a folder, without the API and the search.
 *
 * @param {string} folder
 * @param {object} [parts] - what takes longer, and comes from elsewhere
 * @param {ReadonlyMap<string, string>} [parts.diagrams] - SVG of Mermaid blocks, by their texts
 * @param {readonly import("./apiLinks.mjs").ApiName[]} [parts.names] - names of the API, to which the reference links
 * @returns {{ pages: number, broken: string[], sections: Section[] }} the number of pages, the links that lead to no file, and
 *   the sections for the search
 */
export function buildSite(folder, { diagrams, names = [] } = {}) {
  const texts = new Map(markdownFiles().map((file) => [file, readFileSync(join(checkout, file), "utf8")]));
  const titles = new Map([...texts].map(([file, text]) => [file, titleOf(text) ?? file]));
  const shortTitles = new Map([...texts].map(([file, text]) => [file, shortTitleOf(text) ?? file]));
  const pages = new Map(
    [...texts].map(([file, text]) => [file, renderPage(file, text, { diagrams, titles: shortTitles })]),
  );
  const navigation = navigationFrom(index, texts.get(index) ?? "", titles);
  const linked = new Set(
    [...pages.values()].flatMap(({ files }) => files).filter((file) => !pages.has(file)),
  );
  for (const [file, page] of pages) {
    const target = targetOf(file);
    const html = file.startsWith("docs/reference/") ? withApiLinks(page.html, target, names) : page.html;
    write(folder, target, htmlPage({ ...page, target, html }, navigation));
  }
  for (const file of linked) {
    copyFile(folder, file, navigation);
  }
  for (const file of ["pages.js", "icon.svg"]) {
    cpSync(join(import.meta.dirname, file), join(folder, file));
  }
  const styles = ["style.css", "search.css", "phone.css", "print.css"];
  const style = styles.map((file) => readFileSync(join(import.meta.dirname, file), "utf8")).join("\n");
  write(folder, "style.css", style);
  const broken = [...pages].flatMap(([file, page]) => page.broken.map((link) => `${file}: ${link}`));
  const sections = [...pages.values()].flatMap((page) => page.sections);
  return { pages: pages.size, broken, sections };
}

/**
 * An image as it is, and any other file as a page with its text.
 *
 * @param {string} folder
 * @param {string} file
 * @param {readonly import("./navigation.mjs").NavigationPart[]} navigation
 */
function copyFile(folder, file, navigation) {
  const source = join(checkout, file);
  const target = targetOf(file);
  if (isImage(file)) {
    mkdirSync(dirname(join(folder, target)), { recursive: true });
    cpSync(source, join(folder, target));
    return;
  }
  const html = `<h1>${breakableText(file)}</h1>\n<pre><code>${escaped(readFileSync(source, "utf8"))}</code></pre>`;
  write(folder, target, htmlPage({ target, title: file, description: "", html, headings: [] }, navigation));
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
