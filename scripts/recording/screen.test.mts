import { expect, test } from "vitest";
import { type Frame, framesOf, textOf } from "./screen.mjs";

const size = { columns: 20, rows: 3 };
const frames = (...texts: string[]) =>
  framesOf(
    texts.map((text, at) => ({ at, text })),
    size,
  );
const texts = ({ lines }: Frame) => lines.map(textOf);

test("a frame has the lines as they are after rewriting, and those that were scrolled away", async () => {
  const shown = await frames("one\r\ntwo\r\nthree", "\r\nfour", "\u001b[2A\r\u001b[KTWO\u001b[2B");
  expect(shown.map(texts)).toEqual([
    ["one", "two", "three"],
    ["one", "two", "three", "four"],
    ["one", "TWO", "three", "four"],
  ]);
});

test("an output that changes nothing visible has no frame", async () => {
  const shown = await frames("busy", "\u001b]11;?\u001b\\\u001b[6n", "\r\u001b[K", "\rbusy", "   \r\n\r\n");
  expect(shown.map(({ at }) => at)).toEqual([0, 2, 3]);
});

test("spans have the styles of the terminal, and a long line is marked where it continues", async () => {
  const [first] = await frames("a\u001b[1;4;32mbold\u001b[0m\u001b[38;5;12m blue\u001b[0m 1234567890 rest ");
  expect(first?.lines).toEqual([
    {
      continues: false,
      spans: [
        { text: "a", style: "" },
        { text: "bold", style: "bold underline green" },
        { text: " blue", style: "blue" },
        { text: " 123456789", style: "" },
      ],
    },
    { continues: true, spans: [{ text: "0 rest", style: "" }] },
  ]);
});
