import { type Shape, type Tensor, zeros } from "./tensor";

/** A stream of random numbers that follows wholly from its seed. */
export interface Random {
  /** Evenly spread over [0, 1), a multiple of 2^-53. */
  readonly uniform: () => number;
  /** Normally distributed with mean 0 and standard deviation 1. */
  readonly normal: () => number;
}

/**
 * A stream of random numbers: sfc32 by Chris Doty-Humphrey (PractRand), with a period of 2^32 or more; not for secrets.
 * The same seed gives the same bits on every machine and engine. All whole numbers up to ±(2^53 − 1) are different seeds; a fraction
 * is dropped, and what is not finite counts as 0.
 */
export function seededRandom(seed: number): Random {
  const whole = Number.isFinite(seed) ? Math.trunc(seed) : 0;
  const state = Uint32Array.of(0, whole, Math.floor(whole / 2 ** 32), 1);
  for (let round = 0; round < 15; round += 1) next32(state);
  let spare = Number.NaN;

  /** Two draws: 27 bits above 26. */
  function uniform(): number {
    const high = next32(state) >>> 5;
    const low = next32(state) >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** Marsaglia's polar method: a point in the unit disc gives two normal numbers, and the second is kept for the next call. */
  function normal(): number {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        const stretch = Math.sqrt((-2 * logOfFraction(square)) / square);
        spare = y * stretch;
        return x * stretch;
      }
    }
  }

  return { uniform, normal };
}

/** One step of sfc32 over its four words [a, b, c, counter]; a number of 32 bits, without sign. */
function next32(state: Uint32Array): number {
  const a = state[0] as number;
  const b = state[1] as number;
  const c = state[2] as number;
  const counter = state[3] as number;
  const result = (a + b + counter) >>> 0;
  state[0] = b ^ (b >>> 9);
  state[1] = c + (c << 3);
  state[2] = ((c << 21) | (c >>> 11)) + result;
  state[3] = counter + 1;
  return result;
}

/**
 * ln(x) for 0 < x ≤ 1. Engines may differ in the last bit of `Math.log`; sums, products and quotients are rounded as IEEE 754 says
 * everywhere, and so is `Math.sqrt`. With x = f·2^−e and f in (1/√2, √2]: ln f = 2 artanh((f − 1)/(f + 1)), by its series.
 */
function logOfFraction(x: number): number {
  let fraction = x;
  let halvings = 0;
  while (fraction <= Math.SQRT1_2) {
    fraction *= 2;
    halvings += 1;
  }
  const t = (fraction - 1) / (fraction + 1);
  const square = t * t;
  // |t| < 0.172, so that the term after t^19 is below 2^-53 of the sum.
  let series = 0;
  for (let power = 19; power >= 1; power -= 2) series = series * square + 1 / power;
  return 2 * t * series - halvings * Math.LN2;
}

/** Entries spread evenly from `low` up to `high`, in row-major order of the stream of `seed`. */
export function uniformTensor(shape: Shape, seed: number, low: number, high: number): Tensor {
  const { uniform } = seededRandom(seed);
  const drawn = zeros(shape);
  for (let i = 0; i < drawn.data.length; i += 1) drawn.data[i] = low + (high - low) * uniform();
  return drawn;
}

/** Normally distributed entries with this mean and standard deviation, in row-major order of the stream of `seed`. */
export function normalTensor(shape: Shape, seed: number, mean: number, deviation: number): Tensor {
  const { normal } = seededRandom(seed);
  const drawn = zeros(shape);
  for (let i = 0; i < drawn.data.length; i += 1) drawn.data[i] = mean + deviation * normal();
  return drawn;
}

/** Entries at even steps, in row-major order: the first is `from`, the last is `to`; a single one is `from`. */
export function linspaceTensor(shape: Shape, from: number, to: number): Tensor {
  const spaced = zeros(shape);
  const last = spaced.data.length - 1;
  // Multiplied before it is divided, so that 0 to 1 in eleven steps holds 0.3 and not 0.30000000000000004.
  for (let i = 0; i < last; i += 1) spaced.data[i] = from + (i * (to - from)) / last;
  if (last >= 0) spaced.data[last] = last === 0 ? from : to;
  return spaced;
}

/**
 * A row for each index, with 1 at that place and 0 elsewhere: shape [indexes.length, classes]. A single index gives shape [classes].
 * @throws RangeError when an index is not a whole number from 0 to classes − 1.
 */
export function oneHotTensor(classes: number, indexes: number | readonly number[]): Tensor {
  const rows = typeof indexes === "number" ? [indexes] : indexes;
  const encoded = zeros(typeof indexes === "number" ? [classes] : [rows.length, classes]);
  for (const [row, index] of rows.entries()) {
    if (!Number.isInteger(index) || index < 0 || index >= classes) {
      throw new RangeError(`the class ${index} is not a whole number from 0 to ${classes - 1}`);
    }
    encoded.data[row * classes + index] = 1;
  }
  return encoded;
}
