import { expect, test } from "vitest";
import { secondsOf } from "./duration";

test.each([
  ["40s", 40],
  ["5m", 300],
  ["1h30m", 5_400],
  ["1.5h", 5_400],
  [".5m", 30],
  ["1h0m0s", 3_600],
  ["500ms", 0.5],
  ["+10s", 10],
])("%s is %d seconds.", (text, seconds) => {
  expect(secondsOf(text)).toBeCloseTo(seconds, 9);
});

test.each(["1d", "-5m", "0s", "0", "", "5", "5 m", "m", "five minutes", "5m later", "1h30"])(
  "%j is not a duration above 0 for Pulumi's engine.",
  (text) => {
    expect(secondsOf(text)).toBeUndefined();
  },
);
