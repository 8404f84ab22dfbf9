// Markdown as HTML, with the links of the site.
import { posix } from "node:path";
import MarkdownIt from "markdown-it";
import { breakable, breakableText } from "./codeBreaks.mjs";
import { sectionsOf } from "./search/sections.mjs";
import { linkedFile, targetOf } from "./sources.mjs";
import { prepareTables } from "./tables.mjs";

/**
 * A page as HTML.
 *
 * @typedef {object} RenderedPage
 * @property {string} title
 * @property {string} description - the first paragraph, shortened
 * @property {string} html
 * @property {{ title: string, anchor: string }[]} headings - of the second level
 * @property {import("./search/sections.mjs").Section[]} sections - what the search finds
 * @property {string[]} files - files of the repository that it links to
 * @property {string[]} broken - relative links without a file
 */

/**
 * What pages take from other files.
 *
 * @typedef {object} Surroundings
 * @property {ReadonlyMap<string, string>} [diagrams] - SVG of Mermaid blocks, by their texts; other blocks are shown as code
 * @property {ReadonlyMap<string, string>} [titles] - short ones, by file: a link that shows a file name shows the title
 */

/**
 * Renders one page.
 *
 * @param {string} file - path in the repository
 * @param {string} text
 * @param {Surroundings} [surroundings]
 * @returns {RenderedPage}
 */
export function renderPage(file, text, { diagrams = new Map(), titles = new Map() } = {}) {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const tokens = markdown.parse(withoutComments(text), {});
  const all = headingsIn(tokens);
  prepareTables(tokens);
  /** @type {string[]} */
  const files = [];
  /** @type {string[]} */
  const broken = [];
  const parts = tokens.flatMap(({ children }) => children ?? []);
  for (const [index, token] of parts.entries()) {
    const name = token.type === "image" ? "src" : token.type === "link_open" ? "href" : undefined;
    const link = name === undefined ? "" : String(token.attrGet(name) ?? "");
    if (name === undefined || link === "" || isExternal(link) || link.startsWith("#")) {
      continue;
    }
    const [place = "", anchor] = link.split("#");
    const linked = linkedFile(file, place);
    if (linked === undefined) {
      broken.push(link);
      continue;
    }
    files.push(linked);
    const target = posix.relative(posix.dirname(targetOf(file)), targetOf(linked));
    token.attrSet(name, anchor === undefined ? target : `${target}#${anchor}`);
    const shown = parts[index + 1];
    const title = titles.get(linked);
    if (shown?.content.endsWith(".md") && place.endsWith(shown.content) && title !== undefined) {
      shown.content = title;
    }
  }
  markdown.renderer.rules.text = ([...all], index) => breakableText(all[index]?.content ?? "");
  markdown.renderer.rules.code_inline = ([...all], index) =>
    `<code>${breakable(all[index]?.content ?? "")}</code>`;
  markdown.renderer.rules.table_open = (all, index, options, _, renderer) =>
    `<div class="wide">${renderer.renderToken(all, index, options)}`;
  markdown.renderer.rules.table_close = () => "</table></div>\n";
  const code = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (...args) => {
    const [all, index] = args;
    const svg = diagrams.get(all[index]?.content ?? "");
    if (svg === undefined) {
      return code?.(...args) ?? "";
    }
    const [, width = "0"] = / width="([\d.]+)"/.exec(svg) ?? [];
    return `<figure class="diagram" style="--drawn-width: ${width}px">${svg}</figure>\n`;
  };
  const title = titleOf(text) ?? file;
  return {
    title,
    description: shortened(firstParagraph(tokens)),
    html: markdown.renderer.render(tokens, markdown.options, {}),
    headings: all.filter(({ level }) => level === 2),
    sections: sectionsOf(tokens, targetOf(file), title),
    files,
    broken,
  };
}

/**
 * The title of a page, without its formatting.
 *
 * @param {string} text - Markdown
 */
export function titleOf(text) {
  return headingOf(text)?.replaceAll("`", "");
}

/**
 * The title of a page without the name of its command or key, which follows a colon.
 *
 * @param {string} text - Markdown
 */
export function shortTitleOf(text) {
  return headingOf(text)
    ?.replace(/: `[^`]*`$/, "")
    .replaceAll("`", "");
}

/** @param {string} text */
function headingOf(text) {
  return /^# (.+)$/m.exec(withoutComments(text))?.[1];
}

/** @param {string} link */
export function isExternal(link) {
  return /^[a-z]+:/i.test(link);
}

/**
 * Gives every heading its anchor, as GitHub derives it.
 *
 * @param {import("markdown-it").Token[]} tokens
 */
function headingsIn(tokens) {
  /** @type {Map<string, number>} */
  const used = new Map();
  return tokens.flatMap((token, index) => {
    if (token.type !== "heading_open") {
      return [];
    }
    const title = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join("");
    const plain = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-");
    const count = used.get(plain) ?? 0;
    used.set(plain, count + 1);
    const anchor = count === 0 ? plain : `${plain}-${count}`;
    token.attrSet("id", anchor);
    return [{ level: Number(token.tag.slice(1)), title, anchor }];
  });
}

/** @param {import("markdown-it").Token[]} tokens */
function firstParagraph(tokens) {
  const start = tokens.findIndex(({ type, level }) => type === "paragraph_open" && level === 0);
  return (tokens[start + 1]?.children ?? [])
    .map(({ content, type }) => (type === "softbreak" ? " " : content))
    .join("");
}

/** @param {string} text */
function shortened(text) {
  return text.length <= 160 ? text : `${text.slice(0, 159).replace(/\s+\S*$/, "")}…`;
}

/** @param {string} text */
function withoutComments(text) {
  return text.replaceAll(/<!--[\s\S]*?-->\n?/g, "");
}
