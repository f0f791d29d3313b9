import { parseExpression } from "#core/expression/parse";
import { evaluateAt, type Point } from "#core/expression/point";
import { tidyBinary } from "#core/expression/tidy";
import type { KnownSite } from "#core/formula/site";
import { numberTree, symbolsOf, type Tree } from "#core/formula/tree";
import type { Exercise } from "#core/ops/define";
import { type EntryPoint, entryPoints, type Reference, randomPoints, referenceFor } from "./derivation-points";
import { ratioOf, recognise } from "./near-miss";
import { type RoundedNumber, roundedIn } from "./rounded-number";

/** A place where what was typed is not the derivative. */
export interface Deviation {
  /** Where in the node's entries, from 0; null for a point that is none of the node's. */
  readonly index: readonly number[] | null;
  readonly point: Point;
  readonly typed: number;
  /** The derivative by the chain rule. */
  readonly expected: number;
  /** The same by central differences. */
  readonly numeric: number;
}

/** What is to be said of a derivative that a person typed. */
export type DerivationVerdict =
  /** It agrees at all `points`, among them `entries` of the node's own. */
  | { readonly kind: "right"; readonly points: number; readonly entries: number }
  | { readonly kind: "sign" }
  /** Times `factor` it is right, or where `tooMuch`, divided by it; `negative`: and with the other sign. */
  | {
      readonly kind: "factor";
      readonly factor: Tree;
      readonly tooMuch: boolean;
      readonly negative: boolean;
      /** The factor is the derivative of what is inside. */
      readonly inner: boolean;
    }
  /** It is right once a number in it has all its digits. */
  | ({ readonly kind: "rounded" } & RoundedNumber)
  /** With this term added, or where `tooMuch`, taken away, it is right. */
  | { readonly kind: "term"; readonly term: Tree; readonly tooMuch: boolean }
  /** Right at `right` of the node's entries and not at the others; where it is right at all of them, not elsewhere. */
  | {
      readonly kind: "entries";
      readonly right: number;
      readonly entries: number;
      readonly wrong: readonly Deviation[];
    }
  /** Wrong wherever it was tried. */
  | { readonly kind: "wrong"; readonly wrong: readonly Deviation[] }
  /** It has no value where the derivative has one; `elsewhere`: and is right wherever it has one. */
  | { readonly kind: "undefined"; readonly at: Deviation; readonly elsewhere: boolean }
  /** `at` counts characters from 0. */
  | { readonly kind: "unreadable"; readonly fault: string; readonly at: number | null }
  | { readonly kind: "stranger"; readonly symbol: string; readonly symbols: readonly string[] }
  /** There is no point at which the quantity has a derivative that could be found. */
  | { readonly kind: "unchecked" };

/** How many deviations are told. */
const MOST_DEVIATIONS = 3;

/** Of one that is wrong everywhere, fewer tell as much. */
const MOST_WRONG = 2;

interface Tried extends Reference {
  readonly index: readonly number[] | null;
  readonly typed: number;
  readonly agrees: boolean;
}

/**
 * Judges a typed ∂quantity/∂by: compared with the chain rule's, which central differences confirm at each point, at the node's own
 * numbers and at random ones in the domain. Never throws, whatever the text is.
 * @param site the node's numbers; null where there are none yet
 */
export function judgeDerivation(exercise: Exercise, text: string, site: KnownSite | null): DerivationVerdict {
  const whole = parseExpression(exercise.expression);
  if ("fault" in whole) return { kind: "unchecked" };
  const typed = parseExpression(text);
  if ("fault" in typed) return { kind: "unreadable", fault: typed.fault, at: typed.at ?? null };
  const symbols = Object.keys(exercise.symbols);
  const stranger = typed.symbols.find((symbol) => !symbols.includes(symbol));
  if (stranger !== undefined) return { kind: "stranger", symbol: stranger, symbols };
  return judgeAt(typed.tree, whole.tree, exercise, site ? entryPoints(exercise, site) : []);
}

function judgeAt(typed: Tree, whole: Tree, exercise: Exercise, entries: readonly EntryPoint[]): DerivationVerdict {
  const reference = referenceFor(whole, exercise.by);
  const known = entries.flatMap(({ index, point }) => {
    const here = reference(point);
    return here ? [{ ...here, index }] : [];
  });
  const all = [...known, ...randomPoints(exercise, reference, entries).map((here) => ({ ...here, index: null }))];
  if (all.length === 0) return { kind: "unchecked" };
  const { valueAt } = evaluateAt(typed);
  const scale = median(all.map(({ expected }) => Math.abs(expected)));
  const tried = all.map((here): Tried => {
    const value = valueAt(here.point);
    return { ...here, typed: value, agrees: isSame(value, here, scale) };
  });
  if (tried.every(({ agrees }) => agrees)) return { kind: "right", points: tried.length, entries: known.length };
  const defined = tried.filter(({ typed: value }) => Number.isFinite(value));
  const undefinedAt = tried.find(({ typed: value }) => !Number.isFinite(value));
  if (undefinedAt && defined.every(({ agrees }) => agrees)) {
    return { kind: "undefined", at: undefinedAt, elsewhere: defined.length > 0 };
  }
  const isRight = (tree: Tree) => {
    const { valueAt: numberAt } = evaluateAt(tree);
    return tried.every((here) => isSame(numberAt(here.point), here, scale));
  };
  const numbered = roundedIn(typed, isRight, ratioBetween(defined));
  if (numbered) return { kind: "rounded", ...numbered };
  return factorOf(defined, typed, whole, exercise.by) ?? termOf(defined, typed, whole, exercise.by) ?? placesOf(tried);
}

function isSame(typed: number, { expected, value }: Reference, scale: number): boolean {
  const larger = Math.max(Math.abs(typed), Math.abs(expected));
  // Where a sum cancels, only its terms tell how far rounding may put it off.
  return Math.abs(typed - expected) <= 1e-8 * larger + 1e-11 * (scale > 0 ? scale : Math.abs(value));
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Fewer points than this prove no pattern. */
const ENOUGH = 4;

/** Points where either of the two is something; a slope of 0 that rounding has left at 1e-17 is none. */
function tellingOf(tried: readonly Tried[]): readonly Tried[] {
  const largest = Math.max(0, ...tried.map(({ typed, expected }) => Math.max(Math.abs(typed), Math.abs(expected))));
  return tried.filter(({ typed, expected }) => Math.max(Math.abs(typed), Math.abs(expected)) > NOTHING * largest);
}

const NOTHING = 1e-12;

/** What the typed derivative is to be multiplied with everywhere; null where that is not one number. */
function ratioBetween(tried: readonly Tried[]): number | null {
  const telling = tellingOf(tried);
  const at = (point: number) => (telling[point] as Tried).typed;
  return ratioOf(
    telling.map(({ expected }) => expected),
    at,
  );
}

function factorOf(tried: readonly Tried[], typed: Tree, whole: Tree, by: string): DerivationVerdict | null {
  const telling = tellingOf(tried);
  if (telling.length < ENOUGH) return null;
  const sampled = {
    points: telling.map(({ point }) => point),
    numbers: telling.map(({ typed: value, expected }) => expected / value),
  };
  const miss = recognise(sampled, whole, by);
  if (!miss) return null;
  const { tree, negative, inner } = miss;
  if (negative && tree.kind === "number" && tree.value === 1) return { kind: "sign" };
  // To a bare number, the whole answer would be "a missing factor".
  const isAnswer = symbolsOf(typed).length === 0 && tree.kind !== "symbol" && symbolsOf(tree).length > 0;
  if (isAnswer) return null;
  const tooMuch = isTooMuch(tree);
  const factor = tooMuch ? tidyBinary("/", numberTree(1), tree) : tree;
  return { kind: "factor", factor, tooMuch, negative, inner };
}

/** 1/x missing is x too much, and so is a half a 2. */
function isTooMuch(tree: Tree): boolean {
  return tree.kind === "binary" && tree.op === "/" && symbolsOf(tree.left).length === 0;
}

function termOf(tried: readonly Tried[], typed: Tree, whole: Tree, by: string): DerivationVerdict | null {
  if (tried.length < ENOUGH || symbolsOf(typed).length === 0) return null;
  const differences = tried.map(({ typed: value, expected }) => expected - value);
  const miss = recognise({ points: tried.map(({ point }) => point), numbers: differences }, whole, by);
  return miss && { kind: "term", term: miss.tree, tooMuch: miss.negative };
}

function placesOf(tried: readonly Tried[]): DerivationVerdict {
  const entries = tried.filter(({ index }) => index !== null);
  const right = entries.filter(({ agrees }) => agrees).length;
  const wrong = tried.filter(({ agrees }) => !agrees);
  const atEntries = wrong.filter(({ index }) => index !== null);
  if (right > 0) {
    return {
      kind: "entries",
      right,
      entries: entries.length,
      wrong: (atEntries.length > 0 ? atEntries : wrong).slice(0, MOST_DEVIATIONS),
    };
  }
  return { kind: "wrong", wrong: (atEntries.length > 0 ? atEntries : wrong).slice(0, MOST_WRONG) };
}

/** The first entry of a node at which the quantity has no derivative to compare with: it divides by zero there, or has a corner. */
export function entryWithout(exercise: Exercise, site: KnownSite): EntryPoint | null {
  const whole = parseExpression(exercise.expression);
  if ("fault" in whole) return null;
  const reference = referenceFor(whole.tree, exercise.by);
  return entryPoints(exercise, site).find(({ point }) => reference(point) === null) ?? null;
}
