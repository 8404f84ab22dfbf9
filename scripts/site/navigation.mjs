// The list of all pages, which follows the index of the documentation.
import { posix } from "node:path";
import MarkdownIt from "markdown-it";
import { linkedFile, targetOf } from "./sources.mjs";

/** @typedef {import("./template.mjs").NavigationPart} NavigationPart */

/**
 * The chapters of an index page, each with the pages that it links to.
 *
 * @param {string} file - path of the index in the repository
 * @param {string} text
 * @param {ReadonlyMap<string, string>} titles - of the pages, by file
 * @returns {NavigationPart[]}
 */
export function navigationFrom(file, text, titles) {
  /** @type {NavigationPart[]} */
  const parts = [];
  const tokens = new MarkdownIt().parse(text, {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === "heading_open" && token.tag === "h2") {
      parts.push({ title: tokens[index + 1]?.content ?? "", links: [] });
    }
    for (const child of token.children ?? []) {
      const [place] = String(child.type === "link_open" ? child.attrGet("href") : "").split("#");
      const linked = place ? linkedFile(file, place) : undefined;
      const links = parts.at(-1)?.links;
      const title = linked === undefined ? undefined : titles.get(linked);
      if (linked !== undefined && title !== undefined && links !== undefined) {
        const target = targetOf(linked);
        if (!links.some((link) => link.target === target)) {
          links.push({ title, target });
        }
      }
    }
  }
  return parts.filter(({ links }) => links.length > 0);
}

/**
 * A chapter with all pages of a folder.
 *
 * @param {string} title
 * @param {string} folder
 * @param {ReadonlyMap<string, string>} titles
 * @returns {NavigationPart}
 */
export function navigationOf(title, folder, titles) {
  const links = [...titles]
    .filter(([file]) => posix.dirname(file) === folder)
    .map(([file, name]) => ({ title: name, target: targetOf(file) }));
  return { title, links };
}
