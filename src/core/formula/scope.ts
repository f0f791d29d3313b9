import { broadcastShape } from "#core/tensor/broadcast";
import type { Shape } from "#core/tensor/tensor";
import type { Shapes } from "./site";
import {
  type Entry,
  type Formula,
  LEAD,
  type Local,
  letterOf,
  letterPlace,
  parts,
  type Range,
  type Ref,
  type Term,
} from "./tree";

/** What a formula's letters and leading axes stand for. */
export interface Scope {
  /** Of each letter that stands alone at some axis of known length. */
  readonly ranges: ReadonlyMap<string, Range>;
  /** The leading axes that all entries stretch to. */
  readonly lead: Shape;
  /** By leading axis, whether the left side says which of its entries is meant. */
  readonly bound: readonly boolean[];
  /** The letters of the left side, in order. */
  readonly free: readonly string[];
}

/**
 * Reads how far everything runs from the shapes of the tensors.
 * @throws RangeError where shapes do not go with what the formula says of them.
 */
export function scopeOf(formula: Formula, shapes: Shapes): Scope {
  const ranges = new Map<string, Range>();
  let lead: Shape = [];
  for (const entry of entriesOf(formula.sides, formula)) {
    const shape = shapes.shapeOf(entry.of);
    if (!shape) continue;
    const first = leadRank(entry, shape);
    const both = broadcastShape([lead, shape.slice(0, first)]);
    if (!both) throw new RangeError(`the leading axes of ${entry.of.name} do not stretch to the others`);
    lead = both;
    for (const [axis, index] of explicitOf(entry).entries()) {
      const letter = letterOf(index);
      const length = shape[first + axis] as number;
      const range = { from: -originAt(entry.of, first + axis, shape, shapes), length };
      if (letter !== null && !ranges.has(letter)) ranges.set(letter, range);
    }
  }
  for (const side of formula.sides) addStated(side, ranges);
  const left = formula.sides[0];
  const bound = lead.map((length) => length === 1);
  const free: string[] = [];
  for (const entry of left ? entriesOf([left], { locals: [] }, formula.locals) : []) {
    const shape = shapes.shapeOf(entry.of);
    for (const index of explicitOf(entry)) {
      const letter = letterOf(index);
      if (letter !== null && !free.includes(letter)) free.push(letter);
    }
    if (!shape) continue;
    const rank = leadRank(entry, shape);
    for (let axis = 0; axis < rank; axis += 1) if (shape[axis] !== 1) bound[lead.length - rank + axis] = true;
  }
  return { ranges, lead, bound, free };
}

/** How many leading axes an entry speaks of. */
export function leadRank({ of, at }: Entry, shape: Shape): number {
  if (at === null) return shape.length;
  const explicit = at.filter((index) => index !== LEAD).length;
  const rank = shape.length - explicit;
  if (rank < 0 || (rank > 0 && !at.includes(LEAD))) {
    throw new RangeError(`${of.name} has ${shape.length} axes, and ${explicit} indexes`);
  }
  return rank;
}

/** The indexes of an entry besides its leading axes. */
export function explicitOf({ at }: Entry) {
  return (at ?? []).filter((index) => index !== LEAD);
}

/** What is added to an index of an axis to get its place: half the width of an axis that is counted from its middle. */
export function originAt({ role, name }: Ref, axis: number, shape: Shape, { centred }: Shapes): number {
  const isCentred = role === "saved" && centred.has(name) && axis === shape.length - 1;
  return isCentred ? ((shape[axis] as number) - 1) / 2 : 0;
}

function addStated(term: Term, ranges: Map<string, Range>): void {
  if (term.kind === "sum") {
    for (const [letter, range] of Object.entries(term.runs ?? {})) if (!ranges.has(letter)) ranges.set(letter, range);
  }
  for (const part of parts(term)) addStated(part, ranges);
}

/** Every entry in terms and in what a formula explains; a factor of what is supposed counts as what it is a factor of. */
function entriesOf(
  terms: readonly Term[],
  explained: Pick<Formula, "locals">,
  locals: readonly Local[] = explained.locals,
): readonly Entry[] {
  const found: Entry[] = [];
  const visit = (term: Term): void => {
    if (term.kind === "entry") found.push(term);
    if (term.kind === "local") {
      const local = locals.find((each) => each.kind === "suppose" && each.names.includes(term.name));
      if (local?.kind === "suppose") found.push(local.of);
    }
    for (const part of parts(term)) visit(part);
  };
  for (const term of terms) visit(term);
  for (const local of explained.locals) {
    if (local.kind === "suppose") found.push(local.of);
    else visit(local.is);
  }
  return found;
}

/**
 * A formula over whole tensors, such as out = x Wᵀ + b, entry by entry: products of matrices as sums, over letters of its own.
 * Any other formula is left as it is.
 */
export function entrywise(formula: Formula): Formula {
  const isWhole = (term: Term): boolean =>
    term.kind === "matmul" || term.kind === "transpose" || term.kind === "convolve" || parts(term).some(isWhole);
  if (!formula.sides.some(isWhole)) return formula;
  let fresh = 0;
  const letter = () => LETTERS[fresh++] ?? "z";
  const last = letter();
  const at = (term: Term, row: string, column: string): Term => {
    const index = (each: string) => (each === LEAD ? LEAD : letterPlace(each));
    switch (term.kind) {
      case "entry":
        return { ...term, at: [index(row), index(column)] };
      case "transpose":
        return at(term.of, column, row);
      case "matmul": {
        const inner = letter();
        return {
          kind: "sum",
          over: [inner],
          of: { kind: "binary", op: "*", left: at(term.left, row, inner), right: at(term.right, inner, column) },
        };
      }
      case "convolve": {
        const tap = letter();
        const of = at(term.of, row, column);
        const kernel = term.kernel;
        if (of.kind !== "entry" || kernel.kind !== "entry") throw new RangeError("only a tensor is convolved");
        const shifted = { plus: [column], minus: [tap], offset: 0 };
        const product: Term = {
          kind: "binary",
          op: "*",
          left: { ...of, at: [index(row), shifted] },
          right: { ...kernel, at: [letterPlace(tap)] },
        };
        return { kind: "sum", over: [tap], of: product };
      }
      case "binary":
        return { ...term, left: at(term.left, row, column), right: at(term.right, row, column) };
      case "negate":
      case "call":
        return { ...term, of: at(term.of, row, column) };
      default:
        return term;
    }
  };
  return { ...formula, sides: formula.sides.map((side) => at(side, LEAD, last)) };
}

const LETTERS = ["j", "k", "i", "h", "p", "q"];
