// What the search of the site finds: the sections of its pages.

/**
 * A place that the search can lead to.
 *
 * @typedef {object} Section
 * @property {string} url - from the folder of the site, with its anchor
 * @property {string} page - title of the page
 * @property {string} heading - of the section; that of the first section is the title of the page
 * @property {string} text
 */

/** @typedef {import("markdown-it").Token} Token */

/**
 * The sections of a page. Headings below the third level belong to the section above them.
 *
 * @param {readonly Token[]} tokens - with the anchors of the headings
 * @param {string} target - file of the page in the site
 * @param {string} title - of the page
 * @returns {Section[]}
 */
export function sectionsOf(tokens, target, title) {
  /** @type {Section[]} */
  const sections = [{ url: target, page: title, heading: title, text: "" }];
  for (const [index, token] of tokens.entries()) {
    const above = tokens[index - 1];
    if (above?.type === "heading_open" && ["h2", "h3"].includes(above.tag)) {
      sections.push({
        url: `${target}#${above.attrGet("id")}`,
        page: title,
        heading: textOf(token),
        text: "",
      });
    } else if (above?.type !== "heading_open" || above.tag !== "h1") {
      const section = sections.at(-1);
      const text = textOf(token);
      if (section !== undefined && text !== "") {
        section.text = section.text === "" ? text : `${section.text} ${text}`;
      }
    }
  }
  return sections;
}

/** @param {Token} token */
function textOf({ type, info, content, children }) {
  const isDiagram = type === "fence" && info === "mermaid";
  const text = children?.map((part) => (part.type === "softbreak" ? " " : part.content)).join("") ?? content;
  return isDiagram ? "" : text.replaceAll(/\s+/g, " ").trim();
}
