import { expect, test } from "vitest";
import { barPath } from "./bar-path";

test("a positive entry stands on the zero line, a negative one hangs from it", () => {
  expect(barPath([1, -0.5], 8, 16, 1)).toBe("M0.38 0h3.25v8h-3.25zM4.38 8h3.25v4h-3.25z");
});

test("zero and what is not finite leave a gap, and what is beyond the scale is cut", () => {
  expect(barPath([0, Number.NaN, Number.POSITIVE_INFINITY], 9, 16, 1)).toBe("");
  expect(barPath([5], 2, 16, 1)).toBe("M0 0h2v8h-2z");
});

test("a small entry can still be seen", () => {
  expect(barPath([1e-9], 2, 16, 1)).toBe("M0 8h2v0.75h-2z");
});

test("more entries than pixels are drawn as their envelope, a column for each pixel", () => {
  const wave = Float64Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const path = barPath(wave, 10, 16, 1);
  expect(path.match(/z/g)).toHaveLength(10);
  expect(path.startsWith("M0 0h1v16h-1z")).toBe(true);
});

test("nothing comes of no entries, or of a scale without length", () => {
  expect(barPath([], 10, 16, 1)).toBe("");
  expect(barPath([0, 0], 10, 16, 0)).toBe("");
});
