import { derivative } from "#core/expression/parse";
import { evaluateAt, type Point } from "#core/expression/point";
import { tidyBinary } from "#core/expression/tidy";
import { call, countOf, numberTree, parts, sameTree, symbolsOf, symbolTree, type Tree } from "#core/formula/tree";

/** How one quantity misses another everywhere: by a factor, or by a term. */
export interface Miss {
  /** What is missed, without its sign. */
  readonly tree: Tree;
  /** Whether the sign is wrong as well; of a term, whether it is to be taken away. */
  readonly negative: boolean;
  /** Whether `tree` is the derivative of something inside, which the chain rule multiplies by. */
  readonly inner: boolean;
}

/** Numbers at points: what one quantity is to be multiplied with, or to be added, to give another. */
export interface Sampled {
  readonly points: readonly Point[];
  readonly numbers: readonly number[];
}

/**
 * A short name for a quantity that is known by its numbers at some points: a plain number, a power of a symbol, a part of `whole`, or
 * the derivative by `by` of such a part, each perhaps times a plain number. Null where it is none of these.
 */
export function recognise(sampled: Sampled, whole: Tree, by: string): Miss | null {
  // The derivative of what is inside first: to forget it is the commonest slip, and 2 may be one too.
  for (const tree of insideSlopes(whole, by)) {
    const ratio = ratioTo(tree, sampled);
    if (ratio !== null && Math.abs(Math.abs(ratio) - 1) < CLOSE) return { tree, negative: ratio < 0, inner: true };
  }
  const constant = ratioOf(sampled.numbers, () => 1);
  if (constant !== null) {
    return { tree: plainNumber(constant) ?? rounded(constant), negative: constant < 0, inner: false };
  }
  for (const tree of candidates(whole)) {
    const ratio = ratioTo(tree, sampled);
    const number = ratio === null ? null : plainNumber(ratio);
    if (ratio !== null && number) return { tree: tidyBinary("*", number, tree), negative: ratio < 0, inner: false };
  }
  return null;
}

function ratioTo(tree: Tree, { points, numbers }: Sampled): number | null {
  const { valueAt } = evaluateAt(tree);
  return ratioOf(numbers, (at) => valueAt(points[at] as Point));
}

const CLOSE = 1e-6;

/** The one number that all are of what `by` says, or null: to six digits or so. */
export function ratioOf(numbers: readonly number[], by: (at: number) => number): number | null {
  let ratio: number | null = null;
  for (const [at, number] of numbers.entries()) {
    const here = number / by(at);
    if (!Number.isFinite(here) || here === 0) return null;
    ratio ??= here;
    if (Math.abs(here - ratio) > CLOSE * Math.abs(ratio)) return null;
  }
  return ratio;
}

const POWERS = [1, 2, 3];
const MOST_PARTS = 24;
/** What is longer than this says no more than "wrong". */
const LONGEST = 24;

const isShort = (tree: Tree) => symbolsOf(tree).length > 0 && countOf(tree) <= LONGEST;

function candidates(whole: Tree): readonly Tree[] {
  const symbols = symbolsOf(whole).flatMap((name) => [
    ...POWERS.map((power) => tidyBinary("^", symbolTree(name), numberTree(power))),
    call("sqrt", symbolTree(name)),
  ]);
  return [...symbols, ...partsOf(whole).filter(isShort).slice(0, MOST_PARTS)].flatMap((tree) => [
    tree,
    tidyBinary("/", numberTree(1), tree),
  ]);
}

/** The derivatives of what stands inside a function, a power or a denominator. */
function insideSlopes(whole: Tree, by: string): readonly Tree[] {
  const inside = partsOf(whole).flatMap((tree) => insideOf(tree));
  const slopes = [...insideOf(whole), ...inside].slice(0, MOST_PARTS).flatMap((part) => derivative(part, by) ?? []);
  return slopes.filter((tree) => countOf(tree) <= LONGEST && !isPlain(tree));
}

// A factor of 1 or 0 cannot be forgotten, and −1 is the sign's.
function isPlain(tree: Tree): boolean {
  if (tree.kind === "negate") return isPlain(tree.of);
  return tree.kind === "number" && (tree.value === 0 || tree.value === 1);
}

function insideOf(tree: Tree): readonly Tree[] {
  if (tree.kind === "call") return [tree.of];
  if (tree.kind !== "binary") return [];
  if (tree.op === "^") return [tree.left, tree.right];
  return tree.op === "/" ? [tree.right] : [];
}

/** The operations inside a tree, each once, short ones first. */
function partsOf(whole: Tree): readonly Tree[] {
  const found: Tree[] = [];
  const visit = (tree: Tree): void => {
    for (const part of parts(tree)) {
      if (found.length >= 4 * MOST_PARTS) return;
      if (parts(part).length > 0 && symbolsOf(part).length > 0 && !found.some((known) => sameTree(known, part))) {
        found.push(part);
      }
      visit(part);
    }
  };
  visit(whole);
  return found.toSorted((a, b) => countOf(a) - countOf(b));
}

const PI: Tree = { kind: "constant", name: "pi" };
const UNITS: readonly (readonly [number, Tree])[] = [
  [1, numberTree(1)],
  [Math.PI, PI],
  [Math.sqrt(2), call("sqrt", numberTree(2))],
  [Math.sqrt(Math.PI), call("sqrt", PI)],
  [Math.sqrt(2 * Math.PI), call("sqrt", tidyBinary("*", numberTree(2), PI))],
  [Math.E, { kind: "constant", name: "e" }],
  [Math.LN2, call("ln", numberTree(2))],
  [Math.LN10, call("ln", numberTree(10))],
];
const LARGEST_PART = 12;

/** The size of a number as a person would write it: 2, 1/3, 2π, 1/√(2π); null where it is not one of these. */
function plainNumber(x: number): Tree | null {
  const size = Math.abs(x);
  for (const [unit, tree] of UNITS) {
    for (const [number, isOver] of [
      [size / unit, false],
      [size * unit, true],
    ] as const) {
      const fraction = plainFraction(number);
      if (!fraction) continue;
      const [top, bottom] = fraction;
      const above = isOver ? numberTree(top) : tidyBinary("*", numberTree(top), tree);
      const below = isOver ? tidyBinary("*", numberTree(bottom), tree) : numberTree(bottom);
      return tidyBinary("/", above, below);
    }
  }
  return null;
}

/** Numbers as a person would write them, less than `within` from this one and not it itself: ln(2) and 9/13 are near 0.69. */
export function nearNumbers(x: number, within: number): readonly Tree[] {
  const found: Tree[] = [];
  for (const [unit, tree] of UNITS) {
    for (const isOver of [false, true]) {
      for (let bottom = 1; bottom <= LARGEST_PART; bottom += 1) {
        const top = Math.round(isOver ? x * bottom * unit : (x * bottom) / unit);
        if (top < 1 || top > LARGEST_TOP) continue;
        const value = isOver ? top / (bottom * unit) : (top * unit) / bottom;
        if (value === x || Math.abs(value - x) >= within) continue;
        const above = isOver ? numberTree(top) : tidyBinary("*", numberTree(top), tree);
        const below = isOver ? tidyBinary("*", numberTree(bottom), tree) : numberTree(bottom);
        found.push(tidyBinary("/", above, below));
      }
    }
  }
  return found;
}

/** Tops of fractions go no further. */
const LARGEST_TOP = 100;

function plainFraction(x: number): readonly [number, number] | null {
  for (let bottom = 1; bottom <= LARGEST_PART; bottom += 1) {
    const top = Math.round(x * bottom);
    if (top >= 1 && top <= 1000 && Math.abs(x * bottom - top) <= CLOSE * top) return [top, bottom];
  }
  return null;
}

function rounded(x: number): Tree {
  const size = Math.abs(x);
  const short = Number(size.toPrecision(4));
  // To miss the factor 1 is to miss nothing.
  return numberTree(short === 1 ? Number(size.toPrecision(9)) : short);
}
