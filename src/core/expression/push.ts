import { type Curve, negation } from "#core/formula/curves";
import { constants, functions } from "#core/formula/functions";
import { symbolsOf, type Tree } from "#core/formula/tree";
import { sizeOf, type Tensor, zeros } from "#core/tensor/tensor";
import type { BinaryKernel } from "./kernels";
import { gather, kernels, type Operand, operandOf, type Place, planTree, type Work } from "./plan";

/** ẋ by symbol, of the shape of what the symbol stands for; one that is null or not there stands still. */
export type Dots = Readonly<Record<string, Float64Array | null>>;

/** What moves when some of the symbols do: the work, and the block of the tree's tangent that it fills. */
interface Motion {
  readonly moving: readonly boolean[];
  /** A copy of each moving symbol's tangent, which the work reads. */
  readonly dots: readonly (Tensor | null)[];
  readonly work: readonly Work[];
  readonly root: Float64Array;
}

/**
 * Forward mode along a tree: ẏ = Σ ∂tree/∂symbol · the symbol's tangent, by the chain rule from the leaves to the root, Vicas 2022 (1) and
 * (2). Where `partials` has ∂tree/∂symbol by hand, that is used, as on the way back.
 */
export function pushing(
  tree: Tree,
  operands: ReadonlyMap<string, Operand>,
  partials: ReadonlyMap<string, Tree>,
  place: Place,
): (dots: Dots, outDot: Float64Array) => void {
  const symbols = symbolsOf(tree);
  const size = sizeOf(place.shape);
  let motion: Motion | null = null;
  return (dots, outDot) => {
    if (!motion || !moves(symbols, dots, motion.moving)) {
      motion = planMotion(tree, symbols, dots, partials, { ...place, operands });
    }
    const { work, root, dots: copies } = motion;
    for (let at = 0; at < symbols.length; at += 1) {
      const dot = dotOf(dots, symbols[at] as string);
      if (dot) copies[at]?.data.set(dot);
    }
    for (let start = 0; start < size; start += place.block) {
      const count = Math.min(place.block, size - start);
      for (const each of work) each(start, count);
      for (let i = 0; i < count; i += 1) outDot[start + i] = root[i] as number;
    }
  };
}

// A symbol may be called as something is that every object has.
function dotOf(dots: Dots, symbol: string): Float64Array | null {
  return Object.hasOwn(dots, symbol) ? (dots[symbol] ?? null) : null;
}

/** Whether just those symbols move that did before. A loop, since it must allocate nothing. */
function moves(symbols: readonly string[], dots: Dots, before: readonly boolean[]): boolean {
  for (let at = 0; at < symbols.length; at += 1) {
    if ((dotOf(dots, symbols[at] as string) !== null) !== before[at]) return false;
  }
  return true;
}

function planMotion(
  tree: Tree,
  symbols: readonly string[],
  given: Dots,
  partials: ReadonlyMap<string, Tree>,
  place: Place,
): Motion {
  const moving = symbols.map((symbol) => dotOf(given, symbol) !== null);
  const dots = symbols.map((symbol, at) => (moving[at] ? zeros(operandOf(symbol, place).value.shape) : null));
  const byChain = new Map<string, Tensor>();
  const root = new Float64Array(place.block);
  const work: Work[] = [(_start, count) => root.fill(0, 0, count)];
  for (const [at, symbol] of symbols.entries()) {
    const dot = dots[at];
    if (!dot) continue;
    const partial = partials.get(symbol);
    if (partial) work.push(...partialWork(partial, dot, root, place));
    else byChain.set(symbol, dot);
  }
  if (byChain.size > 0) {
    const moved = planPush(tree, byChain, place, work);
    if (moved.dot) work.push(adding(root, moved.dot));
  }
  return { moving, dots, work, root };
}

/** Adds partial · ẋ to the root. */
function partialWork(partial: Tree, dot: Tensor, root: Float64Array, place: Place): readonly Work[] {
  const { root: slope, forward } = planTree(partial, new Set(), place);
  const moved = new Float64Array(place.block);
  const multiply: Work = (_start, count) => {
    for (let i = 0; i < count; i += 1) {
      root[i] = (root[i] as number) + (slope.value[i] as number) * (moved[i] as number);
    }
  };
  return [...forward, gather(dot, moved, place), multiply];
}

/** A block of values and its tangent; null where it stands still. */
interface Moved {
  readonly value: Float64Array;
  readonly dot: Float64Array | null;
}

/** Puts on the list what computes a tree's values and tangent. An entrywise slope is its own transpose, so `backward` pushes too. */
function planPush(tree: Tree, dots: ReadonlyMap<string, Tensor>, place: Place, work: Work[]): Moved {
  const { block } = place;

  function part(each: Tree): Moved {
    switch (each.kind) {
      case "number":
        return { value: new Float64Array(block).fill(each.value), dot: null };
      case "constant":
        return { value: new Float64Array(block).fill(constants[each.name]), dot: null };
      case "symbol":
        return symbolPart(each.name);
      case "negate":
        return curvePart(negation, part(each.of));
      case "call":
        return curvePart(functions[each.fn], part(each.of));
      case "binary":
        return binaryPart(kernels[each.op], part(each.left), part(each.right));
    }
  }

  function symbolPart(symbol: string): Moved {
    const value = new Float64Array(block);
    work.push(gather(operandOf(symbol, place).value, value, place));
    const given = dots.get(symbol);
    if (!given) return { value, dot: null };
    const dot = new Float64Array(block);
    work.push(gather(given, dot, place));
    return { value, dot };
  }

  function curvePart(curve: Curve, { value: x, dot: xDot }: Moved): Moved {
    const value = new Float64Array(block);
    work.push((_start, count) => curve.forward(value, x, count));
    if (!xDot) return { value, dot: null };
    const dot = new Float64Array(block);
    work.push((_start, count) => curve.backward(dot, xDot, x, value, count));
    return { value, dot };
  }

  function binaryPart(kernel: BinaryKernel, { value: a, dot: aDot }: Moved, { value: b, dot: bDot }: Moved): Moved {
    const value = new Float64Array(block);
    work.push((_start, count) => kernel.forward(value, a, b, count));
    if (!aDot && !bDot) return { value, dot: null };
    const dot = new Float64Array(block);
    if (aDot) work.push((_start, count) => kernel.backwardLeft(dot, aDot, value, a, b, count));
    if (bDot) {
      const byRight = aDot ? new Float64Array(block) : dot;
      work.push((_start, count) => kernel.backwardRight(byRight, bDot, value, a, b, count));
      if (aDot) work.push(adding(dot, byRight));
    }
    return { value, dot };
  }

  return part(tree);
}

function adding(to: Float64Array, more: Float64Array): Work {
  return (_start, count) => {
    for (let i = 0; i < count; i += 1) to[i] = (to[i] as number) + (more[i] as number);
  };
}
