import { spreadIndex } from "#core/tensor/broadcast";
import { sizeOf, type Tensor } from "#core/tensor/tensor";
import { type Curve, constants, functions, powerCurve } from "./functions";
import { type BinaryKernel, difference, power, product, quotient, sum } from "./kernels";
import { type BinaryOp, symbolsOf, type Tree } from "./tree";

/** What a symbol stands for, and where ∂C/∂symbol goes; `grad` is null where nobody asks for it. */
export interface Operand {
  readonly value: Tensor;
  readonly grad: Tensor | null;
}

/** An expression over tensors. Neither function takes, returns or allocates anything. */
export interface Evaluation {
  /** Writes `out.value`, entry by entry of the operands broadcast to its shape. */
  readonly forward: () => void;
  /** Reads `out.grad` = ∂C/∂out and *overwrites* each operand's grad with ∂C/∂operand; always follows a `forward`. */
  readonly backward: () => void;
}

/** Entries that are worked on at a time: intermediates stay in the cache, and a long expression over large tensors stays in memory. */
export const BLOCK = 1024;

/** One operation on one block: forward from the operands, backward from the block's own grad to theirs. */
interface Stage {
  readonly forward: (start: number, count: number) => void;
  readonly backward: ((start: number, count: number) => void) | null;
}

/** A block of intermediate values, ∂C/∂ them where it is needed, and the number if it is the same number always. */
interface Part {
  readonly value: Float64Array;
  readonly grad: Float64Array | null;
  readonly constant: number | null;
}

/**
 * A tree made ready to run on these tensors: the numeric chain rule along the tree, seed (1) and (2); a symbol that occurs several
 * times gathers the sum, seed (10). Where `partials` has ∂tree/∂symbol, that is used instead: ∂C/∂symbol = Σ ∂C/∂out · partial, summed
 * over the entries that the symbol's were stretched to.
 * @param operands one for each symbol of the tree; each one's shape must stretch to that of `out`
 */
export function compileExpression(
  tree: Tree,
  operands: ReadonlyMap<string, Operand>,
  out: Operand,
  partials: ReadonlyMap<string, Tree> = new Map(),
): Evaluation {
  const size = sizeOf(out.value.shape);
  const block = Math.max(1, Math.min(BLOCK, size));
  const site: PlanSite = { operands, shape: out.value.shape, block };
  const wanted = new Set<string>();
  const byHand: ((dOut: Float64Array, start: number, count: number) => void)[] = [];
  for (const symbol of symbolsOf(tree)) {
    const operand = operandOf(site, symbol);
    const partial = partials.get(symbol);
    if (!operand.grad) continue;
    if (partial) byHand.push(planPartial(partial, operand, site));
    else wanted.add(symbol);
  }
  const main = plan(tree, wanted, site);
  const grads = symbolsOf(tree).flatMap((symbol) => operands.get(symbol)?.grad ?? []);

  function run(start: number, count: number): void {
    for (const stage of main.stages) stage.forward(start, count);
  }

  return {
    forward() {
      const to = out.value.data;
      for (let start = 0; start < size; start += block) {
        const count = Math.min(block, size - start);
        run(start, count);
        for (let i = 0; i < count; i += 1) to[start + i] = main.root.value[i] as number;
      }
    },
    backward() {
      if (!out.grad) return;
      const dOut = out.grad.data;
      for (const grad of grads) grad.data.fill(0);
      for (let start = 0; start < size; start += block) {
        const count = Math.min(block, size - start);
        for (const add of byHand) add(dOut, start, count);
        const dRoot = main.root.grad;
        if (dRoot === null) continue;
        // With more blocks than one, `forward` has left only the intermediates of the last.
        if (size > block) run(start, count);
        for (let i = 0; i < count; i += 1) dRoot[i] = dOut[start + i] as number;
        for (const stage of main.backwards) stage(start, count);
      }
    },
  };
}

interface PlanSite {
  readonly operands: ReadonlyMap<string, Operand>;
  readonly shape: readonly number[];
  readonly block: number;
}

interface Plan {
  readonly root: Part;
  readonly stages: readonly Stage[];
  readonly backwards: readonly NonNullable<Stage["backward"]>[];
}

function plan(tree: Tree, wanted: ReadonlySet<string>, site: PlanSite): Plan {
  const stages: Stage[] = [];
  const root = planPart(tree, wanted, site, stages);
  return { root, stages, backwards: stages.flatMap(({ backward }) => backward ?? []).reverse() };
}

function planPart(tree: Tree, wanted: ReadonlySet<string>, site: PlanSite, stages: Stage[]): Part {
  const part = (each: Tree): Part => planPart(each, wanted, site, stages);
  switch (tree.kind) {
    case "number":
      return constantPart(tree.value, site);
    case "constant":
      return constantPart(constants[tree.name], site);
    case "symbol":
      return symbolPart(operandOf(site, tree.name), wanted.has(tree.name), site, stages);
    case "negate":
      return curvePart(NEGATION, part(tree.of), site, stages);
    case "call":
      return curvePart(functions[tree.fn], part(tree.of), site, stages);
    case "binary": {
      const left = part(tree.left);
      const right = part(tree.right);
      if (tree.op === "^" && right.constant !== null) return curvePart(powerCurve(right.constant), left, site, stages);
      return binaryPart(KERNELS[tree.op], left, right, site, stages);
    }
  }
}

const NEGATION: Curve = { value: (x) => -x, slope: () => -1 };

const KERNELS: Readonly<Record<BinaryOp, BinaryKernel>> = {
  "+": sum,
  "-": difference,
  "*": product,
  "/": quotient,
  "^": power,
};

function constantPart(constant: number, { block }: PlanSite): Part {
  return { value: new Float64Array(block).fill(constant), grad: null, constant };
}

function symbolPart(operand: Operand, isWanted: boolean, site: PlanSite, stages: Stage[]): Part {
  const value = new Float64Array(site.block);
  const grad = isWanted ? new Float64Array(site.block) : null;
  stages.push({
    forward: gather(operand.value, site, value),
    backward: grad && operand.grad ? scatter(operand.grad, site, grad) : null,
  });
  return { value, grad, constant: null };
}

function curvePart(curve: Curve, of: Part, { block }: PlanSite, stages: Stage[]): Part {
  const { value: x, grad: dX, constant } = of;
  if (constant !== null) return constantPart(curve.value(constant), { ...EMPTY, block });
  const y = new Float64Array(block);
  const dY = dX && new Float64Array(block);
  const { value, slope } = curve;
  stages.push({
    forward(_start, count) {
      for (let i = 0; i < count; i += 1) y[i] = value(x[i] as number);
    },
    backward:
      dX && dY
        ? (_start, count) => {
            for (let i = 0; i < count; i += 1) dX[i] = (dY[i] as number) * slope(x[i] as number, y[i] as number);
          }
        : null,
  });
  return { value: y, grad: dY, constant: null };
}
