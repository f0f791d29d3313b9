import { pow } from "#core/tensor/pow";
import { type Algebra, curveAt, slopeAt } from "./algebra";

/**
 * A number of any size: digits · 2^exponent, with 1/2 ≤ |digits| < 1 unless it is 0, infinite or no number. What is written as
 * e^x / Σ e^x has a value where e^x overflows; an op reckons it another way round, and is to be held against what is written.
 */
export interface Wide {
  readonly digits: number;
  readonly exponent: number;
}

function wide(digits: number, exponent: number): Wide {
  if (digits === 0 || !Number.isFinite(digits)) return { digits, exponent: 0 };
  if (!Number.isFinite(exponent)) {
    return { digits: exponent > 0 ? digits * Number.POSITIVE_INFINITY : 0, exponent: 0 };
  }
  // A denormal has fewer bits than its exponent says.
  const size = Math.abs(digits) < 2 ** -1022 ? 1074 : 0;
  const scaled = digits * 2 ** size;
  const shift = Math.floor(Math.log2(Math.abs(scaled))) + 1;
  const half = shift >> 1;
  return { digits: scaled * 2 ** -half * 2 ** -(shift - half), exponent: exponent + shift - size };
}

function toNumber({ digits, exponent }: Wide): number {
  const held = Math.max(-2200, Math.min(2200, exponent));
  const third = Math.trunc(held / 3);
  return digits * 2 ** third * 2 ** third * 2 ** (held - 2 * third);
}

function add(a: Wide, b: Wide): Wide {
  if (a.digits === 0) return b;
  if (b.digits === 0) return a;
  if (!Number.isFinite(a.digits) || !Number.isFinite(b.digits)) return wide(a.digits + b.digits, 0);
  const [large, small] = a.exponent >= b.exponent ? [a, b] : [b, a];
  const apart = Math.max(small.exponent - large.exponent, -1000);
  return wide(large.digits + small.digits * 2 ** apart, large.exponent);
}

const negate = ({ digits, exponent }: Wide): Wide => ({ digits: -digits, exponent });

/** 2^x. */
function twoTo(x: number): Wide {
  const whole = Math.floor(x);
  return Number.isFinite(x) ? wide(2 ** (x - whole), whole) : wide(2 ** x, 0);
}

function power(a: Wide, b: Wide): Wide {
  const exponent = toNumber(b);
  const whole = toNumber(a);
  if (whole === 1 || (whole === -1 && !Number.isFinite(exponent))) return wide(pow(whole, exponent), 0);
  const size = Math.abs(a.digits);
  if (a.digits === 0 || !Number.isFinite(a.digits) || exponent === 0) return wide(a.digits ** exponent, 0);
  const sign = a.digits > 0 ? 1 : (-1) ** exponent;
  const small = size ** exponent;
  if (Number.isInteger(exponent) && small !== 0 && Number.isFinite(small)) {
    return wide(sign * small, a.exponent * exponent);
  }
  return wide(sign, 0).digits === 0
    ? wide(0, 0)
    : times(wide(sign, 0), twoTo(exponent * (a.exponent + Math.log2(size))));
}

function times(a: Wide, b: Wide): Wide {
  return wide(a.digits * b.digits, a.exponent + b.exponent);
}

/** Reckons with exponents that never end. */
export const wideNumbers: Algebra<Wide> = {
  of: (x) => wide(x, 0),
  add,
  subtract: (a, b) => add(a, negate(b)),
  multiply: times,
  divide: (a, b) => wide(a.digits / b.digits, a.exponent - b.exponent),
  power,
  negate,
  call: (fn, x) => {
    if (fn === "exp") return twoTo(toNumber(x) * Math.LOG2E);
    if ((fn === "ln" || fn === "log") && x.digits > 0 && Number.isFinite(x.digits)) {
      return wide(Math.log(x.digits) + x.exponent * Math.LN2, 0);
    }
    return wide(curveAt(fn, toNumber(x)), 0);
  },
  slope: (fn, x) => (fn === "exp" ? twoTo(toNumber(x) * Math.LOG2E) : wide(slopeAt(fn, toNumber(x)), 0)),
  compare: (a, b) => add(a, negate(b)).digits,
  number: toNumber,
};
