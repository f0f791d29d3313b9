import { derivative, parseExpression } from "#core/expression/parse";
import type { lineReader } from "#core/formula/lines";
import { type Formula, sameTree, type Tree } from "#core/formula/tree";
import { BRACKET_SLIP, type KernelLines, kernelLines } from "./gauss-kernel";

/** What a formula gets that Vicas 2022 writes too. */
type OfVicas = Pick<Formula, "equation" | "slip" | "derivation">;

/** The steps to a derivative; of those of a kernel the last is the derivative itself. */
interface Steps {
  readonly slope: Tree;
  readonly equation: string;
  readonly slip?: string;
  readonly steps: readonly string[];
}

/** An expression that Vicas 2022 writes, and its derivatives as Vicas 2022 writes them, by symbol. */
interface VicasExpression {
  readonly tree: Tree;
  readonly equation: string;
  readonly partials: Readonly<Record<string, Steps>>;
}

const BELL = "exp(-((m - mu)/sigma)^2/2)";
const INNER = "x[…]^-4 + x[…]^4";
const OUTER = "where u = x[…]^-4 + x[…]^4";

/** Vicas 2022 (1) and (2), by this symbol. */
const chainRule = (symbol: string): readonly string[] => [
  `(1) d ${symbol}[…] = sum(…, ∂l(out[…])/∂out[…] * ∂out[…]/∂${symbol}[…])`,
  `(2) d ${symbol}[…] = sum(…, d out[…] * ∂out[…]/∂${symbol}[…])`,
];

/** Vicas 2022 (3)–(9) and the kernels (44) and (54). */
const EXPRESSIONS: readonly VicasExpression[] = [
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

/** Vicas 2022's number of an expression that it writes; undefined for any other. */
export function vicasNumber(tree: Tree): string | undefined {
  return EXPRESSIONS.find((each) => sameTree(each.tree, tree))?.equation;
}

/**
 * What Vicas 2022 says of ∂C/∂symbol = ∂C/∂out · partial, where it writes both the expression and the derivative; else the chain rule,
 * (2). `read` reads lines about the node.
 */
export function vicasPartial(
  tree: Tree,
  symbol: string,
  partial: Tree | null,
  read: ReturnType<typeof lineReader>,
): OfVicas {
  const partials = EXPRESSIONS.find((each) => sameTree(each.tree, tree))?.partials ?? {};
  const found = Object.hasOwn(partials, symbol) ? partials[symbol] : undefined;
  if (!found || !partial || !sameTree(found.slope, partial)) {
    return { equation: "(2)", derivation: [read(chainRule(symbol)[0] ?? "")] };
  }
  const { equation, slip, steps } = found;
  return { equation, derivation: steps.map(read), ...(slip === undefined ? {} : { slip }) };
}

function parsed(text: string): Tree {
  const expression = parseExpression(text);
  if ("fault" in expression) throw new Error(`Vicas 2022's ${text} cannot be read: ${expression.fault}`);
  return expression.tree;
}

/** Of Vicas 2022's example, the derivative as the program finds it is how Vicas 2022 writes it. */
function expressionOf(
  text: string,
  equation: string,
  symbol: string,
  last: string,
  ...steps: readonly string[]
): VicasExpression {
  const tree = parsed(text);
  const slope = derivative(tree, symbol);
  if (!slope) throw new Error(`${text} has no derivative by ${symbol}`);
  return {
    tree,
    equation,
    partials: { [symbol]: { slope, equation: last, steps: [...chainRule(symbol), ...steps] } },
  };
}

function kernelOf(text: string, scaled: boolean, slopes: Record<"m" | "mu" | "sigma", string>): VicasExpression {
  const lines: KernelLines = kernelLines({ g: "out[…]", m: "m[…]", mu: "mu[…]", sigma: "sigma[…]" }, scaled);
  const of = (symbol: "m" | "mu" | "sigma", slip?: string): Steps => ({
    slope: parsed(slopes[symbol]),
    equation: /^\(\d+\)/.exec(lines[symbol].at(-1) ?? "")?.[0] ?? "",
    steps: lines[symbol],
    ...(slip === undefined ? {} : { slip }),
  });
  return {
    tree: parsed(text),
    equation: scaled ? "(44)" : "(54)",
    partials: { m: of("m", BRACKET_SLIP), mu: of("mu", BRACKET_SLIP), sigma: of("sigma") },
  };
}
