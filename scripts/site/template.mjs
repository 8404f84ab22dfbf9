// The HTML around a page.
import { posix } from "node:path";
import { breakable } from "./codeBreaks.mjs";
import { escaped } from "./escaped.mjs";
import { searchScript } from "./search/write.mjs";

/** @typedef {import("./navigation.mjs").NavigationPart} NavigationPart */

/**
 * A complete HTML page.
 *
 * @param {object} page
 * @param {string} page.target - file in the site
 * @param {string} page.title
 * @param {string} page.description - for search engines and link previews; may be empty
 * @param {string} page.html
 * @param {readonly { title: string, anchor: string }[]} page.headings
 * @param {readonly NavigationPart[]} navigation
 */
export function htmlPage({ target, title, description, html, headings }, navigation) {
  const to = (/** @type {string} */ other) => posix.relative(posix.dirname(target), other);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} – pulumi-aep</title>
${description === "" ? "" : `<meta name="description" content="${escaped(description)}">\n`}<link rel="icon" href="${to("icon.svg")}">
<link rel="stylesheet" href="${to("style.css")}">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header><a href="${to("docs/index.html")}">pulumi-aep</a><a href="${to("docs/reference/index.html")}">Reference</a><a href="${to("api/index.html")}">API</a>
<form id="search" role="search" hidden><label><span class="unseen">Search</span><input type="search" placeholder="Search (key /)" autocomplete="off" spellcheck="false" aria-controls="results"></label>
<div id="results" hidden><p role="status"></p><ol></ol></div></form></header>
<div class="columns">
<nav aria-label="Pages"><details id="pages"><summary>All pages</summary>
${navigation.map((part) => chapter(part, target, to)).join("\n")}
</details></nav>
<main id="content">
${withContents(html, headings)}
</main>
</div>
<script src="${to("pages.js")}"></script>
<script src="${to(searchScript)}" defer></script>
</body>
</html>
`;
}

/**
 * @param {NavigationPart} part
 * @param {string} target - the current page
 * @param {(other: string) => string} to
 */
function chapter({ title, groups }, target, to) {
  const lists = groups.map(({ title: group, links }) => {
    const items = links.map(({ title: name, target: other }) => {
      const current = other === target ? ' aria-current="page"' : "";
      return `<li><a href="${to(other)}"${current}>${breakable(name)}</a></li>`;
    });
    const heading = group === "" ? "" : `<h3>${escaped(group)}</h3>\n`;
    return items.length === 0 ? "" : `${heading}<ul>\n${items.join("\n")}\n</ul>`;
  });
  return `<h2>${escaped(title)}</h2>\n${lists.join("\n")}`;
}

/**
 * Puts the list of headings below the title.
 *
 * @param {string} html
 * @param {readonly { title: string, anchor: string }[]} headings
 */
function withContents(html, headings) {
  if (headings.length < 3) {
    return html;
  }
  const items = headings.map(({ title, anchor }) => `<li><a href="#${anchor}">${escaped(title)}</a></li>`);
  const contents = `<details class="contents"><summary>On this page</summary><ul>\n${items.join("\n")}\n</ul></details>`;
  return html.replace("</h1>", () => `</h1>\n${contents}`);
}
