// The recording, its picture, and its text on the page.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkout } from "../paths.mjs";
import { readCast, transcript } from "./cast.mjs";
import { animatedPicture } from "./picture.mjs";
import { framesOf } from "./screen.mjs";

/** The recording; a program such as asciinema plays it. */
export const castFile = join(checkout, "scripts", "recording", "npm-start.cast");

/** Its picture. */
export const pictureFile = join(checkout, "docs", "recordings", "npm-start.svg");

/** The page with its text. */
export const pageFile = join(checkout, "docs", "getting-started.md");

const description =
  "An animation of a terminal: npm start builds the packages, starts the emulator, creates the resources, previews no " +
  "changes, and shows the outputs of the stack. docs/getting-started.md has the text.";

/**
 * What is drawn from the recording.
 *
 * @param {string} cast - the text of the recording
 * @param {string} page - the text of the page
 * @returns {Promise<{ picture: string, page: string }>}
 */
export async function drawn(cast, page) {
  const { columns, rows, title, outputs } = readCast(cast);
  const frames = await framesOf(outputs, { columns, rows });
  const last = frames.at(-1);
  return {
    picture: animatedPicture({ columns, rows, title, description, frames }),
    page: last === undefined ? page : withTranscript(page, transcript(last)),
  };
}

/** Writes the picture and the text on the page. */
export async function drawRecording() {
  const { picture, page } = await drawn(readFileSync(castFile, "utf8"), readFileSync(pageFile, "utf8"));
  mkdirSync(dirname(pictureFile), { recursive: true });
  writeFileSync(pictureFile, picture);
  writeFileSync(pageFile, page);
}

/**
 * @param {string} page
 * @param {string} text
 */
function withTranscript(page, text) {
  return page.replace(
    /(<!-- recording:[^>]*-->\n\n```text\n)[\s\S]*?(```\n)/,
    (_, before, after) => `${before}${text}${after}`,
  );
}
