import fc from "fast-check";
import { expect, test } from "vitest";
import { statistics } from "./statistics";
import { tensor, zeros } from "./tensor";

const of = (...entries: number[]) => statistics(tensor([entries.length], entries));

test("says least, largest, mean, length and the number of zeros", () => {
  expect(of(3, 0, -4, -0)).toMatchObject({ entries: 4, zeros: 2, low: -4, high: 3, mean: -0.25, norm: 5 });
});

test("what is not finite is counted and left out of all else", () => {
  const { nan, infinite, low, high, mean, norm } = of(Number.NaN, 2, Number.POSITIVE_INFINITY, -Infinity);
  expect({ nan, infinite, low, high, mean, norm }).toEqual({ nan: 1, infinite: 2, low: 2, high: 2, mean: 2, norm: 2 });
});

test("a tensor without a finite entry has no least, no largest and no mean", () => {
  expect(of(Number.NaN)).toMatchObject({ low: null, high: null, mean: null, norm: 0, histogram: [] });
  expect(statistics(zeros([0, 3]))).toMatchObject({ entries: 0, low: null, histogram: [] });
});

test("the largest numbers there are do not overflow", () => {
  const huge = Number.MAX_VALUE;
  expect(of(huge, huge)).toMatchObject({ mean: huge });
  expect(of(huge, -huge)).toMatchObject({ mean: 0, low: -huge, high: huge });
  expect(of(huge, -huge).histogram.reduce((sum, count) => sum + count)).toBe(2);
  expect(of(1e-200, 1e-200).norm).toBeCloseTo(Math.SQRT2 * 1e-200, 210);
});

test("equal entries fall into one interval, and the largest entry into the last", () => {
  expect(of(7, 7, 7).histogram).toEqual([3]);
  expect(of(0, 1).histogram.at(-1)).toBe(1);
});

test("every finite entry is in exactly one interval", () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { maxLength: 200 }), (entries) => {
      const { histogram, nan, infinite } = of(...entries);
      expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(entries.length - nan - infinite);
    }),
  );
});
