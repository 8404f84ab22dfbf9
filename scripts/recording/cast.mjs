// A recording as a file in the format asciicast v2, see https://docs.asciinema.org/manual/asciicast/v2/.
import { colourNames, textOf } from "./screen.mjs";

/** @typedef {import("./pseudo-terminal.mjs").Output} Output */
/** @typedef {import("./pseudo-terminal.mjs").Size} Size */
/** @typedef {import("./screen.mjs").Frame} Frame */
/** @typedef {import("./screen.mjs").Line} Line */
/** @typedef {import("./screen.mjs").Span} Span */
/** @typedef {Size & { title: string, outputs: Output[] }} Cast */

/**
 * The text of the file. Each frame rewrites from the first line that differs, so that the file depends on what is visible,
 * and not on the way in which the program wrote it.
 *
 * @param {Size & { title: string, frames: readonly Frame[] }} recording
 */
export function castText({ columns, rows, title, frames }) {
  const head = { version: 2, width: columns, height: rows, title, env: { TERM: "xterm-256color" } };
  const events = frames.map(({ at, lines }, index) => [
    at,
    "o",
    rewriting(frames[index - 1]?.lines ?? [], lines),
  ]);
  return [head, ...events].map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

/**
 * Reads the text of a file that {@link castText} wrote.
 *
 * @param {string} text
 * @returns {Cast}
 */
export function readCast(text) {
  const [head, ...events] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return {
    columns: head.width,
    rows: head.height,
    title: head.title,
    outputs: events.map(([at, , output]) => ({ at, text: output })),
  };
}

/**
 * What changes the lines of a terminal, whose cursor is in the last one.
 *
 * @param {readonly Line[]} before
 * @param {readonly Line[]} after
 */
function rewriting(before, after) {
  const differs = after.findIndex((line, index) => JSON.stringify(line) !== JSON.stringify(before[index]));
  // Where lines only disappear, the last of the others is written again, so that the cursor is in it.
  let first = differs === -1 ? Math.max(after.length - 1, 0) : differs;
  // The terminal itself breaks a long line, so it is written from its beginning.
  while (after[first]?.continues === true) {
    first -= 1;
  }
  const up = Math.max(before.length - 1, 0) - first;
  const start = up < 0 ? "\r\n" : `${up > 0 ? `\u001b[${up}A` : ""}\r\u001b[J`;
  return `${start}${after
    .slice(first)
    .map((line, index) => `${index > 0 && !line.continues ? "\r\n" : ""}${line.spans.map(coded).join("")}`)
    .join("")}`;
}

/** @param {Span} span */
function coded({ text, style }) {
  const codes = style.split(" ").flatMap((name) => {
    const colour = colourNames.indexOf(name);
    return name === "bold"
      ? [1]
      : name === "underline"
        ? [4]
        : name !== "" && colour >= 0
          ? [30 + colour]
          : [];
  });
  return codes.length === 0 ? text : `\u001b[${codes.join(";")}m${text}\u001b[0m`;
}

/**
 * What the terminal shows at the end, as text; long lines are whole.
 *
 * @param {Frame} frame
 */
export function transcript({ lines }) {
  return `${lines
    .map((line, index) => `${index > 0 && !line.continues ? "\n" : ""}${textOf(line)}`)
    .join("")}\n`;
}
