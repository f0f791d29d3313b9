import type { NumberWriter } from "#core/formula/number";
import {
  binary,
  isReadable,
  numberTree,
  symbolsOf,
  symbolTree,
  type Term,
  type Tree,
  withParts,
} from "#core/formula/tree";
import { formulaTex, NOTHING } from "#core/formula/write-tex";
import { type BlowOut, type BlowOutAt, type Chain, WHOLE } from "./blow-out";

/**
 * A line of mathematics twice: with symbols, and the same with numbers put in, which begins with an equals sign, and is empty where
 * the first is a number already.
 */
export interface TwoLines {
  readonly symbols: string;
  readonly numbers: string;
}

/** A blow-out as TeX. */
export interface BlowOutTex {
  readonly lines: readonly {
    readonly name: string;
    readonly formula: TwoLines;
    readonly factors: readonly TwoLines[];
  }[];
  /** By symbol the product along each path, where there is more than one, and their sum, which is the derivative. */
  readonly chains: readonly { readonly symbol: string; readonly paths: readonly TwoLines[]; readonly sum: TwoLines }[];
}

/** What a blow-out calls things: the expression, and each of its symbols. */
export interface BlowOutNames {
  readonly out: string;
  readonly symbolOf: (name: string) => string;
}

/** Writes a blow-out: each formula and factor with its number, then for each symbol the product along each path and their sum. */
export function blowOutTex(
  { lines, symbols }: BlowOut,
  { values, slopes, chains }: BlowOutAt,
  names: BlowOutNames,
  number: NumberWriter,
): BlowOutTex {
  const own = new Set(symbols);
  const symbolOf = (name: string) => (name === WHOLE ? names.out : own.has(name) ? names.symbolOf(name) : name);
  const write = (...sides: readonly Term[]) => formulaTex({ sides, locals: [] }, { ...NOTHING, symbolOf }, { number });
  const put = (term: Term): Term =>
    term.kind === "symbol" ? valueTerm(values.get(term.name) ?? Number.NaN) : withParts(term, put);
  const inNumbers = (tree: Tree, result: number): string => {
    if (tree.kind === "number" || (tree.kind === "negate" && tree.of.kind === "number")) return "";
    const written = write(valueTerm(result));
    const numbers = symbolsOf(tree).length === 0 || !isReadable(tree) ? written : write(put(tree));
    return numbers === written ? `= ${written}` : `= ${numbers} = ${written}`;
  };
  return {
    lines: lines.map(({ name, tree, factors }) => ({
      name,
      formula: {
        symbols: write(symbolTree(name), isReadable(tree) ? tree : symbolTree("…")),
        numbers: inNumbers(tree, values.get(name) ?? Number.NaN),
      },
      factors: factors.map(({ of, tree: slope }) => {
        const number = slopes.get(name)?.[of] ?? Number.NaN;
        const readable = slope && isReadable(slope);
        return {
          symbols: readable ? write(partial(name, of), slope) : write(partial(name, of)),
          numbers: readable ? inNumbers(slope, number) : `= ${write(valueTerm(number))}`,
        };
      }),
    })),
    chains: chains.map((chain) => chainTex(chain, write)),
  };
}

function valueTerm(value: number): Term {
  return { kind: "value", value, from: null };
}

function partial(of: string, by: string): Term {
  return { kind: "partial", of: symbolTree(of), by: symbolTree(by) };
}

function chained(op: "*" | "+", [first, ...others]: readonly Term[]): Term {
  return others.reduce<Term>((total, each) => binary<Term>(op, total, each), first ?? numberTree(0));
}

function chainTex({ symbol, paths, all, rest, sum }: Chain, write: (...sides: readonly Term[]) => string) {
  const ways = paths.map(({ through, factors, product }) => {
    const numbers = write(...(factors.length > 1 ? [chained("*", factors.map(valueTerm))] : []), valueTerm(product));
    const steps = through.slice(1).map((next, at) => partial(through[at] as string, next));
    return { symbols: write(chained("*", steps)), numbers: `= ${numbers}`, product };
  });
  const more = all - paths.length;
  const products = [...ways.map(({ product }) => product), ...(more > 0 ? [rest] : [])].map(valueTerm);
  const whole = write(partial(WHOLE, symbol));
  const [only] = ways;
  if (only && all === 1) {
    const isOneStep = only.symbols === whole;
    return {
      symbol,
      paths: [],
      sum: { symbols: isOneStep ? whole : `${whole} = ${only.symbols}`, numbers: only.numbers },
    };
  }
  return {
    symbol,
    paths: ways,
    sum: { symbols: whole, numbers: `= ${write(chained("+", products), valueTerm(sum))}` },
  };
}

/** The whole blow-out as one block of LaTeX, to be pasted into a paper. */
export function blowOutLatex({ lines, chains }: BlowOutTex): string {
  const rows = [
    ...lines.flatMap(({ formula, factors }) => [formula, ...factors]),
    ...chains.flatMap(({ paths, sum }) => (paths.length > 0 || sum.symbols.includes("=") ? [...paths, sum] : [])),
  ].map(({ symbols, numbers }) => `  & ${symbols} ${numbers} \\\\`);
  return ["\\begin{aligned}", ...rows, "\\end{aligned}"].join("\n");
}
