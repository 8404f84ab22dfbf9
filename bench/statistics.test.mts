import { expect, test } from "vitest";
import { exponent, median } from "./statistics.mjs";

test("The median is the middle value, or the mean of the two middle values.", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("Proportional growth has exponent 1, quadratic growth 2, and a constant 0.", () => {
  const sizes = [100, 500, 1000];
  const grown = (by: (size: number) => number) => exponent(sizes.map((size) => [size, by(size)]));
  expect(grown((size) => 7 * size)).toBeCloseTo(1);
  expect(grown((size) => size ** 2 / 3)).toBeCloseTo(2);
  expect(grown(() => 5)).toBeCloseTo(0);
});

test("One size, or only zeros, has no exponent.", () => {
  expect(exponent([[100, 5]])).toBeUndefined();
  expect(
    exponent([
      [100, 0],
      [500, 0],
    ]),
  ).toBeUndefined();
});
