// The HTML around a page.
import { posix } from "node:path";

/** @typedef {{ title: string, links: { title: string, target: string }[] }} NavigationPart */

/**
 * A complete HTML page.
 *
 * @param {object} page
 * @param {string} page.target - file in the site
 * @param {string} page.title
 * @param {string} page.html
 * @param {readonly { title: string, anchor: string }[]} page.headings
 * @param {readonly NavigationPart[]} navigation
 */
export function htmlPage({ target, title, html, headings }, navigation) {
  const to = (/** @type {string} */ other) => posix.relative(posix.dirname(target), other);
  const parts = navigation.map(
    (part) =>
      `<h2>${escaped(part.title)}</h2>\n<ul>\n${part.links
        .map(
          (link) =>
            `<li><a href="${to(link.target)}"${link.target === target ? ' aria-current="page"' : ""}>${escaped(link.title)}</a></li>`,
        )
        .join("\n")}\n</ul>`,
  );
  const contents = headings.map(
    ({ title: heading, anchor }) => `<li><a href="#${anchor}">${escaped(heading)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} – pulumi-aep</title>
<link rel="stylesheet" href="${to("style.css")}">
</head>
<body>
<header><a href="${to("docs/index.html")}">pulumi-aep</a><a href="${to("api/index.html")}">API</a></header>
<div class="columns">
<nav aria-label="Pages"><details id="pages"><summary>All pages</summary>
${parts.join("\n")}
</details></nav>
<main>
${contents.length < 3 ? "" : `<details class="contents"><summary>On this page</summary><ul>\n${contents.join("\n")}\n</ul></details>`}
${html}
</main>
</div>
<script src="${to("pages.js")}"></script>
</body>
</html>
`;
}

/** @param {string} text */
export function escaped(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
