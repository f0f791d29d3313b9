import { pow } from "#core/tensor/pow";
import { type FunctionName, functions } from "./functions";

/** How terms are reckoned: with plain numbers, with numbers of any size, or with both a number and how fast it moves. */
export interface Algebra<T> {
  readonly of: (x: number) => T;
  readonly add: (a: T, b: T) => T;
  readonly subtract: (a: T, b: T) => T;
  readonly multiply: (a: T, b: T) => T;
  readonly divide: (a: T, b: T) => T;
  readonly power: (a: T, b: T) => T;
  readonly negate: (a: T) => T;
  readonly call: (fn: FunctionName, x: T) => T;
  /** fn′(x). */
  readonly slope: (fn: FunctionName, x: T) => T;
  /** Below 0 where a < b, above it where a > b; NaN where that cannot be said. */
  readonly compare: (a: T, b: T) => number;
  readonly number: (a: T) => number;
}

/** What an operator asks of an algebra. */
export const OPERATIONS = { "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "^": "power" } as const;

const X = new Float64Array(1);
const Y = new Float64Array(1);
const SLOPE = new Float64Array(1);
const ONE = Float64Array.of(1);

/** fn(x), by the very arithmetic of a run. */
export function curveAt(fn: FunctionName, x: number): number {
  X[0] = x;
  functions[fn].forward(Y, X, 1);
  return Y[0] as number;
}

/** fn′(x), by the very arithmetic of a run. */
export function slopeAt(fn: FunctionName, x: number): number {
  X[0] = x;
  functions[fn].forward(Y, X, 1);
  functions[fn].backward(SLOPE, ONE, X, Y, 1);
  return SLOPE[0] as number;
}

/** Float64, as a run reckons. */
export const plain: Algebra<number> = {
  of: (x) => x,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: pow,
  negate: (a) => -a,
  call: curveAt,
  slope: slopeAt,
  compare: (a, b) => a - b,
  number: (a) => a,
};

/** A number and how fast it moves. */
export interface Dual<T> {
  readonly value: T;
  readonly dot: T;
}

/** Forward mode, Vicas 2022 (1), over another algebra. */
export function dual<T>(base: Algebra<T>): Algebra<Dual<T>> {
  const { add, subtract, multiply, divide, power, negate } = base;
  const zero = base.of(0);
  return {
    of: (x) => ({ value: base.of(x), dot: zero }),
    add: (a, b) => ({ value: add(a.value, b.value), dot: add(a.dot, b.dot) }),
    subtract: (a, b) => ({ value: subtract(a.value, b.value), dot: subtract(a.dot, b.dot) }),
    multiply: (a, b) => ({
      value: multiply(a.value, b.value),
      dot: add(multiply(a.dot, b.value), multiply(a.value, b.dot)),
    }),
    divide: (a, b) => {
      const value = divide(a.value, b.value);
      return { value, dot: divide(subtract(a.dot, multiply(value, b.dot)), b.value) };
    },
    power: (a, b) => {
      const value = power(a.value, b.value);
      const byBase = multiply(multiply(b.value, power(a.value, subtract(b.value, base.of(1)))), a.dot);
      if (base.number(b.dot) === 0) return { value, dot: byBase };
      return { value, dot: add(byBase, multiply(multiply(value, base.call("ln", a.value)), b.dot)) };
    },
    negate: (a) => ({ value: negate(a.value), dot: negate(a.dot) }),
    call: (fn, x) => ({ value: base.call(fn, x.value), dot: multiply(base.slope(fn, x.value), x.dot) }),
    slope: (fn, x) => ({ value: base.slope(fn, x.value), dot: base.of(Number.NaN) }),
    compare: (a, b) => base.compare(a.value, b.value),
    number: (a) => base.number(a.value),
  };
}
