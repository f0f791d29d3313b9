import { type Numbered, type NumberedFormula, numbered } from "#core/formula/in-numbers";
import type { Naming } from "#core/formula/layout";
import type { NumberWriter } from "#core/formula/number";
import { type Pieces, textOf } from "#core/formula/pieces";
import type { Ground } from "#core/formula/site";
import type { Formula, TensorPlace } from "#core/formula/tree";
import { formulaParts, formulaPieces, formulaTex } from "#core/formula/write-tex";
import { formulaText } from "#core/formula/write-text";
import { sizeOf } from "#core/tensor/tensor";

/** A formula as it is shown, in symbols and in numbers, with the steps that lead to it. */
export interface ToldFormula {
  readonly formula: Formula;
  readonly tex: string;
  readonly equation?: string;
  readonly note?: string;
  readonly slip?: string;
  /** Null where there are none, or where they would not be known. */
  readonly numbers: InNumbers | null;
  readonly steps: readonly ToldFormula[];
}

/** A formula with numbers put in: one line for each of the first entries that it speaks of, of `all` in number. */
export interface InNumbers {
  readonly lines: readonly NumberLine[];
  readonly all: number;
}

/** One entry of a formula in numbers, in TeX. */
export interface NumberLine {
  /** Which entry of the left side it is. */
  readonly at: number;
  /** Where that entry stands in its tensor, along each axis from 0; empty where the tensor has but one. */
  readonly index: readonly number[];
  /** Those that are numbers know the entry of the tensor that they are from. */
  readonly pieces: Pieces;
  readonly tex: string;
  /** The same in parts that may stand on lines of their own, where that was asked for. */
  readonly parts?: readonly string[];
}

/** Which entry of its left side a formula is told of: the largest, or this one, where it is one of its entries or of their gradients. */
export type ToldEntry = "first" | "largest" | Omit<TensorPlace, "isGradient">;

/** What formulas are told with: names, and the numbers of a run where there are any. */
export interface Telling {
  readonly naming: Naming;
  readonly ground: Ground | null;
  readonly write: NumberWriter;
  /** A name as TeX, where not as KaTeX sets it. */
  readonly name?: (label: string) => string;
  /** Entries that are told of each formula. */
  readonly most?: number;
  /** Whether lines are written in parts, too. */
  readonly inParts?: boolean | undefined;
  /** Which entry is told in place of the first ones. */
  readonly entry?: ToldEntry;
  /** Whether the steps to a formula are left out. */
  readonly isBrief?: boolean;
  /** What has been put into formulas in this telling, where they are told both in words and in TeX. */
  readonly kept?: Map<Formula, Map<number, Numbered | null>>;
}

const MOST_LINES = 3;

/** Tells a formula, and the steps to it. */
export function tellFormula(formula: Formula, telling: Telling): ToldFormula {
  const { equation, note, slip, derivation = [] } = formula;
  return {
    formula,
    tex: symbolsOf(formula, telling),
    ...(equation === undefined ? {} : { equation }),
    ...(note === undefined ? {} : { note }),
    ...(slip === undefined ? {} : { slip }),
    numbers: tellNumbers(formula, telling),
    steps: telling.isBrief ? [] : derivation.map((step) => tellFormula(step, telling)),
  };
}

/** A formula in symbols, which are the same whatever the numbers: set once for each naming. */
function symbolsOf(formula: Formula, { naming, name }: Telling): string {
  if (name) return formulaTex(formula, naming, { name });
  const known = written.get(naming) ?? new WeakMap<Formula, string>();
  written.set(naming, known);
  const tex = known.get(formula) ?? formulaTex(formula, naming);
  known.set(formula, tex);
  return tex;
}

const written = new WeakMap<Naming, WeakMap<Formula, string>>();

/** The first entries of a formula in numbers; null where nothing is known of any. */
export function tellNumbers(formula: Formula, telling: Telling): InNumbers | null {
  const { ground, write, most = MOST_LINES } = telling;
  const [left, right] = formula.sides;
  // That a value is another needs no numbers.
  if (left?.kind === "entry" && !left.grad && right?.kind === "entry") return null;
  const put = ground && numberedOn(formula, ground, write);
  if (!put) return null;
  const once = keptIn(telling, formula, put);
  const lines = entriesOf(put, telling.entry, most).flatMap((at) => tellEntry(once, at, telling) ?? []);
  return lines.length > 0 ? { lines, all: put.all } : null;
}

function entriesOf(put: NumberedFormula, entry: ToldEntry = "first", most: number): readonly number[] {
  const asked =
    entry === "first"
      ? null
      : entry === "largest"
        ? largestEntry(put)
        : (put.entryOf({ ...entry, isGradient: true }) ?? put.entryOf({ ...entry, isGradient: false }));
  return asked === null ? put.first(most) : [asked];
}

/** A formula ready for numbers: made once for each ground, which reads the numbers as they are when it is asked. */
function numberedOn(formula: Formula, ground: Ground, write: NumberWriter): NumberedFormula | null {
  const known = ready.get(ground) ?? new Map<Formula, NumberedFormula | null>();
  ready.set(ground, known);
  const before = known.get(formula);
  if (before !== undefined) return before;
  const made = numbered(formula, ground, write);
  known.set(formula, made);
  return made;
}

// A ground has one writer of numbers.
const ready = new WeakMap<Ground, Map<Formula, NumberedFormula | null>>();

/** The same, with what it has been asked before in this telling. */
function keptIn({ kept }: Telling, formula: Formula, put: NumberedFormula): NumberedFormula {
  if (!kept) return put;
  const entries = kept.get(formula) ?? new Map<number, Numbered | null>();
  kept.set(formula, entries);
  return {
    ...put,
    at(entry) {
      const found = entries.has(entry) ? (entries.get(entry) ?? null) : put.at(entry);
      entries.set(entry, found);
      return found;
    },
  };
}

/** One entry of a formula in numbers; null where they are not known. */
export function tellEntry(
  put: NumberedFormula,
  at: number,
  { naming, write, name, inParts }: Telling,
): NumberLine | null {
  const found = put.at(at);
  if (!found) return null;
  const equals = found.isExact ? "=" : "\\approx";
  const options = { number: write, equals, ...(name ? { name } : {}) };
  const pieces = formulaPieces(found.formula, naming, options);
  return {
    at,
    index: indexIn(found, naming),
    pieces,
    tex: textOf(pieces),
    ...(inParts ? { parts: formulaParts(found.formula, naming, options) } : {}),
  };
}

/** Where the entry on the left side stands in its tensor. */
function indexIn({ formula: { sides } }: Numbered, { shapeOf }: Naming): readonly number[] {
  const [left] = sides;
  const from = left?.kind === "value" ? left.from : null;
  const shape = from && shapeOf(from);
  if (!from || !shape || sizeOf(shape) === 1) return [];
  return shape.map((length, axis) => Math.floor(from.at / sizeOf(shape.slice(axis + 1))) % length);
}

/** The entry of a formula whose left side is largest: a NaN is larger than any; null where it is not known. */
export function largestEntry({ all, valueAt }: NumberedFormula): number | null {
  let largest: number | null = null;
  let size = -1;
  for (let at = 0; at < all; at += 1) {
    const value = valueAt(at);
    if (value === null) continue;
    const magnitude = Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.abs(value);
    if (magnitude > size) [largest, size] = [at, magnitude];
  }
  return largest;
}

/** The right side of the one entry of a formula in words, `2 · 0.5 = 1`; null where it has more than one, or is too long to be said. */
export function sayWorked(formula: Formula, telling: Telling): string | null {
  const { naming, ground, write } = telling;
  const put = ground && numberedOn(formula, ground, write);
  const found = put?.all === 1 ? keptIn(telling, formula, put).at(0) : null;
  const [left, right] = found?.formula.sides ?? [];
  // That one number is another needs no words.
  if (!found || !left || !right || right.kind === "value") return null;
  const line: Formula = { sides: [right, left], locals: [] };
  const text = formulaText(line, naming, { number: write, equals: found.isExact ? "=" : "≈" });
  return text.length > LONGEST_WORKED ? null : text;
}

/** In signs: more is no longer heard as one sum. */
const LONGEST_WORKED = 110;

/** Lines of TeX for one look: each formula, and below it its first entry in numbers. */
export function texLines(formulas: readonly ToldFormula[]): readonly string[] {
  return formulas.flatMap(({ tex, numbers }) => [tex, ...(numbers?.lines.slice(0, 1) ?? []).map((line) => line.tex)]);
}
