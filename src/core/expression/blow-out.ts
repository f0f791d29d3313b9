import { parts, symbolsOf, symbolTree, type Tree } from "#core/formula/tree";
import { own } from "#core/own";
import { derivative } from "./parse";
import { evaluateAt, type Point } from "./point";
import { treeToText } from "./text";

/** One line of a blow-out: an operation that takes symbols, numbers and earlier lines, and nothing else. */
export interface Line {
  /** `u1`, `u2`, …; `WHOLE` for the last line, which is the expression itself. */
  readonly name: string;
  /** The one operation, in symbols and the names of earlier lines. */
  readonly tree: Tree;
  /** The local derivatives: one for each symbol and each earlier line that it takes. */
  readonly factors: readonly Factor[];
}

/** ∂line/∂`of` as a tree in what the line takes; null where it is too long to be written out. */
export interface Factor {
  readonly of: string;
  readonly tree: Tree | null;
}

/** The name of the last line. No symbol is called so. */
export const WHOLE = "";

/** An expression taken apart, Vicas 2022 §1.1: each line after those that it takes, the expression itself last. */
export interface BlowOut {
  readonly lines: readonly Line[];
  readonly symbols: readonly string[];
}

/** More lines than this are not read by anyone. */
export const MOST_LINES = 60;

/**
 * Blows an expression out with dummy variables u, Vicas 2022 (3) to (9): each inner operation that depends on a symbol becomes a line.
 * What is written twice is one line, used twice. Null where there would be more than `MOST_LINES`.
 */
export function blowOut(tree: Tree): BlowOut | null {
  const symbols = symbolsOf(tree);
  const letter = LETTERS.find((each) => !symbols.some((name) => isNumbered(name, each))) ?? "dummy";
  const forms = new Map<string, { readonly name: string; readonly tree: Tree }>();
  const inner = (each: Tree): Tree => {
    const form = taking(each, parts<Tree>(each).map(inner));
    // What holds no symbol is a number, and stays where it is.
    if (form.kind === "symbol" || !parts<Tree>(form).some(({ kind }) => kind === "symbol")) return form;
    const key = treeToText(form);
    const known = forms.get(key) ?? { name: `${letter}${forms.size + 1}`, tree: form };
    forms.set(key, known);
    return symbolTree(known.name);
  };
  const whole = { name: WHOLE, tree: taking(tree, parts<Tree>(tree).map(inner)) };
  if (forms.size + 1 > MOST_LINES) return null;
  const lines = [...forms.values(), whole].map((line) => ({
    ...line,
    factors: symbolsOf(line.tree).map((of) => ({ of, tree: derivative(line.tree, of) })),
  }));
  return { lines, symbols };
}

const LETTERS = ["u", "v", "w", "q", "r", "s"];

function isNumbered(name: string, letter: string): boolean {
  return name.startsWith(letter) && /^\d+$/.test(name.slice(letter.length));
}

function taking(tree: Tree, below: readonly Tree[]): Tree {
  const [first, second] = below;
  if ((tree.kind === "negate" || tree.kind === "call") && first) return { ...tree, of: first };
  if (tree.kind === "binary" && first && second) return { ...tree, left: first, right: second };
  return tree;
}

/** A way from the expression down to a symbol. */
export interface Path {
  /** The lines on the way, from `WHOLE` on, then the symbol. */
  readonly through: readonly string[];
  /** ∂line/∂next for each step of the way. */
  readonly factors: readonly number[];
  /** Their product. */
  readonly product: number;
}

/** ∂expression/∂symbol as the sum over all paths, Vicas 2022 (10). */
export interface Chain {
  readonly symbol: string;
  /** Those of the largest products, largest first; as many as `all` where there are few. */
  readonly paths: readonly Path[];
  /** How many paths there are. */
  readonly all: number;
  /** The sum of the products that are not among `paths`. */
  readonly rest: number;
  /** The sum of all products. */
  readonly sum: number;
}

/** A blow-out in numbers, at one point. */
export interface BlowOutAt {
  /** By line and by symbol. */
  readonly values: ReadonlyMap<string, number>;
  /** By line, then by what it takes. */
  readonly slopes: ReadonlyMap<string, Point>;
  readonly chains: readonly Chain[];
}

const MOST_PATHS = 8;

/** The numbers of every line, every factor and every path where the symbols have these values. */
export function blowOutAt({ lines, symbols }: BlowOut, point: Point): BlowOutAt {
  const values = new Map(symbols.map((name) => [name, own(point, name) ?? Number.NaN]));
  const slopes = new Map<string, Point>();
  for (const { name, tree } of lines) {
    const evaluation = evaluateAt(tree);
    const taken = Object.fromEntries(values);
    slopes.set(name, evaluation.slopesAt(taken));
    values.set(name, evaluation.valueAt(taken));
  }
  const chains = symbols.map((symbol) => chainTo(symbol, slopes));
  return { values, slopes, chains };
}

// There are no more paths than places where the symbol is written, so all can be walked.
function chainTo(symbol: string, slopes: ReadonlyMap<string, Point>): Chain {
  const found: Path[] = [];
  const walk = (name: string, through: readonly string[], factors: readonly number[]): void => {
    const way = [...through, name];
    if (name === symbol) {
      found.push({ through: way, factors, product: factors.reduce((product, factor) => product * factor, 1) });
      return;
    }
    for (const [next, slope] of Object.entries(slopes.get(name) ?? {})) walk(next, way, [...factors, slope]);
  };
  walk(WHOLE, [], []);
  const sum = found.reduce((so, { product }) => so + product, 0);
  if (found.length <= MOST_PATHS) return { symbol, paths: found, all: found.length, rest: 0, sum };
  const largest = found.toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product));
  const rest = largest.slice(MOST_PATHS).reduce((so, { product }) => so + product, 0);
  return { symbol, paths: largest.slice(0, MOST_PATHS), all: found.length, rest, sum };
}
