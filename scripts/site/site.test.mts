import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildSite } from "./build.mjs";
import { breakable } from "./codeBreaks.mjs";
import { mermaidBlocks } from "./diagrams.mjs";
import { checkLinks } from "./links.mjs";
import { renderPage, shortTitleOf, titleOf } from "./markdown.mjs";
import { navigationFrom } from "./navigation.mjs";
import { writeSearch } from "./search/write.mjs";

const folder = mkdtempSync(join(tmpdir(), "pulumi-aep-site-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("No page of the site has a broken internal link.", () => {
  const site = buildSite(join(folder, "site"));
  expect(site.pages).toBeGreaterThan(50);
  expect(site.broken).toEqual([]);
  writeSearch(join(folder, "site"), site.sections);
  // The licence of the library requires its text in every copy.
  const script = readFileSync(join(folder, "site", "search.js"), "utf8");
  expect(script.startsWith("/*! MiniSearch\nCopyright")).toBe(true);
  const { broken, external } = checkLinks(join(folder, "site"));
  // Only npm run docs writes the API, because that takes longer.
  expect(broken.filter((line) => !line.endsWith("api/index.html"))).toEqual([]);
  expect(external.filter((address) => !/^(https?|mailto):/.test(address))).toEqual([]);
});

test("Every page of the site has one title, and each page of the documentation is marked in the list of all pages.", () => {
  const site = join(folder, "titles");
  buildSite(site);
  const pages = globSync("**/*.html", { cwd: site }).map((file) => ({
    file,
    html: readFileSync(join(site, file), "utf8"),
  }));
  const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0;
  const isSource = (file: string) => /\.[a-z]+\.html$/.test(file) || file === "LICENSE.html";
  const wrong = pages.filter(
    ({ file, html }) =>
      count(html, /<h1[ >]/g) !== 1 ||
      count(html, /<title>[^<]+ – pulumi-aep<\/title>/g) !== 1 ||
      count(html, /aria-current="page"/g) !== (isSource(file) || file === join("docs", "index.html") ? 0 : 1),
  );
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test("The list of all pages follows the index, with its groups, and names every page once.", () => {
  const index =
    "## Guides\n\nBegin:\n\n- [a](tutorial.md)\n\nBuild:\n\n- [b](export.md) [c](tutorial.md#any)\n";
  const titles = new Map([
    ["docs/tutorial.md", "Tutorial"],
    ["docs/export.md", "Export"],
    ["examples/minimal/README.md", "Minimal"],
  ]);
  expect(navigationFrom("docs/README.md", index, titles)).toEqual([
    {
      title: "Guides",
      groups: [
        { title: "", links: [] },
        { title: "Begin", links: [{ title: "Tutorial", target: "docs/tutorial.html" }] },
        { title: "Build", links: [{ title: "Export", target: "docs/export.html" }] },
      ],
    },
    {
      title: "Examples",
      groups: [{ title: "", links: [{ title: "Minimal", target: "examples/minimal/index.html" }] }],
    },
  ]);
});

test("No page of the site loads a font, a style or a script from elsewhere.", () => {
  buildSite(join(folder, "offline"));
  const html = readFileSync(join(folder, "offline", "docs", "reference", "index.html"), "utf8");
  const loaded = [...html.matchAll(/<(?:link|script|img)[^>]*(?:href|src)="([^"]*)"/g)].map(
    ([, file]) => file,
  );
  expect(loaded).toEqual(["../../icon.svg", "../../style.css", "../../pages.js", "../../search.js"]);
  expect(readFileSync(join(folder, "offline", "style.css"), "utf8")).not.toMatch(/@import|url\(/);
});

test("Links without a file or an anchor are reported, and links to other hosts are listed.", () => {
  const site = join(folder, "links");
  mkdirSync(join(site, "docs"), { recursive: true });
  const anchors = '<a href="#here"></a><a href="#gone"></a><p id="here"></p>';
  writeFileSync(
    join(site, "docs", "a.html"),
    `${anchors}<a href="b.html"></a><a href="https://a.invalid/?b&amp;c"></a><a href=".hidden.html"></a>`,
  );
  writeFileSync(join(site, "docs", ".hidden.html"), "");
  writeFileSync(join(site, "index.html"), '<a href="docs/a.html#here"></a><img src="no.svg">');
  expect(checkLinks(site)).toEqual({
    broken: ["docs/a.html: #gone", "docs/a.html: b.html", "index.html: no.svg"],
    external: ["https://a.invalid/?b&c"],
  });
});

test("Links between pages lead to the pages of the site, and those to sources to pages with their text.", () => {
  const text =
    "[a](configuration.md#aep) [b](../examples/quick-start/index.ts) [c](../emulator) [d](gone.md)";
  const { html, files, broken } = renderPage("docs/any.md", text);
  expect(html).toContain('href="configuration.html#aep"');
  expect(html).toContain('href="../examples/quick-start/index.ts.html"');
  expect(html).toContain('href="../emulator/index.html"');
  expect(files).toEqual(["docs/configuration.md", "examples/quick-start/index.ts", "emulator/README.md"]);
  expect(broken).toEqual(["gone.md"]);
});

test("A link that shows a file name shows the title of the page.", () => {
  const titles = new Map([["docs/export.md", "Export entities"]]);
  const text =
    "[export.md](export.md#any) [docs/export.md](export.md) [`export`](export.md) [the export](export.md)";
  const { html } = renderPage("docs/any.md", text, { titles });
  const shown = [...html.matchAll(/<a [^>]*>(.*?)<\/a>/g)].map(([, link]) => link);
  expect(shown).toEqual(["Export entities", "docs/export.md", "<code>export</code>", "the export"]);
});

test.each([
  {
    text: "# Export entities: `pulumi-aep export`\n",
    title: "Export entities: pulumi-aep export",
    short: "Export entities",
  },
  {
    text: "<!-- # No -->\n# Tutorial: first steps\n",
    title: "Tutorial: first steps",
    short: "Tutorial: first steps",
  },
  { text: "# The `union` tag\n", title: "The union tag", short: "The union tag" },
])("The title of a page is $title, and $short in links.", ({ text, title, short }) => {
  expect([titleOf(text), shortTitleOf(text)]).toEqual([title, short]);
});

test("The description of a page is its first paragraph, shortened at a word.", () => {
  const description = (text: string) => renderPage("docs/any.md", text).description;
  expect(description("# Title\n\n- item\n\nWith `code`\nand *more*.\n\nNext.")).toBe("With code and more.");
  expect(description(`# Title\n\n${"word ".repeat(50)}`)).toBe(`${"word ".repeat(31).trimEnd()}…`);
  expect(description("# Title\n\n- only a list")).toBe("");
});

test.each([
  ["--to", '<span class="whole">--to</span>'],
  ["npx pulumi-aep", 'npx <span class="whole">pulumi-aep</span>'],
  ["a < b", "a &lt; b"],
  ["connectionString", "connectionString"],
  ["transformations[].params.mappingId", "transformations[].<wbr>params.<wbr>mapping<wbr>Id"],
  ["https://platform.adobe.io/data", "https://<wbr>platform.<wbr>adobe.<wbr>io/<wbr>data"],
])("The code %s is broken only between its parts.", (code, html) => {
  expect(breakable(code)).toBe(html);
});

test.each([
  {
    name: "long texts in three columns",
    cells: ["a", "b", "a text that is longer than a word"],
    stacked: true,
  },
  { name: "long texts in two columns", cells: ["a", "a text that is longer than a word"], stacked: false },
  { name: "numbers in four columns", cells: ["1", "2", "3", "4 s"], stacked: false },
])("Whether a row is a block on a phone is $stacked for $name", ({ cells, stacked }) => {
  const row = (texts: string[]) => `| ${texts.join(" | ")} |\n`;
  const text = `${row(cells.map((_, index) => `\`h${index}\``))}${row(cells.map(() => "---"))}${row(cells)}`;
  const { html } = renderPage("docs/any.md", text);
  const cell = '<td role="cell" data-heading="h1">b</td>';
  expect([html.includes('<table class="stacked" role="table">'), html.includes(cell)]).toEqual([
    stacked,
    stacked,
  ]);
});

test("Headings have the anchors that GitHub gives them.", () => {
  const { html } = renderPage("docs/any.md", "# A `b.c` (d)\n\n## Twice\n\n## Twice\n");
  expect([...html.matchAll(/id="([^"]*)"/g)].map(([, id]) => id)).toEqual(["a-bc-d", "twice", "twice-1"]);
});

test("A diagram replaces its text; without one, the text is shown as code.", () => {
  const block = "flowchart TB\n  a --> b\n";
  const text = `\`\`\`mermaid\n${block}\`\`\`\n\n\`\`\`sh\nls\n\`\`\`\n`;
  expect(mermaidBlocks(text)).toEqual([block]);
  const { html } = renderPage("docs/any.md", text, {
    diagrams: new Map([[block, '<svg width="12.5">drawn</svg>']]),
  });
  expect(html).toContain(
    '<figure class="diagram" style="--drawn-width: 12.5px"><svg width="12.5">drawn</svg></figure>',
  );
  expect(html).not.toContain("flowchart");
  expect(html).toContain('<code class="language-sh">');
  expect(renderPage("docs/any.md", text).html).toContain('<code class="language-mermaid">flowchart TB');
});

test("HTML in a page is shown as text.", () => {
  expect(renderPage("docs/any.md", "<script> a </script>").html).toContain("&lt;script&gt; a");
});
