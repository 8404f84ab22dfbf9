// What all plots have in common: size, colours for light and dark, text for screen readers.

/** Of every plot, in pixels. It fits on a phone. */
export const width = 366;

/** Height of a line of text. */
export const line = 18;

/** The two that a plot compares; their forms differ too, for readers who see no colours. */
export const forms = /** @type {const} */ (["ours", "other"]);

const style = [
  "svg{font:12px system-ui,sans-serif;fill:#1c1c1e}",
  ".quiet{fill:#5b5f66}",
  ".axis{stroke:#d5d8dd}",
  ".reference{stroke:#5b5f66;stroke-dasharray:4 3}",
  ".ours{fill:#0b57c2;stroke:#0b57c2}",
  ".other{fill:#9a5b00;stroke:#9a5b00}",
  "polyline.ours,polyline.other{fill:none;stroke-width:2}",
  "polyline.other{stroke-dasharray:6 3}",
  "text.ours,text.other{stroke:none}",
  "@media(prefers-color-scheme:dark){svg{fill:#e6e7ea}.quiet{fill:#a3a8b0}.axis{stroke:#3a3f47}.reference{stroke:#a3a8b0}",
  ".ours{fill:#8ab4f8;stroke:#8ab4f8}.other{fill:#f0b95a;stroke:#f0b95a}polyline.ours,polyline.other{fill:none}}",
].join("");

/**
 * A complete picture.
 *
 * @param {object} picture
 * @param {string} picture.title - short text for screen readers
 * @param {string} picture.description - what the picture shows, in one sentence
 * @param {number} picture.height
 * @param {readonly string[]} picture.body - elements
 */
export function picture({ title, description, height, body }) {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${title}</title>`,
    `<desc id="description">${description}</desc>`,
    `<style>${style}</style>`,
    ...body,
    "</svg>",
    "",
  ].join("\n");
}

/**
 * A text.
 *
 * @param {number} x
 * @param {number} y - of its baseline
 * @param {string} content
 * @param {{ anchor?: "start" | "middle" | "end", form?: string }} [look]
 */
export function text(x, y, content, { anchor = "start", form } = {}) {
  const kind = form === undefined ? "" : ` class="${form}"`;
  return `<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}"${kind}>${content}</text>`;
}

/**
 * A mark of a value: a circle, or a square for the other one.
 *
 * @param {number} x
 * @param {number} y
 * @param {(typeof forms)[number]} form
 */
export function mark(x, y, form) {
  return form === "ours"
    ? `<circle class="ours" cx="${rounded(x)}" cy="${rounded(y)}" r="4"/>`
    : `<rect class="other" x="${rounded(x - 4)}" y="${rounded(y - 4)}" width="8" height="8"/>`;
}

/**
 * A straight line.
 *
 * @param {readonly [x: number, y: number]} from
 * @param {readonly [x: number, y: number]} to
 * @param {string} form
 */
export function stroke([x1, y1], [x2, y2], form) {
  return `<path class="${form}" d="M${rounded(x1)} ${rounded(y1)}L${rounded(x2)} ${rounded(y2)}"/>`;
}

/**
 * Names of the two that a plot compares, with their marks.
 *
 * @param {readonly [ours: string, other: string]} names
 */
export function legend(names) {
  return names.flatMap((name, index) => {
    const form = forms[index] ?? "ours";
    return [mark(6 + index * 150, 10, form), text(16 + index * 150, 14, name)];
  });
}

/** A number of resources as the pages write it: `1 000`. @param {number} count */
export const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, " ");

/** @param {number} value */
export const rounded = (value) => Math.round(value * 10) / 10;
