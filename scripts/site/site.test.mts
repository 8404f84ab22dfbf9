import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildSite } from "./build.mjs";
import { mermaidBlocks } from "./diagrams.mjs";
import { checkLinks } from "./links.mjs";
import { renderPage } from "./markdown.mjs";

const folder = mkdtempSync(join(tmpdir(), "pulumi-aep-site-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("No page of the site has a broken internal link.", () => {
  const site = buildSite(join(folder, "site"));
  expect(site.pages).toBeGreaterThan(50);
  expect(site.broken).toEqual([]);
  const { broken, external } = checkLinks(join(folder, "site"));
  // Only npm run docs writes the API, because that takes longer.
  expect(broken.filter((line) => !line.endsWith("api/index.html"))).toEqual([]);
  expect(external.filter((address) => !/^(https?|mailto):/.test(address))).toEqual([]);
});

test("No page of the site loads a font, a style or a script from elsewhere.", () => {
  buildSite(join(folder, "offline"));
  const html = readFileSync(join(folder, "offline", "docs", "reference", "index.html"), "utf8");
  const loaded = [...html.matchAll(/<(?:link|script|img)[^>]*(?:href|src)="([^"]*)"/g)].map(
    ([, file]) => file,
  );
  expect(loaded).toEqual(["../../style.css", "../../pages.js"]);
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

test("Headings have the anchors that GitHub gives them.", () => {
  const { html } = renderPage("docs/any.md", "# A `b.c` (d)\n\n## Twice\n\n## Twice\n");
  expect([...html.matchAll(/id="([^"]*)"/g)].map(([, id]) => id)).toEqual(["a-bc-d", "twice", "twice-1"]);
});

test("A diagram replaces its text; without one, the text is shown as code.", () => {
  const block = "flowchart TB\n  a --> b\n";
  const text = `\`\`\`mermaid\n${block}\`\`\`\n\n\`\`\`sh\nls\n\`\`\`\n`;
  expect(mermaidBlocks(text)).toEqual([block]);
  const { html } = renderPage("docs/any.md", text, new Map([[block, '<svg width="12.5">drawn</svg>']]));
  expect(html).toContain(
    '<figure class="diagram" style="--drawn-width: 12.5px"><svg width="12.5">drawn</svg></figure>',
  );
  expect(html).not.toContain("flowchart");
  expect(html).toContain('<code class="language-sh">');
  expect(renderPage("docs/any.md", text).html).toContain('<code class="language-mermaid">flowchart TB');
});

test("HTML in a page is shown as text.", () => {
  expect(renderPage("docs/any.md", "<script>alert(1)</script>").html).toContain("&lt;script&gt;");
});
