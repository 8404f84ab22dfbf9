// Replaces what differs from machine to machine and from run to run, so that a recording changes only with the program.

/** @typedef {import("./pseudo-terminal.mjs").Output} Output */
/** @typedef {readonly [pattern: RegExp, replacement: (...found: string[]) => string]} Replacement */

/** What the recording shows in place of the folder with the engine. */
const engineFolder = "/usr/local/bin";

/** A time in Unix seconds. */
const time = "1893456000";

/** Sequences that set colours and the like, inside a text. */
const styles = String.raw`(?:\u001b\[[\d;]*m)*`;

/**
 * Replaces paths, ids, times and durations. Long waits are cut in playback, so counted seconds end early.
 *
 * @param {readonly Output[]} outputs
 * @returns {Output[]}
 */
export function neutral(outputs) {
  return replacements().reduce(
    (/** @type {Output[]} */ before, replacement) => replaced(before, replacement),
    [...outputs],
  );
}

/** @returns {Replacement[]} */
function replacements() {
  /** @type {Map<string, string>} */
  const ids = new Map();
  const neutralId = (/** @type {string} */ id) => {
    const known = ids.get(id) ?? `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, "0")}`;
    ids.set(id, known);
    return known;
  };
  return [
    [/(Using Pulumi [\d.]+) [^(]*\([^)]*\)/g, (_, found) => `${found} on PATH (${engineFolder})`],
    [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, neutralId],
    [/(?<!\d)1[789]\d{8}(?!\d)/g, () => time],
    [/\((\d+) s\)/g, (_, seconds) => `(${Math.min(Number(seconds), 3)} s)`],
    [/\(\d+\.\d+s\)/g, () => "(0.2s)"],
    [
      // Where the terminal is too narrow for it, without the second parenthesis.
      new RegExp(String.raw`\((\d+)s(\)?${styles})\.{0,3}`, "g"),
      (_, seconds, rest = "") => `(${Math.min(Number(seconds), 1)}s${rest}`,
    ],
    // In the tree: after a column, or after a sequence that sets a colour.
    [new RegExp(String.raw`((?: {2}|m)running${styles})\.{1,3}`, "g"), (_, before = "") => before],
    [new RegExp(String.raw`(Duration:${styles} ${styles})\d+s`, "g"), (_, before) => `${before}6s`],
  ];
}

/**
 * Replaces all matches of a pattern, also where the program wrote one in several parts: the first part gets all of it.
 *
 * @param {readonly Output[]} outputs
 * @param {Replacement} replacement
 * @returns {Output[]}
 */
function replaced(outputs, [pattern, replacement]) {
  const whole = outputs.map(({ text }) => text).join("");
  const matches = [...whole.matchAll(pattern)];
  let begin = 0;
  return outputs.map(({ at, text }) => {
    const end = begin + text.length;
    let result = "";
    let from = begin;
    for (const match of matches) {
      const last = match.index + match[0].length;
      if (last <= begin || match.index >= end) {
        continue;
      }
      if (match.index >= begin) {
        result += whole.slice(from, match.index) + replacement(...match);
      }
      from = Math.min(last, end);
    }
    result += whole.slice(from, end);
    begin = end;
    return { at, text: result };
  });
}
