import type { Shape } from "#core/tensor/tensor";
import type { ConstantName, FunctionName } from "./functions";

/** An operator between two operands. */
export type BinaryOp = "+" | "-" | "*" | "/" | "^";

/** What every piece of mathematics is made of, and `More` besides. The value of a number is finite and not negative: −4 is the negation of 4. */
export type Form<More> =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "constant"; readonly name: ConstantName }
  | { readonly kind: "symbol"; readonly name: string }
  | { readonly kind: "negate"; readonly of: Form<More> }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly left: Form<More>; readonly right: Form<More> }
  | { readonly kind: "call"; readonly fn: FunctionName; readonly of: Form<More> }
  | More;

/** An expression as someone typed it. It holds nothing but what is listed in `Form`, whatever the text said. */
export type Tree = Form<never>;

/** A side of a formula: an expression over entries of tensors. A symbol is an index as a number, or an argument of a `where`. */
export type Term = Form<Wider>;

/** Whose tensor it is: of the node that the formula is of, or `node`, the output of any node by its id. */
export type Role = "out" | "input" | "param" | "saved" | "node";

/** A tensor by its role and name. */
export interface Ref {
  readonly role: Role;
  readonly name: string;
}

/** All leading axes of a tensor, as many as it has. They stretch to one another as in NumPy. */
export const LEAD = "…";

/** One index: the sum of some letters less others, and a number, counted from 0. */
export interface Place {
  readonly plus: readonly string[];
  readonly minus: readonly string[];
  readonly offset: number;
}

/** What stands at one place of an entry's brackets. */
export type Index = typeof LEAD | Place;

/** An entry of a tensor, or ∂C/∂ that entry. Without `at` it is the whole tensor. The last `round` indexes stand in round brackets. */
export interface Entry {
  readonly kind: "entry";
  readonly of: Ref;
  readonly grad: boolean;
  readonly at: readonly Index[] | null;
  readonly round: number;
}

/** An entry of a tensor that a number was read from, by its place in row-major order. */
export interface TensorPlace extends Ref {
  readonly at: number;
  readonly isGradient: boolean;
}

/** How far a letter runs: `length` numbers from `from` on. */
export interface Range {
  readonly from: number;
  readonly length: number;
}

/** A case: where `left` compares so with `right`, the term is `then`. */
export interface Case {
  readonly left: Term;
  readonly sign: ">" | "≤" | "=" | "≠";
  readonly right: Term;
  readonly is: Term;
}

type Wider =
  | Entry
  /** Σ over letters, and over those leading axes that the left side leaves open; `runs` says how far one does that no axis says it of. */
  | {
      readonly kind: "sum";
      readonly over: readonly string[];
      readonly runs?: Readonly<Record<string, Range>>;
      readonly of: Term;
    }
  /** N, how many entries the leading axes have. */
  | { readonly kind: "count" }
  | { readonly kind: "extreme"; readonly fn: "max" | "min"; readonly left: Term; readonly right: Term }
  | { readonly kind: "cases"; readonly cases: readonly Case[]; readonly otherwise: Term | null }
  /** fn′(of). */
  | { readonly kind: "slope"; readonly fn: FunctionName; readonly of: Term }
  /** ∂of/∂by, where `by` is an entry or a local. */
  | { readonly kind: "partial"; readonly of: Term; readonly by: Term }
  /** A name that a `where` or `suppose` of the formula gives, or ∂C/∂ it; a function with its arguments. */
  | { readonly kind: "local"; readonly name: string; readonly args: readonly Term[]; readonly grad: boolean }
  | { readonly kind: "matmul"; readonly left: Term; readonly right: Term }
  | { readonly kind: "transpose"; readonly of: Term }
  /** of ∗ kernel, along the last axis: a true convolution, with 0 outside. */
  | { readonly kind: "convolve"; readonly of: Term; readonly kernel: Term }
  /** C, or l(of): C as a function of the output. */
  | { readonly kind: "cost"; readonly of: Term | null }
  /** An expression too long to be set: written as f of what it takes. */
  | { readonly kind: "brief"; readonly of: Term; readonly takes: readonly Term[] }
  /** A number put in, and where it was read; written with so many significant digits, where not with three. */
  | { readonly kind: "value"; readonly value: number; readonly from: TensorPlace | null; readonly digits?: number }
  /** The terms of a long sum that are not written, and what they come to. */
  | { readonly kind: "more"; readonly count: number; readonly value: number }
  /** What comes by way of one edge, told by the name at its other end. */
  | { readonly kind: "via"; readonly of: Term; readonly name: string };

/** A name that a formula explains: a function, a quantity, or two factors that an input is supposed to be the product of. */
export type Local =
  | { readonly kind: "function"; readonly name: string; readonly args: readonly string[]; readonly is: Term }
  | { readonly kind: "quantity"; readonly name: string; readonly is: Term }
  | { readonly kind: "suppose"; readonly of: Entry; readonly names: readonly [string, string] };

/** One line of mathematics: sides that are equal, the left one first; how one gets there, and what Vicas 2022 says of it. */
export interface Formula {
  readonly sides: readonly Term[];
  readonly locals: readonly Local[];
  /** What is said of the left side where it has no other: `is given`. */
  readonly words?: string;
  /** The shape that the left side has, where that is what is said. */
  readonly space?: Shape;
  /** The number of the equation of Vicas 2022, such as (29). */
  readonly equation?: string;
  /** A footnote. */
  readonly note?: string;
  /** A footnote for who reads it beside Vicas 2022, which has a slip there. */
  readonly slip?: string;
  /** The steps by which one gets there, from the first to the last but this; each whole, with its left side. */
  readonly derivation?: readonly Formula[];
}

/** A number as a tree; a negative one is negated. */
export function numberTree(value: number): Tree {
  return value < 0 ? negate<Tree>({ kind: "number", value: -value }) : { kind: "number", value: Math.abs(value) };
}

/** A symbol as a tree. */
export function symbolTree(name: string): Tree {
  return { kind: "symbol", name };
}

/** −of. */
export function negate<T extends Term = Tree>(of: T): T {
  return { kind: "negate", of } as Term as T;
}

/** left op right. */
export function binary<T extends Term = Tree>(op: BinaryOp, left: T, right: T): T {
  return { kind: "binary", op, left, right } as Term as T;
}

/** fn(of). */
export function call<T extends Term = Tree>(fn: FunctionName, of: T): T {
  return { kind: "call", fn, of } as Term as T;
}

/** The place that one letter is. */
export function letterPlace(letter: string): Place {
  return { plus: [letter], minus: [], offset: 0 };
}

/** The one letter that an index is; null where it is more, or none. */
export function letterOf(index: Index): string | null {
  if (index === LEAD || index.offset !== 0 || index.minus.length > 0 || index.plus.length !== 1) return null;
  return index.plus[0] ?? null;
}

/** The letters of an index. */
export function lettersOf(index: Index): readonly string[] {
  return index === LEAD ? [] : [...index.plus, ...index.minus];
}

/** The terms directly below this one, from left to right. */
export function parts<T extends Term>(term: T): readonly T[] {
  return partsOf(term) as readonly T[];
}

function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case "negate":
    case "call":
    case "sum":
    case "slope":
    case "transpose":
    case "via":
    case "brief":
      return [term.of];
    case "binary":
    case "extreme":
    case "matmul":
      return [term.left, term.right];
    case "cases":
      return [
        ...term.cases.flatMap(({ left, right, is }) => [left, right, is]),
        ...(term.otherwise ? [term.otherwise] : []),
      ];
    case "partial":
      return [term.of, term.by];
    case "local":
      return term.args;
    case "convolve":
      return [term.of, term.kernel];
    case "cost":
      return term.of ? [term.of] : [];
    default:
      return [];
  }
}

/** The same operation on other parts: `change` is asked for each of them, from left to right. */
export function withParts(term: Term, change: (part: Term) => Term): Term {
  switch (term.kind) {
    case "negate":
    case "call":
    case "sum":
    case "slope":
    case "transpose":
    case "via":
    case "brief":
      return { ...term, of: change(term.of) };
    case "binary":
    case "extreme":
    case "matmul":
      return { ...term, left: change(term.left), right: change(term.right) };
    case "cases":
      return {
        ...term,
        cases: term.cases.map((each) => ({
          ...each,
          left: change(each.left),
          right: change(each.right),
          is: change(each.is),
        })),
        otherwise: term.otherwise && change(term.otherwise),
      };
    case "partial":
      return { ...term, of: change(term.of), by: change(term.by) };
    case "local":
      return { ...term, args: term.args.map(change) };
    case "convolve":
      return { ...term, of: change(term.of), kernel: change(term.kernel) };
    case "cost":
      return { ...term, of: term.of && change(term.of) };
    default:
      return term;
  }
}

/** Whether a term, or one below it, is as asked. */
export function holds(term: Term, asked: (term: Term) => boolean): boolean {
  return asked(term) || parts(term).some((part) => holds(part, asked));
}

/** Number of operations, numbers and symbols in a tree. */
export function countOf(tree: Term): number {
  return parts(tree).reduce((count, part) => count + countOf(part), 1);
}

/** The free symbols of a tree, each once, in order of first appearance. */
export function symbolsOf(tree: Tree): readonly string[] {
  const found = new Set<string>();
  const visit = (each: Tree): void => {
    if (each.kind === "symbol") found.add(each.name);
    for (const part of parts(each)) visit(part);
  };
  visit(tree);
  return [...found];
}

/** Whether two trees are written alike. */
export function sameTree(a: Tree, b: Tree): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "number":
      return b.kind === "number" && a.value === b.value;
    case "constant":
    case "symbol":
      return b.kind === a.kind && a.name === b.name;
    case "negate":
      return b.kind === "negate" && sameTree(a.of, b.of);
    case "call":
      return b.kind === "call" && a.fn === b.fn && sameTree(a.of, b.of);
    case "binary":
      return b.kind === "binary" && a.op === b.op && sameTree(a.left, b.left) && sameTree(a.right, b.right);
  }
}

/** More operations, numbers and symbols than this are more than anyone reads in one line. */
export const MAX_READABLE = 150;

/** Whether a term fits in a line of mathematics. */
export function isReadable(term: Term): boolean {
  return countOf(term) <= MAX_READABLE;
}
