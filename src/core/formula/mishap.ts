import { type Algebra, plain } from "./algebra";
import { reckonedBy } from "./evaluate";
import type { FunctionName } from "./functions";
import type { Ground } from "./site";
import type { BinaryOp, Formula, Ref } from "./tree";

/** Where a formula, reckoned as it is written, first came to what is not finite. */
export interface Mishap {
  /** What was done: an operator, a function, or the slope of one. */
  readonly done: BinaryOp | FunctionName;
  readonly isSlope: boolean;
  /** What it was done to. */
  readonly with: readonly number[];
  readonly result: number;
  /** The number of a tensor that it came of, as far as can be told; null where none was read. */
  readonly read: Reading | null;
}

/** A number of a tensor, by its place in row-major order. */
export interface Reading extends Ref {
  readonly at: number;
  readonly value: number;
}

/** Of the two numbers that were read last, the one that is an operand itself, else the larger: a small one leads to nothing. */
function blamed(operands: readonly number[], before: Reading | null, last: Reading | null): Reading | null {
  if (!before || !last || operands.includes(last.value)) return last;
  return operands.includes(before.value) || Math.abs(before.value) > Math.abs(last.value) ? before : last;
}

/** A formula, ready to be asked why it is not finite. */
export interface Mishaps {
  /** How many entries its left side has. */
  readonly all: number;
  readonly at: (entry: number) => Mishap | null;
}

/**
 * Why a formula is not finite at an entry of its left side: the first operation that made what is not finite of what is, or NaN
 * of what was none. Null where there is none, as where what went in was not finite already.
 * @throws RangeError where shapes do not go with it
 */
export function mishapsOf(formula: Formula, ground: Ground): Mishaps {
  let found: Mishap | null = null;
  let last: Reading | null = null;
  let before: Reading | null = null;
  const check = (done: Mishap["done"], operands: readonly number[], result: number, isSlope = false): number => {
    if (!found && !Number.isFinite(result)) {
      const made = Number.isNaN(result) ? !operands.some(Number.isNaN) : operands.every(Number.isFinite);
      if (made) found = { done, isSlope, with: operands, result, read: blamed(operands, before, last) };
    }
    return result;
  };
  const tracing: Algebra<number> = {
    ...plain,
    add: (a, b) => check("+", [a, b], plain.add(a, b)),
    subtract: (a, b) => check("-", [a, b], plain.subtract(a, b)),
    multiply: (a, b) => check("*", [a, b], plain.multiply(a, b)),
    divide: (a, b) => check("/", [a, b], plain.divide(a, b)),
    power: (a, b) => check("^", [a, b], plain.power(a, b)),
    call: (fn, x) => check(fn, [x], plain.call(fn, x)),
    slope: (fn, x) => check(fn, [x], plain.slope(fn, x), true),
  };
  const { all, at } = reckonedBy(formula, ground, tracing, (of, _grad, known, place) => {
    const value = known?.head[place];
    if (value === undefined) return;
    before = last;
    last = { ...of, at: place, value };
  });
  return {
    all,
    at(entry) {
      found = null;
      last = null;
      before = null;
      at(entry);
      return found;
    },
  };
}
