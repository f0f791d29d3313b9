import { type BlowOut, type BlowOutAt, type Chain, WHOLE } from "./blow-out";
import { isReadable, symbolTex, treeToTex } from "./tex";
import { symbolsOf, type Tree } from "./tree";

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

/** What a blow-out calls things: the expression, and each of its symbols, as TeX. */
export interface BlowOutNames {
  readonly out: string;
  readonly symbolOf: (name: string) => string;
}

/** Writes a blow-out: each formula and factor with its number, then for each symbol the product along each path and their sum. */
export function blowOutTex(
  { lines, symbols }: BlowOut,
  { values, slopes, chains }: BlowOutAt,
  names: BlowOutNames,
  write: (x: number) => string,
): BlowOutTex {
  const own = new Set(symbols);
  const nameOf = (name: string) =>
    name === WHOLE ? names.out : own.has(name) ? names.symbolOf(name) : symbolTex(name);
  const numberOf = (name: string) => factorTex(write(values.get(name) ?? Number.NaN));
  const by = (line: string, of: string) => `\\frac{\\partial ${nameOf(line)}}{\\partial ${nameOf(of)}}`;
  return {
    lines: lines.map(({ name, tree, factors }) => ({
      name,
      formula: {
        symbols: `${nameOf(name)} = ${written(tree, nameOf)}`,
        numbers: inNumbers(tree, numberOf, write(values.get(name) ?? Number.NaN)),
      },
      factors: factors.map(({ of, tree: slope }) => {
        const number = write(slopes.get(name)?.[of] ?? Number.NaN);
        return {
          symbols: slope && isReadable(slope) ? `${by(name, of)} = ${treeToTex(slope, nameOf)}` : by(name, of),
          numbers: slope && isReadable(slope) ? inNumbers(slope, numberOf, number) : `= ${number}`,
        };
      }),
    })),
    chains: chains.map((chain) => chainTex(chain, by, write)),
  };
}

function written(tree: Tree, nameOf: (name: string) => string): string {
  return isReadable(tree) ? treeToTex(tree, nameOf) : "\\ldots";
}

function inNumbers(tree: Tree, numberOf: (name: string) => string, result: string): string {
  if (tree.kind === "number" || (tree.kind === "negate" && tree.of.kind === "number")) return "";
  if (symbolsOf(tree).length === 0) return `= ${result}`;
  if (!isReadable(tree)) return `= ${result}`;
  const put = withoutDoubleBrackets(treeToTex(tree, numberOf));
  return put === result || put === `(${result})` ? `= ${result}` : `= ${put} = ${result}`;
}

// A negative number that stands in brackets of its own, or on a fraction bar, needs none for its sign.
function withoutDoubleBrackets(tex: string): string {
  return tex.replace(/\(\((-[^(){}]*)\)\)/g, "($1)").replace(/\{\((-[^(){}]*)\)\}(?!\^)/g, "{$1}");
}

type By = (line: string, of: string) => string;

function chainTex({ symbol, paths, all, rest, sum }: Chain, by: By, write: (x: number) => string) {
  const ways = paths.map(({ through, factors, product }) => {
    const numbers = factors.map((factor) => factorTex(write(factor)));
    return {
      symbols: through
        .slice(1)
        .map((next, at) => by(through[at] as string, next))
        .join(" \\cdot "),
      numbers: numbers.length > 1 ? `= ${numbers.join(" \\cdot ")} = ${write(product)}` : `= ${write(product)}`,
      product,
    };
  });
  const more = all - paths.length;
  const products = [...ways.map(({ product }) => product), ...(more > 0 ? [rest] : [])].map((x, at) =>
    at === 0 ? write(x) : signed(write(x)),
  );
  const whole = by(WHOLE, symbol);
  const [only] = ways;
  if (only && all === 1) {
    const isOneStep = only.symbols === whole;
    return {
      symbol,
      paths: [],
      sum: { symbols: isOneStep ? whole : `${whole} = ${only.symbols}`, numbers: only.numbers },
    };
  }
  return { symbol, paths: ways, sum: { symbols: whole, numbers: `= ${products.join(" ")} = ${write(sum)}` } };
}

/** A number as a factor: a negative one, and one with a power of ten, stands in brackets. */
function factorTex(number: string): string {
  return /^-|\\cdot/.test(number) ? `(${number})` : number;
}

function signed(number: string): string {
  return number.startsWith("-") ? `- ${number.slice(1)}` : `+ ${number}`;
}

/** The whole blow-out as one block of LaTeX, to be pasted into a paper. */
export function blowOutLatex({ lines, chains }: BlowOutTex): string {
  const rows = [
    ...lines.flatMap(({ formula, factors }) => [formula, ...factors]),
    ...chains.flatMap(({ paths, sum }) => (paths.length > 0 || sum.symbols.includes("=") ? [...paths, sum] : [])),
  ].map(({ symbols, numbers }) => `  & ${symbols} ${numbers} \\\\`);
  return ["\\begin{aligned}", ...rows, "\\end{aligned}"].join("\n");
}
