import fc from "fast-check";
import { expect, test } from "vitest";
import { type ConvolutionSizes, convolution } from "./convolve";

const sizes = fc.record({
  rows: fc.integer({ min: 0, max: 3 }),
  length: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(1023, 1024, 1025, 1030, 2051)),
  kernels: fc.integer({ min: 0, max: 3 }),
  radius: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(33)),
});

interface Signals {
  readonly x: Float64Array;
  readonly g: Float64Array;
  readonly dOut: Float64Array;
}

/** The three sums, each term by term as Vicas 2022 writes it, with the sum of the magnitudes for a bound on the error. */
function reference({ rows, length, kernels, radius }: ConvolutionSizes, { x, g, dOut }: Signals) {
  const width = 2 * radius + 1;
  const sums = {
    out: new Float64Array(rows * kernels * length),
    dX: new Float64Array(x.length),
    dG: new Float64Array(g.length),
  };
  const magnitudes = { out: sums.out.slice(), dX: sums.dX.slice(), dG: sums.dG.slice() };
  const add = (name: "out" | "dX" | "dG", at: number, term: number) => {
    sums[name][at] = (sums[name][at] as number) + term;
    magnitudes[name][at] = (magnitudes[name][at] as number) + Math.abs(term);
  };
  for (let r = 0; r < rows; r += 1) {
    for (let k = 0; k < kernels; k += 1) {
      for (let n = 0; n < length; n += 1) {
        for (let m = -radius; m <= radius; m += 1) {
          const i = n - m;
          if (i < 0 || i >= length) continue;
          const [o, s, t] = [(r * kernels + k) * length + n, r * length + i, k * width + m + radius];
          add("out", o, (x[s] as number) * (g[t] as number));
          add("dX", s, (dOut[o] as number) * (g[t] as number));
          add("dG", t, (dOut[o] as number) * (x[s] as number));
        }
      }
    }
  }
  return { sums, magnitudes };
}

function ours(size: ConvolutionSizes, { x, g, dOut }: Signals) {
  const kernels = convolution(size);
  const out = new Float64Array(dOut.length).fill(Number.NaN);
  const dX = new Float64Array(x.length).fill(Number.NaN);
  const dG = new Float64Array(g.length).fill(Number.NaN);
  kernels.forward(out, x, g);
  kernels.backwardSignal(dX, dOut, g);
  kernels.backwardKernel(dG, dOut, x);
  return { out, dX, dG };
}

/** Entries in (-1, 1) that follow from the seed, without a generator of ours. */
function entries(length: number, seed: number): Float64Array {
  let state = (seed | 0) ^ 0x9e3779b9;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

function signals({ rows, length, kernels, radius }: ConvolutionSizes, seed: number): Signals {
  return {
    x: entries(rows * length, seed),
    g: entries(kernels * (2 * radius + 1), seed + 1),
    dOut: entries(rows * kernels * length, seed + 2),
  };
}

test("(65): a convolution flips the kernel, it does not correlate", () => {
  const { forward } = convolution({ rows: 1, length: 5, kernels: 1, radius: 1 });
  const out = new Float64Array(5);
  forward(out, Float64Array.of(0, 0, 1, 0, 0), Float64Array.of(1, 2, 3));
  expect([...out]).toEqual([0, 1, 2, 3, 0]);
});

test("(80): the gradient of the signal is the correlation of the output's gradient with the kernel", () => {
  const { backwardSignal } = convolution({ rows: 1, length: 5, kernels: 1, radius: 1 });
  const dX = new Float64Array(5);
  backwardSignal(dX, Float64Array.of(0, 0, 1, 0, 0), Float64Array.of(1, 2, 3));
  expect([...dX]).toEqual([0, 3, 2, 1, 0]);
});

test("(81): the gradient of the signal sums over the kernels", () => {
  const { backwardSignal } = convolution({ rows: 1, length: 3, kernels: 2, radius: 0 });
  const dX = new Float64Array(3);
  backwardSignal(dX, Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(10, 1));
  expect([...dX]).toEqual([14, 25, 36]);
});

test("(70): the gradient of a tap sums the output's gradient with the signal that the tap met", () => {
  const { backwardKernel } = convolution({ rows: 1, length: 3, kernels: 1, radius: 1 });
  const dG = new Float64Array(3);
  backwardKernel(dG, Float64Array.of(1, 10, 100), Float64Array.of(2, 3, 5));
  expect([...dG]).toEqual([1 * 3 + 10 * 5, 1 * 2 + 10 * 3 + 100 * 5, 10 * 2 + 100 * 3]);
});

test("all three are their sums, at any size, over whatever the arrays held before", () => {
  fc.assert(
    fc.property(sizes, fc.integer(), (size, seed) => {
      const given = signals(size, seed);
      const { sums, magnitudes } = reference(size, given);
      const results = ours(size, given);
      for (const name of ["out", "dX", "dG"] as const) {
        const terms = size.rows * size.length + size.kernels * (2 * size.radius + 1);
        const wrong = results[name].findIndex(
          (value, i) =>
            !(
              Math.abs(value - (sums[name][i] as number)) <=
              2 * terms * Number.EPSILON * (magnitudes[name][i] as number)
            ),
        );
        expect(wrong, name).toBe(-1);
      }
    }),
    { numRuns: 200 },
  );
});

test("NaN and Infinity reach the entries whose sum mentions them, and no other, at the ends of the signal too", () => {
  const special = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0);
  const spots = fc.array(fc.tuple(fc.nat(), special), { maxLength: 3 });
  fc.assert(
    fc.property(
      sizes.filter(({ length }) => length < 50),
      spots,
      spots,
      spots,
      (size, inX, inG, inDOut) => {
        const { x, g, dOut } = signals(size, 1);
        // Whole numbers keep the finite sums exact in any order.
        const given = { x: x.map(Math.round), g: g.map(Math.round), dOut: dOut.map(Math.round) };
        for (const [array, placed] of [
          [given.x, inX],
          [given.g, inG],
          [given.dOut, inDOut],
        ] as const) {
          for (const [at, value] of placed) if (array.length > 0) array[at % array.length] = value;
        }
        const { sums } = reference(size, given);
        const results = ours(size, given);
        for (const name of ["out", "dX", "dG"] as const) {
          expect(
            [...results[name]].map((value) => value + 0),
            name,
          ).toEqual([...sums[name]].map((value) => value + 0));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("the same signals give the same bits on every call, and are left alone", () => {
  const size = { rows: 2, length: 1500, kernels: 2, radius: 7 };
  const given = signals(size, 4);
  const { forward, backwardKernel } = convolution(size);
  const first = new Float64Array(given.dOut.length);
  const second = first.slice();
  forward(first, given.x, given.g);
  forward(
    new Float64Array(first.length),
    given.x,
    given.g.map((tap) => tap + 1),
  );
  backwardKernel(new Float64Array(given.g.length), given.dOut, given.x);
  forward(second, given.x, given.g);
  expect(second).toEqual(first);
  expect(given).toEqual(signals(size, 4));
});
