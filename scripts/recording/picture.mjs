// A recording as an animated SVG without scripts, as GitHub and npm show it.
import { textOf } from "./screen.mjs";

/** @typedef {import("./pseudo-terminal.mjs").Size} Size */
/** @typedef {import("./screen.mjs").Frame} Frame */
/** @typedef {import("./screen.mjs").Line} Line */
/** @typedef {{ row: number, line: Line, from: number, to: number | undefined }} Shown - a line while it is visible, in seconds */

/** In pixels. */
const character = 7.2;
const lineHeight = 16;
const margin = 8;

/** How long the last frame stays before the animation begins again, in seconds. */
const rest = 6;

const colours = {
  light: {
    ground: "#f3f4f6",
    edge: "#d5d8dd",
    text: "#1c1c1e",
    quiet: "#5b5f66",
    red: "#b3261e",
    green: "#116329",
    yellow: "#7a4d00",
    blue: "#0b57c2",
    magenta: "#8a2da5",
    cyan: "#0f5f6b",
  },
  dark: {
    ground: "#22252b",
    edge: "#3a3f47",
    text: "#e6e7ea",
    quiet: "#a3a8b0",
    red: "#ff8a80",
    green: "#7ee787",
    yellow: "#f0b95a",
    blue: "#8ab4f8",
    magenta: "#d8a2f0",
    cyan: "#76d7e6",
  },
};

/**
 * The picture. Each line is in it once for as long as it does not change, and what scrolls is the whole.
 *
 * @param {Size & { title: string, description: string, frames: readonly Frame[] }} recording
 */
export function animatedPicture({ columns, rows, title, description, frames }) {
  const width = Math.ceil(columns * character) + 2 * margin;
  const height = rows * lineHeight + 2 * margin;
  const seconds = (frames.at(-1)?.at ?? 0) + rest;
  const percent = (/** @type {number} */ at) => `${Math.round((at / seconds) * 10_000) / 100}%`;
  const shown = shownLines(frames);
  const spans = [...new Set(shown.map(spanOf))];
  const animations = spans.map((span, index) => {
    const [from = 0, to] = JSON.parse(span);
    const steps = [
      ...(from > 0 ? ["0%{visibility:hidden}"] : []),
      `${percent(from)}{visibility:visible}`,
      ...(to === null ? [] : [`${percent(to)}{visibility:hidden}`]),
    ];
    const last = to === null ? "visible" : "hidden";
    return `.v${index}{visibility:${last};animation-name:v${index}}@keyframes v${index}{${steps.join("")}to{visibility:${last}}}`;
  });
  const tops = frames.map(({ at, lines }) => ({ at, top: Math.max(lines.length - rows, 0) }));
  const moves = tops
    .filter(({ top }, index) => top !== tops[index - 1]?.top)
    .map(({ at, top }) => `${percent(at)}{${moved(top)}}`);
  const last = moved(tops.at(-1)?.top ?? 0);
  const style = [
    "text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre}",
    ".bold{font-weight:bold}.underline{text-decoration:underline}",
    palette(colours.light),
    `@media(prefers-color-scheme:dark){${palette(colours.dark)}}`,
    `.s,.s g{animation:${seconds}s step-end infinite}`,
    `.s{${last};animation-name:s}@keyframes s{${moves.join("")}to{${last}}}`,
    ...animations,
    "@media(prefers-reduced-motion:reduce){.s,.s g{animation:none}}",
  ].join("");
  const body = spans.map((span, index) => {
    const texts = shown.filter((one) => spanOf(one) === span).flatMap(({ row, line }) => drawn(row, line));
    return `<g class="v${index}">${texts.join("")}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>${style}</style>`,
    `<rect class="ground" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="6"/>`,
    `<clipPath id="screen"><rect y="${margin}" width="${width}" height="${rows * lineHeight}"/></clipPath>`,
    '<g clip-path="url(#screen)"><g class="s">',
    ...body,
    "</g></g>",
    "</svg>",
    "",
  ].join("\n");
}

/** The time in which a line is visible. @param {Shown} shown */
function spanOf({ from, to }) {
  return JSON.stringify([from, to]);
}

/**
 * Every line while it stays the same.
 *
 * @param {readonly Frame[]} frames
 * @returns {Shown[]}
 */
function shownLines(frames) {
  /** @type {Shown[]} */
  const ended = [];
  /** @type {Map<number, Shown>} */
  const visible = new Map();
  for (const { at, lines } of frames) {
    for (const [row, shown] of visible) {
      if (JSON.stringify(lines[row]) !== JSON.stringify(shown.line)) {
        ended.push({ ...shown, to: at });
        visible.delete(row);
      }
    }
    for (const [row, line] of lines.entries()) {
      if (!visible.has(row) && textOf(line).trim() !== "") {
        visible.set(row, { row, line, from: at, to: undefined });
      }
    }
  }
  return [...ended, ...visible.values()];
}

/** @param {number} top - the first visible line */
function moved(top) {
  return `transform:translateY(${-top * lineHeight}px)`;
}

/**
 * The parts of a line, each as wide as its characters: fonts differ.
 *
 * @param {number} row
 * @param {Line} line
 */
function drawn(row, { spans }) {
  let column = 0;
  return spans.flatMap(({ text, style }) => {
    const begin = column + (text.length - text.trimStart().length);
    column += text.length;
    const visible = text.trim();
    if (visible === "") {
      return [];
    }
    const [x, y] = [margin + begin * character, margin + row * lineHeight + 12];
    const look = style === "" ? "" : ` class="${style}"`;
    const length = [...visible].length * character;
    return [
      `<text x="${rounded(x)}" y="${y}" textLength="${rounded(length)}"${look}>${escaped(visible)}</text>`,
    ];
  });
}

/** @param {(typeof colours)["light"]} theme */
function palette({ ground, edge, text, ...others }) {
  const named = Object.entries(others).map(([name, colour]) => `.${name}{fill:${colour}}`);
  return `text{fill:${text}}.ground{fill:${ground};stroke:${edge}}${named.join("")}`;
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 10) / 10;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
