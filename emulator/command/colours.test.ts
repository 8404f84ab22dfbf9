import { expect, test } from "vitest";
import { painted, showsColours } from "./colours";

test.each<[boolean, boolean, NodeJS.ProcessEnv]>([
  [true, true, {}],
  [false, true, { TERM: "dumb" }],
  [false, true, { FORCE_COLOR: "0" }],
  [false, false, {}],
  [true, false, { FORCE_COLOR: "1" }],
])("Colours are %s (on a terminal: %s, with %j).", (expected, isTTY, environment) => {
  const stream = { isTTY, hasColors: (given: object) => !("TERM" in given) };
  expect(showsColours(stream, environment)).toBe(expected);
});

test("Only the name before a message is coloured.", () => {
  expect(painted("aep-emulator: port 1 is in use")).toBe(
    "\u001b[31maep-emulator\u001b[39m: port 1 is in use",
  );
  expect(painted("ready http://127.0.0.1:1")).toBe("ready http://127.0.0.1:1");
});
