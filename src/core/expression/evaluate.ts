import { symbolsOf, type Tree } from "#core/formula/tree";
import { sizeOf, type Tensor } from "#core/tensor/tensor";
import { type Operand, operandOf, type Place, planTree, scatter, type Work } from "./plan";
import { type Dots, pushing } from "./push";

/** An expression over tensors, ready to run. `forward` and `backward` neither take, return nor allocate anything. */
export interface Evaluation {
  /** Writes `out.value`, entry by entry, from the operands stretched to its shape. */
  readonly forward: () => void;
  /** Reads `out.grad` = ∂C/∂out and *overwrites* each operand's grad with ∂C/∂operand. Always follows a `forward`. */
  readonly backward: () => void;
  /**
   * Overwrites `outDot` with ȯut, given ẋ of the operands that move; the others stand still. Changes nothing that was given. What it
   * works with is made when an operand first moves, or when others do than before.
   */
  readonly push: (dots: Dots, outDot: Float64Array) => void;
}

/** Entries that are worked on at a time, so that intermediates stay in the cache and a long expression over large tensors in memory. */
export const BLOCK = 1024;

/**
 * Makes a tree ready to run on these tensors: the numeric chain rule along the tree, Vicas 2022 (1) and (2), where a symbol that occurs
 * several times gathers the sum, Vicas 2022 (10). Where `partials` has ∂tree/∂symbol, that is used in place of the chain rule.
 * Either way an operand that was stretched gets the sum over the entries that it was stretched to.
 * @param operands one for each symbol of the tree and of the partials, whose shapes stretch to that of `out`
 */
export function compileExpression(
  tree: Tree,
  operands: ReadonlyMap<string, Operand>,
  out: Operand,
  partials: ReadonlyMap<string, Tree> = new Map(),
): Evaluation {
  const size = sizeOf(out.value.shape);
  const block = Math.max(1, Math.min(BLOCK, size));
  const place: Place = { operands, shape: out.value.shape, block };
  const asked = symbolsOf(tree).filter((symbol) => operandOf(symbol, place).grad !== null);
  const grads = asked.flatMap((symbol) => operandOf(symbol, place).grad ?? []);
  const { root, forward, backward } = planTree(tree, new Set(asked.filter((symbol) => !partials.has(symbol))), place);
  const dOut = out.grad;
  const byHand = dOut
    ? asked.flatMap((symbol) => {
        const partial = partials.get(symbol);
        const dSymbol = operandOf(symbol, place).grad;
        return partial && dSymbol ? [planPartial(partial, dOut, dSymbol, place)] : [];
      })
    : [];

  return {
    forward() {
      const to = out.value.data;
      for (let start = 0; start < size; start += block) {
        const count = Math.min(block, size - start);
        for (const work of forward) work(start, count);
        for (let i = 0; i < count; i += 1) to[start + i] = root.value[i] as number;
      }
    },
    backward() {
      if (!dOut) return;
      for (const grad of grads) grad.data.fill(0);
      const dRoot = root.grad;
      for (let start = 0; start < size; start += block) {
        const count = Math.min(block, size - start);
        for (const work of byHand) work(start, count);
        if (!dRoot) continue;
        // Of several blocks, `forward` has left only the intermediates of the last.
        if (size > block) for (const work of forward) work(start, count);
        for (let i = 0; i < count; i += 1) dRoot[i] = dOut.data[start + i] as number;
        for (const work of backward) work(start, count);
      }
    },
    push: pushing(tree, operands, partials, place),
  };
}

/** Work that adds ∂C/∂out · partial to ∂C/∂symbol. */
function planPartial(partial: Tree, dOut: Tensor, dSymbol: Tensor, place: Place): Work {
  const { root, forward } = planTree(partial, new Set(), place);
  const block = new Float64Array(place.block);
  const add = scatter(block, dSymbol, place);
  return (start, count) => {
    for (const work of forward) work(start, count);
    for (let i = 0; i < count; i += 1) block[i] = (dOut.data[start + i] as number) * (root.value[i] as number);
    add(start, count);
  };
}
