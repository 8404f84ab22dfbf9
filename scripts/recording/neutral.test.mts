import { expect, test } from "vitest";
import { neutral } from "./neutral.mjs";

const style = "\u001b[38;5;2m";
const shown = (...texts: string[]) =>
  neutral(texts.map((text, at) => ({ at, text }))).map(({ text }) => text);

test.each([
  [
    "Using Pulumi 3.276.0 built earlier (/somewhere/else/bin).",
    "Using Pulumi 3.276.0 on PATH (/usr/local/bin).",
  ],
  [`${style}firstRun: 1795952155\u001b[0m`, `${style}firstRun: 1893456000\u001b[0m`],
  ["compiling (1 s)", "compiling (1 s)"],
  ["compiling (48 s)", "compiling (3 s)"],
  ["created (0.37s)", "created (0.2s)"],
  [`creating (27s)\u001b[0m${style}..`, `creating (1s)\u001b[0m${style}`],
  [`creating (12s\u001b[0m`, `creating (1s\u001b[0m`],
  [`${style}running${style}...\u001b[0m`, `${style}running${style}\u001b[0m`],
  ["The quick-start is running.", "The quick-start is running."],
  ["\u001b[1mDuration:\u001b[0m 31s", "\u001b[1mDuration:\u001b[0m 6s"],
  ["14 created at https://127.0.0.1:18765", "14 created at https://127.0.0.1:18765"],
])("%j becomes %j", (text, expected) => {
  expect(shown(text)).toEqual([expected]);
});

test("each id has a neutral one of the same length, also where it is repeated", () => {
  const [first, second] = ["93ba16eb-df61-4f7d-9702-85c4f85981d6", "814df9b7-c237-4a09-af99-c0f8fb463dc9"];
  const [text = ""] = shown(`${first} ${second} ${first}`);
  const ids = text.split(" ");
  expect(ids[0]).toHaveLength(first.length);
  expect(ids[2]).toBe(ids[0]);
  expect(ids[1]).not.toBe(ids[0]);
  expect(text).not.toContain("93ba");
});

test("a text that arrives in several parts is replaced in the first of them", () => {
  expect(shown("id: 93ba16eb-df61-4f", "7d-9702-85c4f8", "5981d6 and (1", "2 s)\r\n")).toEqual([
    "id: 00000000-0000-4000-8000-000000000001",
    "",
    " and (3 s)",
    "\r\n",
  ]);
});
