import { productToPython, treeToPython } from "#core/formula/python";
import type { Tree } from "#core/formula/tree";
import { pythonNames } from "./python-name";

/** Names that the Python below uses itself. */
const RESERVED = ["ctx", "grad", "output", "rest", "each", "value"];

/**
 * An expression with derivatives by hand, as the op contract describes a `torch.autograd.Function`. `takes` are names for its symbols,
 * in their order; `backward` gives ∂C/∂ each from `grad`, by hand where there is a partial and else by the chain rule, summed over the
 * entries that the symbol was stretched to.
 */
export function functionToPython(tree: Tree, symbols: readonly string[], partials: ReadonlyMap<string, Tree>) {
  const names = pythonNames(symbols, RESERVED);
  const named = (symbol: string) => names.get(symbol) ?? symbol;
  const takes = [...names.values()];
  const slopes = pythonNames(
    takes.map((name) => `d_${name}`),
    [...takes, ...RESERVED],
  );
  const slopeOf = (name: string) => slopes.get(`d_${name}`) ?? name;
  const rest = [...names].flatMap(([symbol, name]) => (partials.has(symbol) ? [] : [name]));
  const tuple = (of: readonly string[]) => `(${of.join(", ")}${of.length === 1 ? "," : ""})`;
  const value = treeToPython(tree, named);
  // What is not derived by hand follows the chain rule, which PyTorch knows.
  const byChainRule = [
    "# No derivative by hand: the chain rule's.",
    "with torch.enable_grad():",
    `    rest = [each.detach().requires_grad_() for each in ${tuple(rest)}]`,
    `    ${rest.join(", ")}${rest.length === 1 ? "," : ""} = rest`,
    `    value = ${value}`,
    `${rest.map(slopeOf).join(", ")}${rest.length === 1 ? "," : ""} = torch.autograd.grad(value, rest, grad)`,
  ];
  const byHand = [...names].flatMap(([symbol, name]) => {
    const partial = partials.get(symbol);
    return partial
      ? [`${slopeOf(name)} = (${productToPython("grad", partial, named)}).sum_to_size(${name}.shape)`]
      : [];
  });
  return {
    takes,
    saves: takes,
    forward: `return ${value}`,
    backward: [...byHand, ...(rest.length > 0 ? byChainRule : []), `return ${takes.map(slopeOf).join(", ")}`].join(
      "\n",
    ),
  };
}
