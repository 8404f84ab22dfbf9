// Parts of hand-written pages that are written from data, each between two comments.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../paths.mjs";

/**
 * A generated part of a page.
 *
 * @typedef {object} Block
 * @property {string} file - of the page, in the repository
 * @property {string} name - in its comments
 * @property {readonly string[]} lines
 */

/**
 * The pages that contain the blocks, each with its text after the blocks have been replaced.
 *
 * @param {readonly Block[]} blocks
 * @returns {Map<string, string>}
 */
export function pagesWithBlocks(blocks) {
  const pages = new Map();
  for (const block of blocks) {
    const text = pages.get(block.file) ?? readFileSync(join(checkout, block.file), "utf8");
    pages.set(block.file, replaceBlock(text, block));
  }
  return pages;
}

/**
 * Puts the lines of a block between its comments.
 *
 * @param {string} text
 * @param {Block} block
 * @throws Error if the page lacks the comments
 */
export function replaceBlock(text, { file, name, lines }) {
  const begin = `<!-- begin ${name}: npm run docs writes this part -->`;
  const end = `<!-- end ${name} -->`;
  const [before, rest, ...others] = text.split(`${begin}\n`);
  const [, ...after] = rest?.split(end) ?? [];
  if (before === undefined || others.length > 0 || after.length !== 1) {
    throw new Error(`${file} must contain this once: ${begin} … ${end}`);
  }
  return [before, begin, "\n\n", lines.map((line) => `${line}\n`).join(""), "\n", end, ...after].join("");
}

/**
 * A Markdown table.
 *
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 */
export function tableLines(heads, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(heads), `|${heads.map(() => "---|").join("")}`, ...rows.map(line)];
}
