// Checks the links of a built site.
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { isExternal } from "./markdown.mjs";

/**
 * The links of all HTML files of a folder.
 *
 * @param {string} folder
 * @returns {{ broken: string[], external: string[] }} a line for each broken link, and every external address
 */
export function checkLinks(folder) {
  // A glob would leave out files such as .gitlab-ci.yml.html.
  const files = readdirSync(folder, { encoding: "utf8", recursive: true }).map((file) =>
    file.replaceAll("\\", "/"),
  );
  const known = new Set(files);
  const pages = new Map(
    files
      .filter((file) => file.endsWith(".html"))
      .map((file) => {
        const html = readFileSync(join(folder, file), "utf8");
        return [file, { links: valuesOf(html, "href|src"), ids: new Set(valuesOf(html, "id|name")) }];
      }),
  );
  /** @type {string[]} */
  const broken = [];
  /** @type {Set<string>} */
  const external = new Set();
  for (const [file, { links }] of pages) {
    for (const link of links) {
      if (isExternal(link)) {
        external.add(link);
        continue;
      }
      const [place = "", anchor = ""] = link.split("#");
      const target = place === "" ? file : posix.join(posix.dirname(file), decodeURI(place));
      const page = pages.get(target);
      const hasAnchor = anchor === "" || page === undefined || page.ids.has(decodeURIComponent(anchor));
      if (!known.has(target) || !hasAnchor) {
        broken.push(`${file}: ${link}`);
      }
    }
  }
  return { broken: broken.toSorted(), external: [...external].toSorted() };
}

/**
 * @param {string} html
 * @param {string} names - of attributes
 */
function valuesOf(html, names) {
  return [...html.matchAll(new RegExp(`\\s(?:${names})="([^"]*)"`, "g"))].map(([, value = ""]) =>
    value.replaceAll("&amp;", "&").replaceAll("&quot;", '"'),
  );
}
