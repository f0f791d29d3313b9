import { nameRuns } from "./name";
import { explicitOf, type Scope, scopeOf } from "./scope";
import type { Shapes } from "./site";
import {
  type Entry,
  type Formula,
  holds,
  type Index,
  LEAD,
  letterOf,
  lettersOf,
  type Place,
  parts,
  type Ref,
  type Term,
  withParts,
} from "./tree";

/** What a formula's tensors are called, and how large they are as far as that is known. */
export interface Naming extends Shapes {
  /** The name that a person or an op gave it. */
  readonly nameOf: (ref: Ref) => string;
  /** What a symbol, a local or a letter is called, where not by its own name. */
  readonly symbolOf?: (symbol: string) => string;
  /** How an intermediate's entries are written where not by a name: that entry, and what it is. */
  readonly writtenAs?: (ref: Ref) => Formula | undefined;
}

/** A formula as it is laid out: which letters its leading axes have, and which indexes are left out. */
export interface Layout {
  readonly naming: Naming;
  readonly scope: Scope | null;
  /** By leading axis; empty where there is but one entry along it. */
  readonly leadLetters: readonly string[];
  /** Whether shapes say how many leading axes there are; if not, one is written. */
  readonly isKnown: boolean;
  /** Letters of axes with but one entry, which say nothing. */
  readonly dropped: ReadonlySet<string>;
  /** Whether the left side says which entry along the leading axes is meant. */
  readonly isBound: boolean;
  /** Whether numbers have been put in. */
  readonly inNumbers: boolean;
}

// Where nothing follows the leading axes, the last of them is the index of an entry.
const ALONE = ["j", "i", "h", "g", "f"];
const LEADING = ["n", "r", "s", "t", "p"];

/** Lays a formula out. */
export function layOut(formula: Formula, naming: Naming): Layout {
  const terms = [
    ...formula.sides,
    ...formula.locals.flatMap((local) => (local.kind === "suppose" ? [local.of] : [local.is])),
  ];
  const entries: Entry[] = [];
  const taken = new Set<string>();
  let inNumbers = false;
  const visit = (term: Term): void => {
    if (term.kind === "entry") entries.push(term);
    if (term.kind === "symbol") taken.add(term.name);
    if (term.kind === "sum") for (const letter of term.over) taken.add(letter);
    if (term.kind === "entry")
      for (const index of term.at ?? []) for (const letter of lettersOf(index)) taken.add(letter);
    if (term.kind === "value") inNumbers = true;
    for (const part of parts(term)) visit(part);
  };
  for (const term of terms) visit(term);
  const leading = entries.filter(({ at }) => at?.includes(LEAD));
  const isKnown = leading.some(({ of }) => naming.shapeOf(of) !== undefined);
  let scope: Scope | null = null;
  try {
    scope = scopeOf(formula, naming);
  } catch {
    // Shapes that do not go with a formula are a fault of its op, which the laws find; it is still to be read.
  }
  const isAlone = leading.every((entry) => explicitOf(entry).length === 0);
  const pool = (isAlone ? ALONE : LEADING).filter((each) => !taken.has(each));
  const lead = isKnown && scope ? scope.lead : [0];
  const leadLetters = lead.map((length, axis) =>
    length === 1 ? "" : (pool[isAlone ? lead.length - 1 - axis : axis] ?? "n"),
  );
  const [left] = formula.sides;
  return {
    naming,
    scope,
    leadLetters,
    isKnown,
    dropped: droppedOf(terms, entries, scope),
    isBound: left !== undefined && holds(left, (term) => term.kind === "entry" && term.at?.includes(LEAD) === true),
    inNumbers,
  };
}

/** A letter is left out where its axis has but one entry, and nothing but an index in square brackets speaks of it. */
function droppedOf(terms: readonly Term[], entries: readonly Entry[], scope: Scope | null): ReadonlySet<string> {
  const single = [...(scope?.ranges ?? [])].flatMap(([letter, { length, from }]) =>
    length === 1 && from === 0 ? [letter] : [],
  );
  const isSpoken = (letter: string) =>
    terms.some((term) => holds(term, (each) => each.kind === "symbol" && each.name === letter)) ||
    entries.some(({ at, round }) =>
      (at ?? []).some((index, place) => {
        if (!lettersOf(index).includes(letter)) return false;
        return letterOf(index) === null || place >= (at?.length ?? 0) - round;
      }),
    );
  return new Set(single.filter((letter) => !isSpoken(letter)));
}

/** The indexes of an entry that are written: letters of leading axes that it has, and its own but those that are left out. */
export function writtenIndexes({ of, at, round }: Entry, layout: Layout) {
  const list = at ?? [];
  const square = list.slice(0, list.length - round);
  const places: readonly (Place | string)[] = square.flatMap((index: Index): readonly (Place | string)[] => {
    if (index === LEAD) return leadLettersOf(of, list.length - 1, layout);
    return layout.dropped.has(letterOf(index) ?? "") ? [] : [index];
  });
  return { square: places, round: list.slice(list.length - round).filter((index) => index !== LEAD) };
}

function leadLettersOf(of: Ref, explicit: number, { naming, leadLetters, isKnown }: Layout): readonly string[] {
  const shape = naming.shapeOf(of);
  if (!shape) return isKnown ? [] : leadLetters;
  const rank = shape.length - explicit;
  if (!isKnown || rank <= 0) return [];
  const letters = leadLetters.slice(-rank);
  return letters.filter((letter, axis) => letter !== "" && shape[axis] !== 1);
}

/** What a sum is written over: letters, with the range of those that are counted from a middle; nothing where it has but one term. */
export function writtenSum(over: readonly string[], layout: Layout) {
  const letters = over.flatMap((letter): readonly string[] => {
    if (letter !== LEAD) return layout.dropped.has(letter) ? [] : [letter];
    if (!layout.isKnown) return layout.isBound ? [] : layout.leadLetters;
    return layout.leadLetters.filter((each, axis) => each !== "" && !layout.scope?.bound[axis]);
  });
  const range = letters.length === 1 ? layout.scope?.ranges.get(letters[0] ?? "") : undefined;
  return { letters, range: range && range.from < 0 ? range : undefined };
}

/** An entry as its op has it written, such as σ′(z_j) for an entry of the slope; null where it has a name. */
export function writtenTerm(entry: Entry, { naming }: Layout): Term | null {
  const [pattern, written] = naming.writtenAs?.(entry.of)?.sides ?? [];
  if (pattern?.kind !== "entry" || !written || entry.grad) return null;
  if (!entry.at) return bare(written);
  const explicit = (pattern.at ?? []).filter((index) => index !== LEAD);
  const lead = entry.at.slice(0, entry.at.length - explicit.length);
  const own = new Map(
    explicit.map((index, place) => [letterOf(index) ?? "", (entry.at ?? [])[lead.length + place] as Index]),
  );
  const put = (term: Term): Term =>
    term.kind === "entry" && term.at
      ? { ...term, at: term.at.flatMap((index) => (index === LEAD ? lead : [own.get(letterOf(index) ?? "") ?? index])) }
      : withParts(term, put);
  return put(written);
}

/** A term over whole tensors: without any index. */
export function bare(term: Term): Term {
  return term.kind === "entry" ? { ...term, at: null, round: 0 } : withParts(term, bare);
}

/** Whether a name ends in an index of its own, so that another cannot follow it. */
export function hasIndex(name: string): boolean {
  return nameRuns(name).some(({ isIndex }) => isIndex);
}

/** How tightly a term holds together where it is written on one line. */
export const SUM = 1;
export const PRODUCT = 2;
export const POWER = 3;
export const ATOM = 4;

/** Whether a term ends in one that reaches as far right as it can, such as a sum: a factor after it would seem to be in it. */
export function reachesOn(term: Term, layout: Layout): boolean {
  if (term.kind === "sum") {
    return term.over.length === 0 || writtenSum(term.over, layout).letters.length > 0 || reachesOn(term.of, layout);
  }
  if (term.kind === "partial") return term.of.kind === "sum";
  if (term.kind === "cases") return true;
  if (term.kind === "negate") return reachesOn(term.of, layout);
  return term.kind === "binary" && term.op === "*" && reachesOn(term.right, layout);
}

/** Whether what is differentiated fits on a fraction bar, as in ∂σ(z)/∂z. */
export function isShort(term: Term): boolean {
  if (term.kind === "call") return term.fn !== "exp" && term.fn !== "sqrt" && isShort(term.of);
  // A sum over all that there is, such as Σz.
  if (term.kind === "sum") return term.over.length === 0;
  if (term.kind === "binary") return term.op === "*" && isShort(term.left) && isShort(term.right);
  return ["entry", "local", "symbol", "cost"].includes(term.kind) && !(term.kind === "entry" && term.grad);
}

/** Whether a term stands higher than a line of text. */
export function isTall(term: Term, layout: Layout): boolean {
  if (term.kind === "entry" && !term.grad) {
    const written = writtenTerm(term, layout);
    return written !== null && isTall(written, layout);
  }
  if (term.kind === "entry" || term.kind === "cases" || term.kind === "partial") return true;
  if (term.kind === "sum" && writtenSum(term.over, layout).letters.length > 0) return true;
  if (term.kind === "binary" && term.op === "/") return true;
  return parts(term).some((part) => isTall(part, layout));
}
