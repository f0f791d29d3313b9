import { type Algebra, plain } from "./algebra";
import { type Compiling, compileSides, type Sides } from "./compile";
import { partials } from "./partial";
import { entrywise } from "./scope";
import type { Ground } from "./site";
import type { Formula } from "./tree";
import { wideNumbers } from "./wide";

/** A formula over the numbers of one node, ready to be asked. */
export interface Evaluation {
  /** How many entries its left side has, in row-major order over its leading axes and its letters. */
  readonly all: number;
  /**
   * Each side's number at an entry of the left side, the left one first; null where a number is not among those that are known.
   * @throws RangeError where an index runs past an end.
   */
  readonly at: (entry: number) => readonly (number | null)[];
  /** The same with numbers of any size, where what is written overflows on the way. */
  readonly wideAt: (entry: number) => readonly (number | null)[];
}

/**
 * Makes a formula ready to be evaluated as it is written.
 * @throws RangeError where shapes do not go with it, or a tensor that it speaks of is not there.
 */
export function evaluate(given: Formula, ground: Ground): Evaluation {
  const formula = entrywise(given);
  const sides = reckoned(formula, ground, plain);
  let wide: Reckoned<unknown> | null = null;
  return {
    all: sides.all,
    at: (entry) => sides.at(entry),
    wideAt: (entry) => {
      wide ??= reckoned(formula, ground, wideNumbers) as Reckoned<unknown>;
      return wide.at(entry);
    },
  };
}

/** As `evaluate`, over any algebra, which hears of each number that is read. */
export function reckonedBy<T>(
  formula: Formula,
  ground: Ground,
  algebra: Algebra<T>,
  heard: (...read: Parameters<Compiling<T>["read"]>) => void,
): { readonly all: number; readonly at: (entry: number) => readonly (number | null)[] } {
  return reckoned(entrywise(formula), ground, algebra, heard);
}

interface Reckoned<T> extends Sides<T> {
  readonly at: (entry: number) => readonly (number | null)[];
}

function reckoned<T>(
  formula: Formula,
  ground: Ground,
  algebra: Algebra<T>,
  heard: (...read: Parameters<Compiling<T>["read"]>) => void = () => {},
): Reckoned<T> {
  const unknown = { met: false };
  const quietly = reading(algebra, unknown);
  const read: Compiling<T>["read"] = (...asked) => {
    heard(...asked);
    return quietly(...asked);
  };
  const sides = compileSides(formula, ground, algebra, read, partials(algebra));
  return {
    ...sides,
    at(entry) {
      return sides.asks.map((ask) => {
        sides.stand(entry);
        unknown.met = false;
        const value = algebra.number(ask());
        return unknown.met ? null : value;
      });
    },
  };
}

/** Reads numbers of tensors, and marks that one was not known. */
export function reading<T>(algebra: Algebra<T>, unknown: { met: boolean }): Compiling<T>["read"] {
  return (_of, _grad, known, at) => {
    const value = known?.head[at];
    if (value === undefined) unknown.met = true;
    return algebra.of(value ?? Number.NaN);
  };
}

/** Whether a side has the left side's number, at so small a share of it. */
export function agrees(left: number | null, right: number | null, share = 1e-9): boolean {
  if (left === null || right === null) return false;
  if (Object.is(left, right) || left === right) return true;
  if (!Number.isFinite(left) || !Number.isFinite(right)) return false;
  return Math.abs(left - right) <= share * Math.max(Math.abs(left), Math.abs(right)) + FLOOR;
}

/** What rounding leaves of a sum that comes to 0. */
const FLOOR = 1e-13;
