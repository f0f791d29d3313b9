import { symbolsOf, type Tree } from "#core/formula/tree";
import { scalar } from "#core/tensor/tensor";
import { compileExpression } from "./evaluate";
import type { Operand } from "./plan";

/** A number for each symbol. */
export type Point = Readonly<Record<string, number>>;

/** A tree of numbers, ready to be asked at one point after the other. */
export interface PointEvaluation {
  /** Its value at a point. NaN or infinite where it has none. */
  readonly valueAt: (point: Point) => number;
  /** ∂tree/∂symbol at a point, by the numeric chain rule, as a run has it; 0 for a symbol that it does not hold. */
  readonly slopesAt: (point: Point) => Point;
}

/**
 * Makes a tree ready to be evaluated at points: the very same arithmetic as a run's, on single numbers.
 * @throws RangeError when a point that is asked about lacks one of the tree's symbols.
 */
export function evaluateAt(tree: Tree): PointEvaluation {
  const symbols = symbolsOf(tree);
  const operands = new Map(symbols.map((name): [string, Operand] => [name, { value: scalar(0), grad: scalar(0) }]));
  const out = { value: scalar(0), grad: scalar(1) };
  const { forward, backward } = compileExpression(tree, operands, out);
  function valueAt(point: Point): number {
    for (const [name, { value }] of operands) {
      const number = Object.hasOwn(point, name) ? point[name] : undefined;
      if (number === undefined) throw new RangeError(`the point has no ${name}`);
      value.data[0] = number;
    }
    forward();
    return out.value.data[0] as number;
  }
  return {
    valueAt,
    slopesAt(point) {
      valueAt(point);
      backward();
      return Object.fromEntries([...operands].map(([name, { grad }]) => [name, grad?.data[0] ?? 0]));
    },
  };
}
