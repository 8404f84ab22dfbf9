import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { painted, showsColours, startProgress } from "./terminal.mjs";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  vi.stubEnv("TERM", "xterm");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

function output(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  return { isTTY, columns: 30, hasColors: (given: object) => !("NO_COLOR" in given), write, written };
}

test("Elsewhere than on a terminal, a line comes every eight seconds of silence, and none after the end.", () => {
  const pipe = output(false);
  let count = 1;
  const progress = startProgress(() => `building, ${count} of 9`, pipe);
  vi.advanceTimersByTime(7_900);
  expect(pipe.written).toEqual([]);
  vi.advanceTimersByTime(8_100);
  count = 2;
  progress.heard();
  vi.advanceTimersByTime(8_000);
  progress.end();
  vi.advanceTimersByTime(60_000);
  expect(pipe.written).toEqual([
    "  building, 1 of 9 (8 s)\n",
    "  building, 1 of 9 (16 s)\n",
    "  building, 2 of 9 (24 s)\n",
  ]);
});

test("On a terminal, one line is replaced every second, cut off at its width, and removed at the end.", () => {
  const terminal = output(true);
  const progress = startProgress("downloading the official release", terminal);
  vi.advanceTimersByTime(2_000);
  const line = "\r\u001b[K  downloading the official re";
  expect(terminal.written).toEqual([line, line]);
  progress.heard();
  progress.end();
  expect(terminal.written).toEqual([line, line, "\r\u001b[K"]);
});

test("A dumb terminal gets lines.", () => {
  vi.stubEnv("TERM", "dumb");
  const terminal = output(true);
  const progress = startProgress("building", terminal);
  vi.advanceTimersByTime(8_000);
  progress.end();
  expect(terminal.written).toEqual(["  building (8 s)\n"]);
});

test.each<[boolean, boolean, NodeJS.ProcessEnv]>([
  [true, true, {}],
  [false, true, { NO_COLOR: "1" }],
  [false, true, { FORCE_COLOR: "0" }],
  [false, false, {}],
  [true, false, { FORCE_COLOR: "1" }],
])("Colours are %s (on a terminal: %s, with %j).", (expected, isTTY, environment) => {
  expect(showsColours(output(isTTY), environment)).toBe(expected);
});

test("A text is coloured only where colours are shown.", () => {
  vi.stubEnv("NO_COLOR", undefined);
  vi.stubEnv("FORCE_COLOR", undefined);
  expect(painted("green", "ready", output(true))).toBe("\u001b[32mready\u001b[39m");
  expect(painted("green", "ready", output(false))).toBe("ready");
});
