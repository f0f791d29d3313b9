import fc from "fast-check";
import { expect, test } from "vitest";
import { linspaceTensor, normalTensor, oneHotTensor, seededRandom, uniformTensor } from "./random";

/** From sfc32 in C, with the same seeding and the same 53 bits. */
const UNIFORM_IN_C: readonly (readonly [number, readonly number[]])[] = [
  [0, [0.9817317219131122, 0.58011591377134486, 0.48707062736056117]],
  [1, [0.4143997614965732, 0.38685736533559079, 0.96771619591811797]],
  [42, [0.29131022954605823, 0.11133799525571064, 0.31669596844966619]],
  [2 ** 53 - 1, [0.04254553797168481, 0.36949262238126368, 0.14317705854789753]],
  [-1, [0.551973111957761, 0.95492285200796101, 0.98312279130012981]],
];

test.each(UNIFORM_IN_C)("the stream of seed %d is that of sfc32", (seed, expected) => {
  const { uniform } = seededRandom(seed);
  expect(expected.map(() => uniform())).toEqual(expected);
});

test("normal numbers are those of the polar method", () => {
  const { normal } = seededRandom(42);
  const inC = [
    -0.33481742935697772, -0.62356105445011534, -1.488011313688838, 1.0166278274290028, 0.010204008555813694,
    -0.16588590587474625,
  ];
  for (const expected of inC) expect(Math.abs(normal() / expected - 1)).toBeLessThan(1e-14);
});

test("a seed starts the same stream again, whatever else was drawn", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.array(fc.boolean(), { maxLength: 20 }), (seed, draws) => {
      const draw = () => {
        const random = seededRandom(seed);
        return draws.map((isNormal) => (isNormal ? random.normal() : random.uniform()));
      };
      const first = draw();
      seededRandom(seed).normal();
      expect(draw()).toEqual(first);
    }),
  );
});

test("seeds that differ start streams that differ, beyond 32 bits too", () => {
  const starts = [0, 1, -1, 2 ** 32, 2 ** 32 + 1, -(2 ** 32), 2 ** 53 - 1, 1 - 2 ** 53].map((seed) =>
    seededRandom(seed).uniform(),
  );
  expect(new Set(starts).size).toBe(starts.length);
});

test("a fraction is dropped from a seed, and one that is not finite counts as 0", () => {
  expect(seededRandom(7.9).uniform()).toBe(seededRandom(7).uniform());
  expect(seededRandom(-7.9).uniform()).toBe(seededRandom(-7).uniform());
  for (const seed of [Number.NaN, Number.POSITIVE_INFINITY, -0.5]) {
    expect(seededRandom(seed).uniform()).toBe(seededRandom(0).uniform());
  }
});

test("uniform numbers fill [0, 1) evenly", () => {
  const { uniform } = seededRandom(3);
  const counts = new Array<number>(20).fill(0);
  const draws = 100_000;
  for (let i = 0; i < draws; i += 1) {
    const bin = Math.floor(uniform() * 20);
    counts[bin] = (counts[bin] ?? Number.NaN) + 1;
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - draws / 20) ** 2 / (draws / 20), 0);
  // 19 degrees of freedom: 43.8 is exceeded once in a thousand.
  expect(chiSquare).toBeLessThan(43.8);
});

test("normal numbers have the moments and the tails of a normal distribution", () => {
  const { data } = normalTensor([100_000], 5, 0, 1);
  const moment = (power: number) => data.reduce((sum, z) => sum + z ** power, 0) / data.length;
  expect(Math.abs(moment(1))).toBeLessThan(0.012);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
  expect(Math.abs(moment(3))).toBeLessThan(0.04);
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
  const beyondTwo = data.filter((z) => Math.abs(z) > 2).length / data.length;
  expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.003);
});

test("a tensor takes its entries from the stream in order, stretched to what was asked for", () => {
  const { uniform } = seededRandom(9);
  expect(uniformTensor([2, 2], 9, 0, 1)).toEqual({
    shape: [2, 2],
    data: Float64Array.of(uniform(), uniform(), uniform(), uniform()),
  });
  const wide = uniformTensor([1000], 9, -3, 5).data;
  expect(wide.every((entry) => entry >= -3 && entry <= 5)).toBe(true);
  expect(Math.max(...wide)).toBeGreaterThan(4.9);
  const { normal } = seededRandom(9);
  expect([...normalTensor([3], 9, 10, 2).data]).toEqual([10 + 2 * normal(), 10 + 2 * normal(), 10 + 2 * normal()]);
  expect(uniformTensor([], 9, 4, 4).data).toEqual(Float64Array.of(4));
  expect(normalTensor([0, 3], 9, 0, 1)).toEqual({ shape: [0, 3], data: new Float64Array(0) });
});

test("even steps meet both ends and the round numbers between", () => {
  expect([...linspaceTensor([11], 0, 1).data]).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  expect(linspaceTensor([2, 2], -1, 2)).toEqual({ shape: [2, 2], data: Float64Array.of(-1, 0, 1, 2) });
  expect([...linspaceTensor([3], 5, 5).data]).toEqual([5, 5, 5]);
  expect([...linspaceTensor([], 3, 9).data]).toEqual([3]);
  expect([...linspaceTensor([0], 3, 9).data]).toEqual([]);
});

test("a class becomes a row with a single 1", () => {
  expect(oneHotTensor(3, [2, 0])).toEqual({ shape: [2, 3], data: Float64Array.of(0, 0, 1, 1, 0, 0) });
  expect(oneHotTensor(3, 1)).toEqual({ shape: [3], data: Float64Array.of(0, 1, 0) });
  expect(oneHotTensor(3, [])).toEqual({ shape: [0, 3], data: new Float64Array(0) });
});

test("a class that is not there is refused", () => {
  for (const index of [-1, 3, 0.5, Number.NaN]) expect(() => oneHotTensor(3, [0, index])).toThrow(RangeError);
});
