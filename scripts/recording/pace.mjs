// The times of playback.
import { looksLike } from "./screen.mjs";

/** @typedef {import("./screen.mjs").Frame} Frame */

/** In seconds: a frame that is replaced sooner is left out, and a longer wait is cut. */
const pauses = { least: 0.15, most: 0.6 };

/** Time to read a line that has changed, in seconds. */
const reading = 0.08;

/**
 * Leaves out frames that nobody could see, cuts long waits, and gives readers time for many new lines. Times are whole tenths
 * of a second.
 *
 * @param {readonly Frame[]} frames
 * @returns {Frame[]}
 */
export function paced(frames) {
  const seen = frames
    .filter(({ at }, index) => (frames[index + 1]?.at ?? Number.POSITIVE_INFINITY) - at >= pauses.least)
    .filter((frame, index, all) => !looksLike(frame, all[index - 1]));
  let tenths = 0;
  return seen.map((frame, index) => {
    const before = seen[index - 1];
    if (before !== undefined) {
      const least = reading * changedLines(before, seen[index - 2]);
      tenths += Math.round(Math.max(Math.min(frame.at - before.at, pauses.most), least) * 10);
    }
    return { at: tenths / 10, lines: frame.lines };
  });
}

/**
 * @param {Frame} frame
 * @param {Frame | undefined} before
 */
function changedLines({ lines }, before) {
  return lines.filter((line, index) => JSON.stringify(line) !== JSON.stringify(before?.lines[index])).length;
}
