import fc from "fast-check";
import { expect, test } from "vitest";
import { type MatmulLayout, matmul } from "./matmul";

const LAYOUTS: readonly MatmulLayout[] = ["NN", "NT", "TN"];

/** Sizes on both sides of every border: empty, one, around a tile, around what is packed, around a block. */
const size = fc.oneof(fc.integer({ min: 0, max: 13 }), fc.constantFrom(31, 32, 33, 127, 128, 129, 130));
const depth = fc.oneof(fc.integer({ min: 0, max: 13 }), fc.constantFrom(64, 255, 256, 257, 515));

function reference(m: number, k: number, n: number, layout: MatmulLayout, a: Float64Array, b: Float64Array) {
  const out = new Float64Array(m * n);
  const magnitude = new Float64Array(m * n);
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < n; j += 1) {
      for (let p = 0; p < k; p += 1) {
        const left = a[layout === "TN" ? p * m + i : i * k + p] as number;
        const right = b[layout === "NT" ? j * k + p : p * n + j] as number;
        out[i * n + j] = (out[i * n + j] as number) + left * right;
        magnitude[i * n + j] = (magnitude[i * n + j] as number) + Math.abs(left * right);
      }
    }
  }
  return { out, magnitude };
}

/** One for each way of multiplying: plain, flat, flat the other way round, plain again but long, packed. */
const SPECIAL_SIZES: readonly (readonly [number, number, number])[] = [
  [3, 4, 5],
  [2, 13, 7],
  [7, 13, 2],
  [3, 19, 3],
  [21, 19, 17],
];

/** Entries in (-1, 1) that follow from the seed, without a kernel of ours. */
function entries(length: number, seed: number): Float64Array {
  let state = (seed | 0) ^ 0x9e3779b9;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

function product(
  m: number,
  k: number,
  n: number,
  layout: MatmulLayout,
  a: Float64Array,
  b: Float64Array,
): Float64Array {
  const out = new Float64Array(m * n).fill(Number.NaN);
  matmul(m, k, n, layout)(out, a, b);
  return out;
}

test.each(LAYOUTS)("%s overwrites with the product, at any size", (layout) => {
  fc.assert(
    fc.property(size, depth, size, fc.integer(), (m, k, n, seed) => {
      const a = entries(m * k, seed);
      const b = entries(k * n, seed + 1);
      const expected = reference(m, k, n, layout, a, b);
      const out = product(m, k, n, layout, a, b);
      // The error of a sum of k products in any order is at most k units in the last place of the sum of their magnitudes.
      const wrong = out.findIndex(
        (value, i) =>
          !(
            Math.abs(value - (expected.out[i] as number)) <=
            2 * k * Number.EPSILON * (expected.magnitude[i] as number)
          ),
      );
      expect(wrong).toBe(-1);
    }),
    { numRuns: 150 },
  );
});

test("sizes beyond one block are pieced together", () => {
  const [m, k, n] = [131, 259, 1027];
  const a = entries(m * k, 3);
  const b = entries(k * n, 4);
  const { out, magnitude } = reference(m, k, n, "NN", a, b);
  const ours = product(m, k, n, "NN", a, b);
  const bound = 2 * k * Number.EPSILON;
  expect(
    ours.findIndex((value, i) => !(Math.abs(value - (out[i] as number)) <= bound * (magnitude[i] as number))),
  ).toBe(-1);
});

test("the three layouts are the matrix, and its transposes", () => {
  const a = Float64Array.of(1, 2, 3, 4, 5, 6); // [[1, 2, 3], [4, 5, 6]]
  const aT = Float64Array.of(1, 4, 2, 5, 3, 6);
  const b = Float64Array.of(1, 0, -1, 2, 0.5, 1); // [[1, 0], [-1, 2], [0.5, 1]]
  const bT = Float64Array.of(1, -1, 0.5, 0, 2, 1);
  const expected = [0.5, 7, 2, 16];
  expect([...product(2, 3, 2, "NN", a, b)]).toEqual(expected);
  expect([...product(2, 3, 2, "NT", a, bT)]).toEqual(expected);
  expect([...product(2, 3, 2, "TN", aT, b)]).toEqual(expected);
});

test.each(LAYOUTS)("%s is zero where there is nothing to sum", (layout) => {
  const nothing = new Float64Array(0);
  expect([...product(2, 0, 3, layout, nothing, nothing)]).toEqual([0, 0, 0, 0, 0, 0]);
  expect([...product(9, 0, 9, layout, nothing, nothing)]).toEqual(new Array(81).fill(0));
  expect(product(0, 4, 0, layout, nothing, nothing)).toHaveLength(0);
});

test.each(LAYOUTS)("%s carries NaN and Infinity to the entries that depend on them, and to no other", (layout) => {
  const special = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e308, -1e308);
  const spot = fc.tuple(fc.nat(), special);
  fc.assert(
    fc.property(
      fc.constantFrom(...SPECIAL_SIZES),
      fc.array(spot, { maxLength: 4 }),
      fc.array(spot, { maxLength: 4 }),
      ([m, k, n], inA, inB) => {
        // Zeros beside the special values: 0·Infinity is NaN, and must not be skipped. Whole numbers keep the finite sums exact.
        const a = entries(m * k, 1).map((value) => Math.round(value));
        const b = entries(k * n, 2).map((value) => Math.round(value));
        for (const [at, value] of inA) a[at % a.length] = value;
        for (const [at, value] of inB) b[at % b.length] = value;
        const expected = reference(m, k, n, layout, a, b).out;
        expect([...product(m, k, n, layout, a, b)].map((value) => value + 0)).toEqual(
          [...expected].map((value) => value + 0),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test.each(LAYOUTS)("%s gives the same bits on every call, and leaves its operands alone", (layout) => {
  const [m, k, n] = [37, 301, 29];
  const a = entries(m * k, 5);
  const b = entries(k * n, 6);
  const multiply = matmul(m, k, n, layout);
  const first = new Float64Array(m * n);
  const second = new Float64Array(m * n).fill(7);
  multiply(first, a, b);
  multiply(new Float64Array(m * n), entries(m * k, 8), entries(k * n, 9));
  multiply(second, a, b);
  expect(second).toEqual(first);
  expect(a).toEqual(entries(m * k, 5));
  expect(b).toEqual(entries(k * n, 6));
});
