import { type Curve, negation, powerOf } from "#core/formula/curves";
import { constants, functions } from "#core/formula/functions";
import type { BinaryOp, Tree } from "#core/formula/tree";
import { spreadIndex } from "#core/tensor/broadcast";
import type { Shape, Tensor } from "#core/tensor/tensor";
import { type BinaryKernel, difference, power, product, quotient, sum } from "./kernels";

/** What a symbol stands for, and where ∂C/∂symbol goes; `grad` is null where nobody asks for it. */
export interface Operand {
  readonly value: Tensor;
  readonly grad: Tensor | null;
}

/** Where a tree runs: over `shape`, to which every operand stretches, `block` entries at a time. */
export interface Place {
  readonly operands: ReadonlyMap<string, Operand>;
  readonly shape: Shape;
  readonly block: number;
}

/** Work on `count` entries of the whole, from entry `start`. */
export type Work = (start: number, count: number) => void;

/** One block of values, and ∂C/∂ them, null where nobody asks for it. `constant` is the number if it is always the same number. */
export interface Part {
  readonly value: Float64Array;
  readonly grad: Float64Array | null;
  readonly constant: number | null;
}

/** A tree as a list of work: `forward` fills `root.value`; `backward` turns `root.grad` into ∂C/∂ each wanted operand, which it adds to. */
export interface Plan {
  readonly root: Part;
  readonly forward: readonly Work[];
  readonly backward: readonly Work[];
}

/** Plans a tree; the grads of the `wanted` symbols are worked out, and no others. Every buffer is made here. */
export function planTree(tree: Tree, wanted: ReadonlySet<string>, place: Place): Plan {
  const forward: Work[] = [];
  const backward: Work[] = [];
  const { block } = place;

  function part(each: Tree): Part {
    switch (each.kind) {
      case "number":
        return constantPart(each.value);
      case "constant":
        return constantPart(constants[each.name]);
      case "symbol":
        return symbolPart(each.name);
      case "negate":
        return curvePart(negation, part(each.of));
      case "call":
        return curvePart(functions[each.fn], part(each.of));
      case "binary": {
        const left = part(each.left);
        const right = part(each.right);
        if (each.op === "^" && right.constant !== null) return curvePart(powerOf(right.constant), left);
        return binaryPart(kernels[each.op], left, right);
      }
    }
  }

  function constantPart(constant: number): Part {
    return { value: new Float64Array(block).fill(constant), grad: null, constant };
  }

  function symbolPart(symbol: string): Part {
    const operand = operandOf(symbol, place);
    const value = new Float64Array(block);
    forward.push(gather(operand.value, value, place));
    if (!operand.grad || !wanted.has(symbol)) return { value, grad: null, constant: null };
    const grad = new Float64Array(block);
    backward.push(scatter(grad, operand.grad, place));
    return { value, grad, constant: null };
  }

  function curvePart(curve: Curve, { value: x, grad: dX, constant }: Part): Part {
    const y = new Float64Array(block);
    if (constant !== null) {
      curve.forward(y, x, 1);
      return constantPart(y[0] as number);
    }
    forward.push((_start, count) => curve.forward(y, x, count));
    if (!dX) return { value: y, grad: null, constant: null };
    const dY = new Float64Array(block);
    backward.push((_start, count) => curve.backward(dX, dY, x, y, count));
    return { value: y, grad: dY, constant: null };
  }

  function binaryPart(kernel: BinaryKernel, { value: a, ...left }: Part, { value: b, ...right }: Part): Part {
    const y = new Float64Array(block);
    if (left.constant !== null && right.constant !== null) {
      kernel.forward(y, a, b, 1);
      return constantPart(y[0] as number);
    }
    forward.push((_start, count) => kernel.forward(y, a, b, count));
    const dA = left.grad;
    const dB = right.grad;
    if (!dA && !dB) return { value: y, grad: null, constant: null };
    const dY = new Float64Array(block);
    if (dA) backward.push((_start, count) => kernel.backwardLeft(dA, dY, y, a, b, count));
    if (dB) backward.push((_start, count) => kernel.backwardRight(dB, dY, y, a, b, count));
    return { value: y, grad: dY, constant: null };
  }

  const root = part(tree);
  return { root, forward, backward: backward.reverse() };
}

/** The kernel of each operation between two trees. */
export const kernels: Readonly<Record<BinaryOp, BinaryKernel>> = {
  "+": sum,
  "-": difference,
  "*": product,
  "/": quotient,
  "^": power,
};

/**
 * What a symbol stands for.
 * @throws Error when nothing was given for it: a fault of ours, for the symbols of an expression are its handles and params.
 */
export function operandOf(symbol: string, { operands }: Place): Operand {
  const operand = operands.get(symbol);
  if (!operand) throw new Error(`the symbol ${symbol} stands for nothing`);
  return operand;
}

/** Fills a block with the operand's entries, stretched to the place's shape. */
export function gather({ shape, data }: Tensor, block: Float64Array, place: Place): Work {
  if (data.length === 1) {
    return (_start, count) => {
      const only = data[0] as number;
      for (let i = 0; i < count; i += 1) block[i] = only;
    };
  }
  const index = spreadIndex(shape, place.shape);
  if (index === null) {
    return (start, count) => {
      for (let i = 0; i < count; i += 1) block[i] = data[start + i] as number;
    };
  }
  return (start, count) => {
    for (let i = 0; i < count; i += 1) block[i] = data[index[start + i] as number] as number;
  };
}

/** Adds a block to the operand's entries: the way back of stretching, by which an entry gathers the sum. */
export function scatter(block: Float64Array, { shape, data }: Tensor, place: Place): Work {
  if (data.length === 1) {
    return (_start, count) => {
      let sum = 0;
      for (let i = 0; i < count; i += 1) sum += block[i] as number;
      data[0] = (data[0] as number) + sum;
    };
  }
  const index = spreadIndex(shape, place.shape);
  if (index === null) {
    return (start, count) => {
      for (let i = 0; i < count; i += 1) data[start + i] = (data[start + i] as number) + (block[i] as number);
    };
  }
  return (start, count) => {
    for (let i = 0; i < count; i += 1) {
      const entry = index[start + i] as number;
      data[entry] = (data[entry] as number) + (block[i] as number);
    }
  };
}
