import { derivative, parseExpression } from "#core/expression/parse";
import { treeToTex } from "#core/expression/tex";
import { sameTree, type Tree } from "#core/expression/tree";
import { costBy, type Formula } from "./define";
import { kernelFormulas } from "./gauss-derivation";

/** What an expression is called, and each of its symbols, as TeX. */
interface ExpressionTex {
  readonly out: string;
  readonly nameOf: (symbol: string) => string;
}

/** What a formula gets that the seed writes too. */
type OfSeed = Pick<Formula, "equation" | "note" | "derivation">;

/** An expression that the seed writes, and its derivatives as the seed writes them, by symbol. */
interface SeedExpression {
  readonly tree: Tree;
  readonly equation: string;
  readonly partials: Readonly<Record<string, { readonly tree: Tree; readonly of: (names: ExpressionTex) => OfSeed }>>;
}

const BELL = "exp(-((m - mu)/sigma)^2/2)";

/** Seed (3)–(9) and the kernels (44) and (54). */
const EXPRESSIONS: readonly SeedExpression[] = [
  {
    tree: read("x^-4 + x^4"),
    equation: "(5)",
    partials: { x: { tree: slopeOf("x^-4 + x^4", "x"), of: (names) => factor("x^-4 + x^4", "x", names) } },
  },
  {
    tree: read("ln(u)"),
    equation: "(4)",
    partials: { u: { tree: slopeOf("ln(u)", "u"), of: (names) => factor("ln(u)", "u", names) } },
  },
  {
    tree: read("ln(x^-4 + x^4)"),
    equation: "(3)",
    partials: { x: { tree: slopeOf("ln(x^-4 + x^4)", "x"), of: blownOut } },
  },
  kernel(`1/(sigma*sqrt(2*pi))*${BELL}`, true, {
    m: `(mu - m)/(sigma^3*sqrt(2*pi))*${BELL}`,
    mu: `(m - mu)/(sigma^3*sqrt(2*pi))*${BELL}`,
    sigma: `1/sqrt(2*pi)*${BELL}*((m - mu)^2/sigma^4 - 1/sigma^2)`,
  }),
  kernel(BELL, false, {
    m: `(mu - m)/sigma^2*${BELL}`,
    mu: `(m - mu)/sigma^2*${BELL}`,
    sigma: `(m - mu)^2/sigma^3*${BELL}`,
  }),
];

/** The seed's number of an expression that it writes; undefined for any other. */
export function seedNumber(tree: Tree): string | undefined {
  return EXPRESSIONS.find((each) => sameTree(each.tree, tree))?.equation;
}

/** What the seed says of ∂C/∂symbol = ∂C/∂out · partial, where it writes both the expression and the derivative; else the chain rule, (2). */
export function seedPartial(tree: Tree, symbol: string, partial: Tree | null, names: ExpressionTex): OfSeed {
  const partials = EXPRESSIONS.find((each) => sameTree(each.tree, tree))?.partials ?? {};
  const found = Object.hasOwn(partials, symbol) ? partials[symbol] : undefined;
  return found && partial && sameTree(found.tree, partial)
    ? found.of(names)
    : { equation: "(2)", derivation: chainRule(symbol, names).slice(0, 1) };
}

function read(text: string): Tree {
  const parsed = parseExpression(text);
  if ("fault" in parsed) throw new Error(`the seed's ${text} cannot be read: ${parsed.fault}`);
  return parsed.tree;
}

/** The derivative as the program finds it, which in these is how the seed writes it. */
function slopeOf(text: string, symbol: string): Tree {
  const slope = derivative(read(text), symbol);
  if (!slope) throw new Error(`${text} has no derivative by ${symbol}`);
  return slope;
}

/** Seed (1) and (2). */
function chainRule(symbol: string, { out, nameOf }: ExpressionTex): readonly Formula[] {
  const x = nameOf(symbol);
  return [
    { tex: "F'(x) = f'(g(x))\\, g'(x)", equation: "(1)" },
    { tex: `${costBy(x)} = ${costBy(out)}\\, \\frac{\\partial ${out}}{\\partial ${x}}`, equation: "(2)" },
  ];
}

/** One factor of the seed's example, (6) and (7). */
function factor(expression: string, symbol: string, names: ExpressionTex): OfSeed {
  const x = names.nameOf(symbol);
  const whole = `\\frac{\\partial}{\\partial ${x}}\\left(${treeToTex(read(expression), names.nameOf)}\\right)`;
  return {
    equation: "(7)",
    derivation: [
      ...chainRule(symbol, names),
      { tex: `${costBy(x)} = ${costBy(names.out)}\\, ${whole}`, equation: "(6)" },
    ],
  };
}

/** The seed's example as a whole, (4)–(9). */
function blownOut(names: ExpressionTex): OfSeed {
  const { out, nameOf } = names;
  const x = nameOf("x");
  const inner = treeToTex(read("x^-4 + x^4"), nameOf);
  const slope = treeToTex(slopeOf("x^-4 + x^4", "x"), nameOf);
  const line = (right: string, equation: string): Formula => ({
    tex: `\\frac{\\partial ${out}}{\\partial ${x}} = ${right}`,
    equation,
  });
  return {
    equation: "(9)",
    derivation: [
      ...chainRule("x", names),
      { tex: `${out} = f(u) = \\ln(u)`, equation: "(4)" },
      { tex: `u = g(${x}) = ${inner}`, equation: "(5)" },
      line(`\\frac{\\partial \\ln(u)}{\\partial u}\\, \\frac{\\partial (${inner})}{\\partial ${x}}`, "(6)"),
      line(`\\frac{1}{u}\\, (${slope})`, "(7)"),
      line(`\\frac{1}{${inner}}\\, (${slope})`, "(8)"),
    ],
  };
}

function kernel(text: string, isScaled: boolean, partials: Record<"m" | "mu" | "sigma", string>): SeedExpression {
  const formulasOf = ({ out, nameOf }: ExpressionTex) =>
    kernelFormulas({ g: out, m: nameOf("m"), mu: nameOf("mu"), sigma: nameOf("sigma") }, isScaled);
  const partial = (by: "m" | "mu" | "sigma", which: "byM" | "byMu" | "bySigma") => ({
    tree: read(partials[by]),
    of: (names: ExpressionTex): OfSeed => {
      const { derivation = [], ...last } = formulasOf(names)[which];
      return {
        derivation: [...derivation, last],
        ...(last.equation ? { equation: last.equation } : {}),
        ...(last.note ? { note: last.note } : {}),
      };
    },
  });
  return {
    tree: read(text),
    equation: isScaled ? "(44)" : "(54)",
    partials: { m: partial("m", "byM"), mu: partial("mu", "byMu"), sigma: partial("sigma", "bySigma") },
  };
}
