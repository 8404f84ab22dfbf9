// Names of the API in the other pages.
import { posix } from "node:path";

/**
 * A name of the API.
 *
 * @typedef {object} ApiName
 * @property {string} name - as programs write it, such as `aep.Flow`
 * @property {string} kind - such as `class`
 * @property {string} url - of its page, from the folder of the site
 * @property {string} text - of its comment
 */

/**
 * The names as sections for the search.
 *
 * @param {readonly ApiName[]} names
 */
export function sectionsOfApi(names) {
  return names.map(({ name, kind, url, text }) => ({ url, page: "API", heading: `${kind} ${name}`, text }));
}

/**
 * Adds a link to the API below each heading that is a name of it, and to the arguments of a class.
 *
 * @param {string} html - of a page of the reference
 * @param {string} target - of the page
 * @param {readonly ApiName[]} names
 */
export function withApiLinks(html, target, names) {
  return html.replaceAll(/<h([12])[^>]*>(.+?)<\/h\1>/g, (heading, _, content) => {
    const text = content.replaceAll(/<[^>]+>/g, "");
    const name = text.includes(".") ? text : `aep.${text}`;
    const links = [name, `${name}Args`]
      .flatMap((wanted) => names.filter((found) => found.name === wanted))
      .map(
        (found) =>
          `<a href="${posix.relative(posix.dirname(target), found.url)}">${found.kind} ${found.name}</a>`,
      );
    return links.length === 0 ? heading : `${heading}\n<p class="api">API: ${links.join(", ")}</p>`;
  });
}
