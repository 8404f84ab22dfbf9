// The list of all pages, which follows the index of the documentation.
import { posix } from "node:path";
import MarkdownIt from "markdown-it";
import { linkedFile, targetOf } from "./sources.mjs";

/**
 * A chapter of the list of pages. A group without a title comes first.
 *
 * @typedef {object} NavigationPart
 * @property {string} title
 * @property {{ title: string, links: { title: string, target: string }[] }[]} groups
 */

/** Pages that the index does not list one by one, with their chapters. */
const folders = [
  { title: "Reference", pattern: /^docs\/reference\/[^/]+$/ },
  { title: "Resources", pattern: /^docs\/reference\/resources\/[^/]+$/ },
  { title: "Emulator", pattern: /^emulator\/(README|docs\/[^/]+)\.md$/ },
  { title: "Examples", pattern: /^examples\/[^/]+\/README\.md$/ },
  { title: "Project", pattern: /^[^/]+\.md$|^bench\// },
];

/**
 * All chapters: those of the index, and then those of folders.
 *
 * @param {string} index - path of the index in the repository
 * @param {string} text - of the index
 * @param {ReadonlyMap<string, string>} titles - of all pages, by file
 * @returns {NavigationPart[]}
 */
export function navigationFrom(index, text, titles) {
  const chapters = chaptersOf(index, text, titles);
  const listed = new Set(
    chapters.flatMap(({ groups }) => groups.flatMap(({ links }) => links)).map(({ target }) => target),
  );
  for (const { title, pattern } of folders) {
    const links = [...titles]
      .filter(([file]) => pattern.test(file) && !listed.has(targetOf(file)))
      .map(([file, name]) => ({ title: name, target: targetOf(file) }));
    const chapter = chapters.find((candidate) => candidate.title === title);
    if (chapter === undefined) {
      chapters.push({ title, groups: [{ title: "", links }] });
    } else {
      chapter.groups.at(-1)?.links.push(...links);
    }
  }
  return chapters.filter(({ groups }) => groups.some(({ links }) => links.length > 0));
}

/**
 * The chapters of an index page, each with the pages that it links to. A paragraph such as "Build:" begins a group.
 *
 * @param {string} file
 * @param {string} text
 * @param {ReadonlyMap<string, string>} titles
 * @returns {NavigationPart[]}
 */
function chaptersOf(file, text, titles) {
  /** @type {NavigationPart[]} */
  const parts = [];
  /** @type {Set<string>} */
  const listed = new Set();
  const tokens = new MarkdownIt().parse(text, {});
  for (const [index, token] of tokens.entries()) {
    const content = tokens[index + 1]?.content ?? "";
    if (token.type === "heading_open" && token.tag === "h2") {
      parts.push({ title: content, groups: [{ title: "", links: [] }] });
    }
    if (token.type === "paragraph_open" && /^\w+:$/.test(content)) {
      parts.at(-1)?.groups.push({ title: content.slice(0, -1), links: [] });
    }
    const links = parts.at(-1)?.groups.at(-1)?.links;
    for (const child of token.children ?? []) {
      const [place] = String(child.type === "link_open" ? child.attrGet("href") : "").split("#");
      const linked = place ? linkedFile(file, place) : undefined;
      const title = linked === undefined ? undefined : titles.get(linked);
      if (linked !== undefined && title !== undefined && links !== undefined && !listed.has(linked)) {
        listed.add(linked);
        links.push({ title, target: posix.normalize(targetOf(linked)) });
      }
    }
  }
  return parts;
}
