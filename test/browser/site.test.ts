import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overflowOf, seriousViolations } from "../support/accessibility";
import { noBrowser, TestBrowser } from "../support/browser";

const checkout = path.resolve(__dirname, "../..");
const pages = ["architecture", "emulator", "glossary", "graph", "performance", "private-link"];
const screens = [
  { width: 400, theme: "dark" },
  { width: 1280, theme: "light" },
] as const;

/** Colours in diagrams that are none of the site's, which change with light and dark. axe does not look into SVG. */
const foreignColours = `(() => {
  const probe = document.body.appendChild(document.createElement("p"));
  const own = ["--text", "--quiet", "--ground", "--raised"].map((name) => {
    probe.style.color = "var(" + name + ")";
    return getComputedStyle(probe).color;
  });
  probe.remove();
  const parts = [...document.querySelectorAll(".diagram :is(text, tspan, path, line, rect, circle, polygon)")];
  const colours = parts.flatMap((part) => {
    const { fill, stroke } = getComputedStyle(part);
    const isText = /^t/.test(part.tagName);
    return (isText ? [fill] : [fill, stroke]).map((colour) => [part.outerHTML.slice(0, 80), colour]);
  });
  return colours.filter(([, colour]) => colour !== "none" && !own.includes(colour)).map((found) => found.join(": "));
})()`;

describe.skipIf(noBrowser !== undefined)(noBrowser ?? "the pages with pictures", () => {
  let browser: TestBrowser;
  let folder: string;
  beforeAll(async () => {
    const { buildSite } = await import("../../scripts/site/build.mjs");
    const { drawDiagrams, mermaidBlocks } = await import("../../scripts/site/diagrams.mjs");
    folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-site-"));
    const texts = await Promise.all(
      pages.map((page) => readFile(path.join(checkout, "docs", `${page}.md`), "utf8")),
    );
    buildSite(folder, await drawDiagrams(texts.flatMap(mermaidBlocks)));
    browser = await TestBrowser.start();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const cases = pages.flatMap((name) => screens.map((screen) => ({ name, ...screen })));
  it.each(cases)("$name has its pictures and fits in $theme at $width px", async ({ name, ...screen }) => {
    const { page, problems } = await browser.open(
      pathToFileURL(path.join(folder, "docs", `${name}.html`)).href,
      screen,
    );
    const diagram = page.locator("figure.diagram svg");
    const isDrawn = name !== "emulator";
    expect(await diagram.count()).toBe(isDrawn ? 1 : 0);
    if (isDrawn) {
      const drawn = Number(await diagram.getAttribute("width"));
      expect(((await diagram.boundingBox())?.width ?? 0) / drawn).toBeGreaterThan(0.79);
    }
    expect(await page.locator("code.language-mermaid").count()).toBe(0);
    expect(await page.evaluate(foreignColours)).toEqual([]);
    const broken =
      "[...document.images].filter(({ naturalWidth }) => naturalWidth === 0).map(({ src }) => src)";
    expect(await page.evaluate(broken)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    // Before axe, which requests the style once more; from a page in a file, that is refused.
    expect(problems).toEqual([]);
    expect(await seriousViolations(page)).toEqual([]);
    await page.context().close();
  });
});
