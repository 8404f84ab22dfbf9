import { expect, test } from "vitest";
import { paced } from "./pace.mjs";
import { textOf } from "./screen.mjs";

/** Frames with these lines at these times. */
const frames = (...given: [at: number, ...lines: string[]][]) =>
  given.map(([at, ...lines]) => ({
    at,
    lines: lines.map((text) => ({ spans: [{ text, style: "" }], continues: false })),
  }));
const shown = (...given: [at: number, ...lines: string[]][]) =>
  paced(frames(...given)).map(({ at, lines }) => [at, lines.map(textOf).join()]);

test("a long wait is cut, and a short one is kept in tenths of a second", () => {
  expect(shown([5, "a"], [5.32, "a", "b"], [90, "a", "b", "c"])).toEqual([
    [0, "a"],
    [0.3, "a,b"],
    [0.9, "a,b,c"],
  ]);
});

test("a frame that is replaced at once is left out, and so is one that then repeats the one before", () => {
  expect(shown([0, "a"], [1, "flash"], [1.05, "a"], [2, "b"], [2.1, "c"])).toEqual([
    [0, "a"],
    [0.6, "c"],
  ]);
});

test("many new lines stay longer than they did", () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  expect(shown([0, ...lines], [0.2, ...lines, "next"]).map(([at]) => at)).toEqual([0, 1.6]);
});
