import { plain } from "./algebra";
import {
  type Ask,
  type Compiling,
  compileCondition,
  compileSides,
  compileTerm,
  hasMovedIndex,
  type Sides,
} from "./compile";
import { reading } from "./evaluate";
import { type Locate, locate, loopsOf, walk } from "./letters";
import { brief, type NumberWriter } from "./number";
import { partials } from "./partial";
import { fitted } from "./rounding";
import { entrywise } from "./scope";
import type { Ground } from "./site";
import {
  binary,
  countOf,
  type Entry,
  type Formula,
  LEAD,
  numberTree,
  type TensorPlace,
  type Term,
  withParts,
} from "./tree";

/** A formula with numbers put in, for one entry of its left side. */
export interface Numbered {
  /** The same sides, the left one first, with a number wherever a tensor stood, and sums written out. */
  readonly formula: Formula;
  /** Whether the sides agree as they are written, with as many digits as it takes: who reckons with them should not find a mistake. */
  readonly isExact: boolean;
}

/** A formula ready to have numbers put in. */
export interface NumberedFormula {
  /** How many entries its left side has, in row-major order over its leading axes and its letters. */
  readonly all: number;
  /** The formula at one of them; null where numbers are not known. */
  readonly at: (entry: number) => Numbered | null;
  /** The entries to begin with, `most` of them: the first; along an axis that is counted from its middle, those about the middle. */
  readonly first: (most: number) => readonly number[];
  /** The left side's number there; null where it is not known. */
  readonly valueAt: (entry: number) => number | null;
  /** The entry of the left side at this place of a tensor; null where the left side is none of its entries. */
  readonly entryOf: (place: TensorPlace) => number | null;
}

/** Terms of a sum that are all written; of a longer one only the largest few are. */
const MOST_TERMS = 4;
const SOME_TERMS = 3;

/** Operations, numbers and entries of a term that is read at a glance beside others. */
const LONG_TERM = 12;

/** Terms of a sum that are looked at; of a longer one nothing is said. */
const MOST_LOOKED_AT = 2 ** 16;

/** Makes a formula ready for numbers; null where it says no equation, or where shapes do not go with it. `write` writes a number. */
export function numbered(given: Formula, ground: Ground, write: NumberWriter = brief): NumberedFormula | null {
  if (given.sides.length < 2) return null;
  const formula = entrywise(given);
  const unknown = { met: false };
  const read = reading(plain, unknown);
  let sides: Sides<number>;
  try {
    sides = compileSides(formula, ground, plain, read, partials(plain));
  } catch {
    return null;
  }
  const { letters } = sides;
  const whole: Compiling<number> = {
    ground,
    letters,
    locals: formula.locals,
    algebra: plain,
    read,
    args: new Map(),
    inSum: false,
    partial: partials(plain),
  };
  const [left] = formula.sides;
  const leftPlace = left?.kind === "entry" ? locate(left, ground, letters, true) : null;

  /** Reckons, and tells whether all that it takes is known. */
  function known(ask: Ask<number>): number | null {
    unknown.met = false;
    const value = ask();
    return unknown.met ? null : value;
  }

  const asks = new Map<Term, Ask<number>>();
  const askOf = (term: Term, inSum: boolean): Ask<number> => {
    const made = asks.get(term) ?? compileTerm(term, { ...whole, inSum });
    asks.set(term, made);
    return made;
  };

  const places = new Map<Entry, Locate>();
  const placeOf = (entry: Entry): Locate => {
    const made = places.get(entry) ?? locate(entry, ground, letters, true);
    places.set(entry, made);
    return made;
  };

  /** A term with numbers put in; null where it lies outside of its tensor, and so is 0. */
  function put(term: Term, inSum: boolean, isTerm: boolean): Term | null {
    const inner = (part: Term) => put(part, inSum, isTerm) ?? numberTree(0);
    const value = (): Term => ({ kind: "value", value: needed(known(askOf(term, inSum))), from: null });
    switch (term.kind) {
      case "entry":
        return putEntry(term);
      case "symbol":
        return numberTree(needed(known(askOf(term, inSum))));
      case "binary": {
        const [one, other] = [put(term.left, inSum, isTerm), put(term.right, inSum, isTerm)];
        if (term.op === "*" && (!one || !other)) return null;
        if (term.op === "+" && (!one || !other)) return one ?? other;
        if (term.op === "-" && !other) return one;
        return { ...term, left: one ?? numberTree(0), right: other ?? numberTree(0) };
      }
      case "negate": {
        const of = put(term.of, inSum, isTerm);
        return of && { ...term, of };
      }
      case "count":
        return numberTree(needed(known(askOf(term, inSum))));
      case "local":
      case "partial":
        return value();
      case "sum":
        return putSum(term, inSum, isTerm);
      case "cases": {
        // Among the terms of a sum, why a case holds would be in the way; one that comes to 0 is none.
        if (isTerm) {
          const found = term.cases.find((each) => compileCondition(each, { ...whole, inSum })());
          const is = found ? found.is : term.otherwise;
          return !is || (is.kind === "number" && is.value === 0) ? null : put(is, inSum, isTerm);
        }
        for (const each of term.cases) {
          if (!compileCondition(each, { ...whole, inSum })()) continue;
          return {
            ...term,
            cases: [{ ...each, left: inner(each.left), right: inner(each.right), is: inner(each.is) }],
            otherwise: null,
          };
        }
        const [first] = term.cases;
        if (!first || !term.otherwise) return term.otherwise && inner(term.otherwise);
        const sign = { ">": "≤", "≤": ">", "=": "≠", "≠": "=" } as const;
        const why = {
          ...first,
          left: inner(first.left),
          sign: sign[first.sign],
          right: inner(first.right),
          is: inner(term.otherwise),
        };
        return { ...term, cases: [why], otherwise: null };
      }
      case "brief":
        return value();
      case "cost":
        // What C is stands in no tensor of the node.
        throw new Unknown();
      default:
        return withParts(term, inner);
    }
  }

  function putEntry(entry: Entry): Term | null {
    const at = placeOf(entry)();
    if (at < 0) return null;
    const head = ground.known(entry.of, entry.grad)?.head;
    return { kind: "value", value: needed(head?.[at] ?? null), from: { ...entry.of, at, isGradient: entry.grad } };
  }

  /** A sum written out: all of its terms, or the largest, and what the others come to. Sums in sums are one, or a number. */
  function putSum(term: Extract<Term, { kind: "sum" }>, inSum: boolean, isTerm: boolean): Term | null {
    const over = [...term.over];
    let of = term.of;
    for (; of.kind === "sum"; of = of.of) over.push(...of.over);
    const open = inSum || over.includes(LEAD);
    const loops = loopsOf(over, letters);
    const count = loops.reduce((product, { length }) => product * length, 1);
    if (count > MOST_LOOKED_AT) throw new Unknown();
    if (isTerm && count > 1) return { kind: "value", value: needed(known(askOf(term, inSum))), from: null };
    const ask = askOf(of, open);
    const all: { readonly at: readonly number[]; readonly value: number | null }[] = [];
    walk(loops, letters.at, () => {
      if (isNothing(of, open)) return;
      all.push({ at: [...letters.at], value: known(ask) });
    });
    const shown = all.length <= MOST_TERMS ? all : largest(all);
    if (shown.length === 0 && all.length > 0) throw new Unknown();
    const isFew = all.length > 1 && countOf(of) > LONG_TERM;
    const terms = shown.map(({ at }) => {
      for (const [slot, place] of at.entries()) letters.at[slot] = place;
      return (isFew ? putFactors(of, open) : put(of, open, isTerm || all.length > 1)) ?? numberTree(0);
    });
    const rest = all.filter((each) => !shown.includes(each));
    const more: readonly Term[] =
      rest.length === 0
        ? []
        : [
            {
              kind: "more",
              count: rest.length,
              value: rest.reduce((total, { value }) => total + (value ?? Number.NaN), 0),
            },
          ];
    const [first, ...others] = [...terms, ...more];
    return first ? others.reduce((total, each) => binary<Term>("+", total, each), first) : null;
  }

  /** A term that is long by itself, such as one with a fraction in an exponent: its factors, each as the number that it comes to. */
  function putFactors(term: Term, inSum: boolean): Term {
    if (term.kind === "entry" || term.kind === "number") return put(term, inSum, true) ?? numberTree(0);
    if (term.kind === "binary" && term.op === "*")
      return { ...term, left: putFactors(term.left, inSum), right: putFactors(term.right, inSum) };
    return { kind: "value", value: needed(known(askOf(term, inSum))), from: null };
  }

  /** Whether a term of a sum takes an entry that lies outside of its tensor, or is a case that comes to nothing. */
  function isNothing(term: Term, inSum: boolean): boolean {
    if (term.kind === "binary" && term.op === "*") return isNothing(term.left, inSum) || isNothing(term.right, inSum);
    if (term.kind === "cases") return put(term, inSum, true) === null;
    return term.kind === "entry" && hasMovedIndex(term) && placeOf(term)() < 0;
  }

  function at(entry: number): Numbered | null {
    const putSide = (side: Term): Term | null => {
      sides.stand(entry);
      try {
        return put(side, false, false) ?? numberTree(0);
      } catch (error) {
        if (error instanceof Unknown || error instanceof RangeError) return null;
        throw error;
      }
    };
    const [first, ...others] = formula.sides.map(putSide);
    const value = valueAt(entry);
    if (!first || value === null || others.includes(null)) return null;
    const rights = others.map((side) => fitted(side as Term, value, write));
    return {
      formula: { sides: [first, ...rights.map(({ side }) => side)], locals: [] },
      isExact: rights.every(({ isExact }) => isExact),
    };
  }

  function valueAt(entry: number): number | null {
    sides.stand(entry);
    return known(sides.asks[0] as Ask<number>);
  }

  /** Of the first row, the places about the middle of a last axis that is counted from there. */
  function first(most: number): readonly number[] {
    const last = sides.loops.at(-1);
    const count = Math.min(most, sides.all);
    const middle = last && last.from < 0 ? Math.max(0, -last.from - Math.floor((most - 1) / 2)) : 0;
    const from = last ? Math.min(middle, Math.max(0, last.length - count)) : 0;
    return Array.from({ length: count }, (_, each) => (from + each) % sides.all);
  }

  return {
    all: sides.all,
    at,
    first,
    valueAt,
    entryOf: (place) => {
      if (left?.kind !== "entry" || !leftPlace) return null;
      if (left.of.name !== place.name || left.of.role !== place.role || left.grad !== place.isGradient) return null;
      for (let entry = 0; entry < sides.all; entry += 1) {
        sides.stand(entry);
        if (leftPlace() === place.at) return entry;
      }
      return null;
    },
  };
}

/** A number that a line needs is not known. */
class Unknown extends Error {}

function needed(value: number | null): number {
  if (value === null) throw new Unknown();
  return value;
}

/** The largest terms whose numbers are known, in the order of the sum; a NaN is larger than any. */
function largest<T extends { readonly value: number | null }>(all: readonly T[]): readonly T[] {
  const size = ({ value }: T) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.abs(value ?? 0));
  const told = all
    .filter(({ value }) => value !== null)
    .sort((a, b) => size(b) - size(a) || 0)
    .slice(0, SOME_TERMS);
  return all.filter((each) => told.includes(each));
}
