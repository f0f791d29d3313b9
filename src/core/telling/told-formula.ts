import { type Numbered, type NumberedFormula, numbered } from "#core/formula/in-numbers";
import type { Naming } from "#core/formula/layout";
import type { NumberWriter } from "#core/formula/number";
import { type Pieces, textOf } from "#core/formula/pieces";
import type { Ground } from "#core/formula/site";
import type { Formula } from "#core/formula/tree";
import { formulaPieces, formulaTex } from "#core/formula/write-tex";
import { formulaText } from "#core/formula/write-text";

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
  /** Those that are numbers know the entry of the tensor that they are from. */
  readonly pieces: Pieces;
  readonly tex: string;
}

/** What formulas are told with: names, and the numbers of a run where there are any. */
export interface Telling {
  readonly naming: Naming;
  readonly ground: Ground | null;
  readonly write: NumberWriter;
  /** A name as TeX, where not as KaTeX sets it. */
  readonly name?: (label: string) => string;
  /** Entries that are told of each formula. */
  readonly most?: number;
  /** Whether the steps to a formula are left out. */
  readonly isBrief?: boolean;
}

const MOST_LINES = 3;

/** Tells a formula, and the steps to it. */
export function tellFormula(formula: Formula, telling: Telling): ToldFormula {
  const { equation, note, slip, derivation = [] } = formula;
  return {
    formula,
    tex: formulaTex(formula, telling.naming, telling.name ? { name: telling.name } : {}),
    ...(equation === undefined ? {} : { equation }),
    ...(note === undefined ? {} : { note }),
    ...(slip === undefined ? {} : { slip }),
    numbers: tellNumbers(formula, telling),
    steps: telling.isBrief ? [] : derivation.map((step) => tellFormula(step, telling)),
  };
}

/** The first entries of a formula in numbers; null where nothing is known of any. */
export function tellNumbers(formula: Formula, telling: Telling): InNumbers | null {
  const { ground, write, most = MOST_LINES } = telling;
  const [left, right] = formula.sides;
  // That a value is another needs no numbers.
  if (left?.kind === "entry" && !left.grad && right?.kind === "entry") return null;
  const put = ground && numberedOn(formula, ground, write);
  if (!put) return null;
  const lines = put.first(most).flatMap((at) => tellEntry(put, at, telling) ?? []);
  return lines.length > 0 ? { lines, all: put.all } : null;
}

/** A formula ready for numbers, once for each ground and writer: it is told in words and in TeX. */
function numberedOn(formula: Formula, ground: Ground, write: NumberWriter): NumberedFormula | null {
  const known = kept.get(ground) ?? new Map<Formula, NumberedFormula | null>();
  kept.set(ground, known);
  const before = known.get(formula);
  if (before !== undefined) return before;
  const made = numbered(formula, ground, write);
  const entries = new Map<number, Numbered | null>();
  const once = made && {
    ...made,
    at(entry: number) {
      const found = entries.has(entry) ? (entries.get(entry) ?? null) : made.at(entry);
      entries.set(entry, found);
      return found;
    },
  };
  known.set(formula, once);
  return once;
}

// A ground is made for one telling, with one writer of numbers.
const kept = new WeakMap<Ground, Map<Formula, NumberedFormula | null>>();

/** One entry of a formula in numbers; null where they are not known. */
export function tellEntry(put: NumberedFormula, at: number, { naming, write, name }: Telling): NumberLine | null {
  const found = put.at(at);
  if (!found) return null;
  const equals = found.isExact ? "=" : "\\approx";
  const pieces = formulaPieces(found.formula, naming, { number: write, equals, ...(name ? { name } : {}) });
  return { at, pieces, tex: textOf(pieces) };
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
export function sayWorked(formula: Formula, { naming, ground, write }: Telling): string | null {
  const put = ground && numberedOn(formula, ground, write);
  const found = put?.all === 1 ? put.at(0) : null;
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
