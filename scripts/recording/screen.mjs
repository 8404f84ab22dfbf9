// What a terminal shows after each output.
import xterm from "@xterm/headless";

/** @typedef {import("./pseudo-terminal.mjs").Output} Output */
/** @typedef {import("./pseudo-terminal.mjs").Size} Size */

/** Colours of a terminal by their numbers; a bright one looks like its dark one. @type {readonly string[]} */
export const colourNames = ["quiet", "red", "green", "yellow", "blue", "magenta", "cyan", ""];

/**
 * Consecutive characters that look the same.
 *
 * @typedef {{ text: string, style: string }} Span - `style`: `bold`, `underline` and a colour, between spaces
 */
/** @typedef {{ spans: readonly Span[], continues: boolean }} Line - `continues`: it is the rest of the line above */
/** @typedef {{ at: number, lines: readonly Line[] }} Frame - with all lines from the start, those scrolled away too */

/**
 * The frames of a session: one for each output that changes what is visible.
 *
 * @param {readonly Output[]} outputs
 * @param {Size} size
 * @returns {Promise<Frame[]>}
 */
export async function framesOf(outputs, { columns, rows }) {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  /** @type {Frame[]} */
  const frames = [];
  for (const { at, text } of outputs) {
    await new Promise((written) => terminal.write(text, () => written(undefined)));
    frames.push({ at, lines: linesOf(terminal) });
  }
  terminal.dispose();
  return frames.filter((frame, index) => !looksLike(frame, frames[index - 1]));
}

/**
 * Whether two frames show the same.
 *
 * @param {Frame} one
 * @param {Frame | undefined} other
 */
export function looksLike(one, other) {
  return other !== undefined && JSON.stringify(one.lines) === JSON.stringify(other.lines);
}

/** The text of a line. @param {Line} line */
export function textOf({ spans }) {
  return spans.map(({ text }) => text).join("");
}

/**
 * All lines without the empty ones at the end.
 *
 * @param {xterm.Terminal} terminal
 * @returns {Line[]}
 */
function linesOf(terminal) {
  const buffer = terminal.buffer.active;
  const lines = Array.from({ length: buffer.length }, (_, index) => {
    const line = buffer.getLine(index);
    const isWhole = buffer.getLine(index + 1)?.isWrapped !== true;
    return { spans: line === undefined ? [] : spansOf(line, isWhole), continues: line?.isWrapped === true };
  });
  return lines.slice(0, lines.findLastIndex(({ spans }) => spans.length > 0) + 1);
}

/**
 * @param {xterm.IBufferLine} line
 * @param {boolean} isWhole - nothing of it is in the line below, so spaces at its end are no part of it
 * @returns {Span[]}
 */
function spansOf(line, isWhole) {
  /** @type {Span[]} */
  const spans = [];
  for (let column = 0; column < line.length; column += 1) {
    const cell = line.getCell(column);
    const text = cell?.getChars() || " ";
    const style = cell === undefined ? "" : styleOf(cell);
    const last = spans.at(-1);
    if (last?.style === style) {
      last.text += text;
    } else {
      spans.push({ text, style });
    }
  }
  if (!isWhole) {
    return spans;
  }
  const end = spans.findLastIndex(({ text }) => text.trim() !== "");
  return spans
    .slice(0, end + 1)
    .map((span, index) => (index === end ? { ...span, text: span.text.trimEnd() } : span));
}

/** @param {xterm.IBufferCell} cell */
function styleOf(cell) {
  const colour = cell.isFgPalette() ? (colourNames[cell.getFgColor() % 8] ?? "") : "";
  return [cell.isBold() ? "bold" : "", cell.isUnderline() ? "underline" : "", colour]
    .filter(Boolean)
    .join(" ");
}
