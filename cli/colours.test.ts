import { expect, test } from "vitest";
import { painted, showsColours } from "./colours";

const terminal = { isTTY: true, hasColors: (environment: object) => !("TERM" in environment) };

test.each<[boolean, NodeJS.ProcessEnv]>([
  [true, {}],
  [true, { FORCE_COLOR: "1", TERM: "dumb" }],
  [true, { FORCE_COLOR: "" }],
  [false, { FORCE_COLOR: "0" }],
  [false, { FORCE_COLOR: "no" }],
  [false, { TERM: "dumb" }],
])("On a terminal, colours are %s with %j.", (expected, environment) => {
  expect(showsColours(terminal, environment)).toBe(expected);
});

test.each<[boolean, NodeJS.ProcessEnv]>([
  [false, {}],
  [false, { FORCE_COLOR: "0" }],
  [true, { FORCE_COLOR: "1" }],
])("Elsewhere, colours are %s with %j.", (expected, environment) => {
  expect(showsColours({}, environment)).toBe(expected);
});

test.each([
  ["ok       token: valid", "good", "\u001b[32mok\u001b[39m       token: valid"],
  ["Failures: 2.", "bad", "\u001b[31mFailures\u001b[39m: 2."],
  ["No failures.", "good", "\u001b[32mNo failures.\u001b[39m"],
  ["type  name", "title", "\u001b[1mtype  name\u001b[22m"],
  ["first\nsecond: line", "warning", "\u001b[33mfirst\u001b[39m\nsecond: line"],
  ["", "quiet", "\u001b[2m\u001b[22m"],
] as const)("%j with the tone %s is coloured up to its first colon or gap.", (text, tone, expected) => {
  expect(painted(text, tone)).toBe(expected);
});
