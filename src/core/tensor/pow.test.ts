import { expect, test } from "vitest";
import { pow } from "./pow";

// What C's pow, NumPy and PyTorch give, where JavaScript's ** gives NaN for the first eight.
test.each([
  [1, Number.POSITIVE_INFINITY, 1],
  [1, Number.NEGATIVE_INFINITY, 1],
  [1, Number.NaN, 1],
  [-1, Number.POSITIVE_INFINITY, 1],
  [-1, Number.NEGATIVE_INFINITY, 1],
  [-1, Number.NaN, Number.NaN],
  [0.5, Number.POSITIVE_INFINITY, 0],
  [2, Number.NEGATIVE_INFINITY, 0],
  [Number.NaN, 0, 1],
  [-8, 1 / 3, Number.NaN],
  [0, -1, Number.POSITIVE_INFINITY],
  [3, 2, 9],
])("%d to the power %d is %d", (a, b, is) => {
  expect(pow(a, b)).toBe(is);
});
