// Draws the Mermaid blocks of pages with Mermaid itself, in the browser that the console's tests use.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { startChromium } from "../chromium.mjs";

/** Colours are variables of the site's style, because the browser of a reader decides between light and dark. */
const settings = {
  startOnLoad: false,
  theme: "base",
  themeVariables: { fontSize: "14px" },
  themeCSS: readFileSync(join(import.meta.dirname, "diagram.css"), "utf8"),
  // A text of SVG is never cut off where a reader's font is wider than the one here.
  htmlLabels: false,
  fontFamily: "system-ui, sans-serif",
  flowchart: { useMaxWidth: false, nodeSpacing: 30, rankSpacing: 34, padding: 12 },
  sequence: { useMaxWidth: false, mirrorActors: false, actorMargin: 24, width: 120 },
};

/**
 * The Mermaid blocks of a page.
 *
 * @param {string} text - Markdown
 */
export function mermaidBlocks(text) {
  return new MarkdownIt()
    .parse(text, {})
    .filter(({ type, info }) => type === "fence" && info.trim() === "mermaid")
    .map(({ content }) => content);
}

/**
 * Draws diagrams as SVG.
 *
 * @param {Iterable<string>} texts - in Mermaid's language
 * @returns {Promise<Map<string, string> | undefined>} the SVG of each text; `undefined` if this machine has no browser
 */
export async function drawDiagrams(texts) {
  const browser = await startChromium();
  if (browser === undefined) {
    return undefined;
  }
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve("@mermaid-js/tiny") });
    await page.evaluate(`mermaid.initialize(${JSON.stringify(settings)})`);
    /** @type {Map<string, string>} */
    const drawn = new Map();
    for (const text of new Set(texts)) {
      const drawing = `mermaid.render("diagram-${drawn.size + 1}", ${JSON.stringify(text)})`;
      drawn.set(text, await page.evaluate(`${drawing}.then(({ svg }) => svg)`));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}
