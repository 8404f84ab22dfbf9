import { expect, test } from "vitest";
import { castText, readCast, transcript } from "./cast.mjs";
import { framesOf } from "./screen.mjs";

const size = { columns: 12, rows: 4 };
const session = [
  "$ program\r\n",
  "working (1 s)",
  "\r\u001b[1A\u001b[J\u001b[1;32mdone\u001b[0m with a long line\r\n\r\n",
  "\u001b[4;34mType\u001b[0m\r\na\r\nb",
  "\u001b[1A\r\u001b[JA\r\nB\r\nC\r\nD",
  "\r\u001b[J",
  "E",
];

test("a recording that is written and read shows the same frames", async () => {
  const frames = await framesOf(
    session.map((text, at) => ({ at, text })),
    size,
  );
  const text = castText({ ...size, title: "program", frames });
  const cast = readCast(text);
  expect(cast).toMatchObject({ ...size, title: "program" });
  expect(await framesOf(cast.outputs, size)).toEqual(frames);
  expect(frames).toHaveLength(session.length);
});

test("the file begins with the head of asciicast v2, and each further line is an output with its time", async () => {
  const text = castText({
    ...size,
    title: "program",
    frames: await framesOf([{ at: 1.5, text: "a" }], size),
  });
  const [head, ...events] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(head).toMatchObject({ version: 2, width: 12, height: 4 });
  expect(events).toEqual([[1.5, "o", expect.stringMatching(/a$/)]]);
});

test("the text has long lines as a whole", async () => {
  const frames = await framesOf([{ at: 0, text: "one\r\n\r\nlonger than a line\r\nlast  " }], size);
  expect(transcript(frames[0] ?? { at: 0, lines: [] })).toBe("one\n\nlonger than a line\nlast\n");
});
