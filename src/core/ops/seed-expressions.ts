import { derivative, parseExpression } from "#core/expression/parse";
import type { lineReader } from "#core/formula/lines";
import { type Formula, sameTree, type Tree } from "#core/formula/tree";
import { BRACKET_SLIP, type KernelLines, kernelLines } from "./gauss-kernel";

/** What a formula gets that the seed writes too. */
type OfSeed = Pick<Formula, "equation" | "note" | "derivation">;

/** The steps to a derivative; of those of a kernel the last is the derivative itself. */
interface Steps {
  readonly slope: Tree;
  readonly equation: string;
  readonly note?: string;
  readonly steps: readonly string[];
}

/** An expression that the seed writes, and its derivatives as the seed writes them, by symbol. */
interface SeedExpression {
  readonly tree: Tree;
  readonly equation: string;
  readonly partials: Readonly<Record<string, Steps>>;
}

const BELL = "exp(-((m - mu)/sigma)^2/2)";
const INNER = "x[…]^-4 + x[…]^4";
const OUTER = "where u = x[…]^-4 + x[…]^4";

/** Seed (1) and (2), by this symbol. */
const chainRule = (symbol: string): readonly string[] => [
  `(1) d ${symbol}[…] = sum(…, ∂l(out[…])/∂out[…] * ∂out[…]/∂${symbol}[…])`,
  `(2) d ${symbol}[…] = sum(…, d out[…] * ∂out[…]/∂${symbol}[…])`,
];

/** Seed (3)–(9) and the kernels (44) and (54). */
const EXPRESSIONS: readonly SeedExpression[] = [
  expressionOf("x^-4 + x^4", "(5)", "x", "(7)", `(6) d x[…] = sum(…, d out[…] * ∂(${INNER})/∂x[…])`),
  expressionOf("ln(u)", "(4)", "u", "(7)", "(6) d u[…] = sum(…, d out[…] * ∂ln(u[…])/∂u[…])"),
  expressionOf(
    "ln(x^-4 + x^4)",
    "(3)",
    "x",
    "(9)",
    `(4) out[…] = ln(u); ${OUTER}`,
    "(5) u = x[…]^-4 + x[…]^4; where u = x[…]^-4 + x[…]^4",
    `(6) ∂out[…]/∂x[…] = ∂ln(u)/∂u * ∂(${INNER})/∂x[…]; ${OUTER}`,
    `(7) ∂out[…]/∂x[…] = 1/u * (-4*x[…]^-5 + 4*x[…]^3); ${OUTER}`,
    `(8) ∂out[…]/∂x[…] = 1/(${INNER}) * (-4*x[…]^-5 + 4*x[…]^3)`,
  ),
  kernelOf(`1/(sigma*sqrt(2*pi))*${BELL}`, true, {
    m: `(mu - m)/(sigma^3*sqrt(2*pi))*${BELL}`,
    mu: `(m - mu)/(sigma^3*sqrt(2*pi))*${BELL}`,
    sigma: `1/sqrt(2*pi)*${BELL}*((m - mu)^2/sigma^4 - 1/sigma^2)`,
  }),
  kernelOf(BELL, false, {
    m: `(mu - m)/sigma^2*${BELL}`,
    mu: `(m - mu)/sigma^2*${BELL}`,
    sigma: `(m - mu)^2/sigma^3*${BELL}`,
  }),
];

/** The seed's number of an expression that it writes; undefined for any other. */
export function seedNumber(tree: Tree): string | undefined {
  return EXPRESSIONS.find((each) => sameTree(each.tree, tree))?.equation;
}

/**
 * What the seed says of ∂C/∂symbol = ∂C/∂out · partial, where it writes both the expression and the derivative; else the chain rule,
 * (2). `read` reads lines about the node.
 */
export function seedPartial(
  tree: Tree,
  symbol: string,
  partial: Tree | null,
  read: ReturnType<typeof lineReader>,
): OfSeed {
  const partials = EXPRESSIONS.find((each) => sameTree(each.tree, tree))?.partials ?? {};
  const found = Object.hasOwn(partials, symbol) ? partials[symbol] : undefined;
  if (!found || !partial || !sameTree(found.slope, partial)) {
    return { equation: "(2)", derivation: [read(chainRule(symbol)[0] ?? "")] };
  }
  const { equation, note, steps } = found;
  return { equation, derivation: steps.map(read), ...(note === undefined ? {} : { note }) };
}

function parsed(text: string): Tree {
  const expression = parseExpression(text);
  if ("fault" in expression) throw new Error(`the seed's ${text} cannot be read: ${expression.fault}`);
  return expression.tree;
}

/** Of the seed's example, the derivative as the program finds it is how the seed writes it. */
function expressionOf(
  text: string,
  equation: string,
  symbol: string,
  last: string,
  ...steps: readonly string[]
): SeedExpression {
  const tree = parsed(text);
  const slope = derivative(tree, symbol);
  if (!slope) throw new Error(`${text} has no derivative by ${symbol}`);
  return {
    tree,
    equation,
    partials: { [symbol]: { slope, equation: last, steps: [...chainRule(symbol), ...steps] } },
  };
}

function kernelOf(text: string, scaled: boolean, slopes: Record<"m" | "mu" | "sigma", string>): SeedExpression {
  const lines: KernelLines = kernelLines({ g: "out[…]", m: "m[…]", mu: "mu[…]", sigma: "sigma[…]" }, scaled);
  const of = (symbol: "m" | "mu" | "sigma", note?: string): Steps => ({
    slope: parsed(slopes[symbol]),
    equation: /^\(\d+\)/.exec(lines[symbol].at(-1) ?? "")?.[0] ?? "",
    steps: lines[symbol],
    ...(note === undefined ? {} : { note }),
  });
  return {
    tree: parsed(text),
    equation: scaled ? "(44)" : "(54)",
    partials: { m: of("m", BRACKET_SLIP), mu: of("mu", BRACKET_SLIP), sigma: of("sigma") },
  };
}
