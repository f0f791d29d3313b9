import type { Naming } from "#core/formula/layout";
import { nameRuns } from "#core/formula/name";
import { type Formula, holds, LEAD, parts, type Term } from "#core/formula/tree";

const GLYPH = 8.6;
const RELATION_SPACE = 10;

/**
 * About how wide a formula is on a card, in pixels: counted, not measured, so that cards can be laid out before any is drawn.
 * Rather too wide than too narrow.
 */
export function formulaWidth({ sides }: Formula, naming: Naming): number {
  const name = (label: string) =>
    nameRuns(label).reduce((sum, { text, isIndex }) => sum + [...text].length * (isIndex ? SMALL : 1), 0);
  const all = (terms: readonly Term[]) => terms.reduce((sum, each) => sum + glyphs(each), 0);
  const glyphs = (term: Term): number => {
    switch (term.kind) {
      case "number":
        return String(term.value).length;
      case "symbol":
        return name(naming.symbolOf?.(term.name) ?? term.name);
      case "entry": {
        const indexes = (term.at ?? []).filter((index) => index !== LEAD);
        return (
          name(naming.nameOf(term.of)) + SMALL * (indexes.length + (term.at?.includes(LEAD) ? 1 : 0)) + 2 * term.round
        );
      }
      case "negate":
        return 1 + all(parts(term));
      case "call":
        return term.fn === "exp"
          ? 1 + SMALL * glyphs(term.of)
          : (NAMES[term.fn] ?? term.fn.length) + 2 + glyphs(term.of);
      case "binary":
        if (term.op === "/") return Math.max(glyphs(term.left), glyphs(term.right));
        if (term.op === "^") return glyphs(term.left) + SMALL * glyphs(term.right) + (isSum(term.left) ? 2 : 0);
        if (term.op === "*")
          return all([term.left, term.right]) + 0.5 + (isSum(term.left) || isSum(term.right) ? 2 : 0);
        return all([term.left, term.right]) + RELATION;
      case "extreme":
        return 6 + all([term.left, term.right]);
      case "sum":
        return 2 + glyphs(term.of);
      case "transpose":
        return 1 + glyphs(term.of);
      case "brief":
        return 3 + all(term.takes.slice(0, 4));
      default:
        return 1 + all(parts(term));
    }
  };
  const relations = Math.max(0, sides.length - 1) * RELATION;
  return (all(sides) + relations) * GLYPH;
}

/** An index takes about two thirds of the room. */
const SMALL = 2 / 3;
/** A sign between two terms, with the space around it. */
const RELATION = 1 + RELATION_SPACE / GLYPH;
/** Functions that are written in other signs than their names'. */
const NAMES: Readonly<Record<string, number>> = {
  sigmoid: 1,
  sqrt: 1,
  abs: 0,
  square: 1,
  cube: 1,
  asin: 6,
  acos: 6,
  atan: 6,
};

function isSum(term: Term): boolean {
  return term.kind === "binary" && (term.op === "+" || term.op === "-");
}

/** How high a formula stands on a card, in pixels. */
export function formulaHeight({ sides }: Formula): number {
  const isFraction = (term: Term) => term.kind === "binary" && term.op === "/";
  // A fraction in an exponent or in large brackets stands higher than one on the line.
  const isHigh = (term: Term): boolean => {
    if (term.kind === "call") return holds(term.of, isFraction);
    return term.kind === "binary" && term.op === "^" && [term.left, term.right].some((part) => holds(part, isFraction));
  };
  if (sides.some((side) => holds(side, isHigh))) return 50;
  return sides.some((side) => holds(side, (term) => isFraction(term) || term.kind === "sum")) ? 38 : 28;
}
