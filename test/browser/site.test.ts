import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overflowOf, seriousViolations } from "../support/accessibility";
import { noBrowser, TestBrowser } from "../support/browser";

const checkout = path.resolve(__dirname, "../..");
const illustrated = [
  "docs/architecture",
  "docs/emulator",
  "docs/glossary",
  "docs/graph",
  "docs/performance",
  "docs/private-link",
];
const withDiagram = /architecture|glossary|graph|performance|private-link/;
const screens = [
  { width: 400, theme: "dark" },
  { width: 1280, theme: "light" },
] as const;
const cases = [
  ...illustrated.flatMap((name) => screens.map((screen) => ({ name, ...screen }))),
  // A page of each other type: the index, the reference, a source file.
  { name: "docs/index", ...screens[1] },
  { name: "docs/reference/resources/flow", ...screens[0] },
  { name: "examples/quick-start/index.ts", ...screens[0] },
];

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

/** What can only be read by scrolling sideways. Code, diagrams and tables of numbers may be. */
const tooWide = `(() => {
  const tables = [...document.querySelectorAll(".wide")].filter((box) => box.scrollWidth > box.clientWidth);
  const texts = tables.filter((box) => box.querySelector(".stacked, tr > :nth-child(2):last-child") !== null);
  const page = document.documentElement;
  return [
    ...(page.scrollWidth > page.clientWidth ? ["the page"] : []),
    ...texts.map((box) => "the table " + box.textContent.slice(0, 60)),
  ];
})()`;

describe.skipIf(noBrowser !== undefined)(noBrowser ?? "the site", () => {
  let browser: TestBrowser;
  let folder: string;
  beforeAll(async () => {
    const { buildSite } = await import("../../scripts/site/build.mjs");
    const { drawDiagrams, mermaidBlocks } = await import("../../scripts/site/diagrams.mjs");
    folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-site-"));
    const { markdownFiles } = await import("../../scripts/site/sources.mjs");
    const texts = await Promise.all(
      markdownFiles().map((file) => readFile(path.join(checkout, file), "utf8")),
    );
    const { sections } = buildSite(folder, { diagrams: await drawDiagrams(texts.flatMap(mermaidBlocks)) });
    const { writeSearch } = await import("../../scripts/site/search/write.mjs");
    writeSearch(folder, sections);
    browser = await TestBrowser.start();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const addressOf = (file: string) => pathToFileURL(path.join(folder, file)).href;

  it.each(cases)("$name has its pictures and fits in $theme at $width px", async ({ name, ...screen }) => {
    const { page, problems } = await browser.open(addressOf(`${name}.html`), screen);
    const diagram = page.locator("figure.diagram svg");
    const isDrawn = withDiagram.test(name);
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

  it("fits on a phone, every page and every table", async () => {
    const { page } = await browser.open(addressOf("index.html"), { width: 400 });
    const files = await readdir(folder, { recursive: true });
    const wide: string[] = [];
    for (const file of files.filter((name) => name.endsWith(".html"))) {
      // In one document with the style, because opening each page takes much longer.
      const html = await readFile(path.join(folder, file), "utf8");
      await page.evaluate(`document.body.innerHTML = ${JSON.stringify(html.replace(/^.*<body>/s, ""))}`);
      const found = (await page.evaluate(tooWide)) as string[];
      wide.push(...found.map((what) => `${file}: ${what}`));
    }
    expect(files.length).toBeGreaterThan(90);
    expect(wide).toEqual([]);
    await page.context().close();
  });

  it("finds a resource with the keyboard alone, on a phone", async () => {
    const { page, problems } = await browser.open(addressOf("docs/index.html"), screens[0]);
    await page.keyboard.press("/");
    await page.keyboard.type("merge pol");
    const first = page.locator("#results a").first();
    await expect.poll(() => first.textContent()).toContain("MergePolicy");
    expect(await overflowOf(page)).toBe(0);
    expect(problems).toEqual([]);
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    expect(await page.locator("#results").isVisible()).toBe(false);
    await page.keyboard.type("i");
    await expect.poll(() => page.locator("#results mark").count()).toBeGreaterThan(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(addressOf("docs/reference/resources/merge-policy.html"));
    await page.context().close();
  });

  it("reports a search without a result, and marks the current page in view", async () => {
    const { page, problems } = await browser.open(addressOf("docs/glossary.html"));
    expect(await page.locator("nav a[aria-current]").isVisible()).toBe(true);
    const box = await page.locator("nav a[aria-current]").boundingBox();
    expect(box?.y).toBeLessThan(900);
    await page.getByRole("searchbox", { name: "Search" }).fill("xyzzyq");
    await expect.poll(() => page.getByRole("status").textContent()).toBe("No page contains these words.");
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
