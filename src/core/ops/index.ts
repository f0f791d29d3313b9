import { add } from "./add";
import type { Op } from "./define";
import { expression } from "./expression";
import { gaussianConv } from "./gaussian-conv";
import { input } from "./input";
import { linear } from "./linear";
import { linearSigmoid } from "./linear-sigmoid";
import { loss } from "./loss";
import { multiply } from "./multiply";
import { relu } from "./relu";
import { sigmoid } from "./sigmoid";
import { softmax } from "./softmax";
import { sum } from "./sum";
import { tanh } from "./tanh";

/** The catalogue: every op, in the order in which people see them. Adding an op is its file and its line here. */
export const ops: readonly Op[] = [
  input,
  linear,
  linearSigmoid,
  gaussianConv,
  sigmoid,
  tanh,
  relu,
  softmax,
  expression,
  add,
  multiply,
  sum,
  loss,
];

const byType: ReadonlyMap<string, Op> = new Map(ops.map((op) => [op.type, op]));

/** The op of this type, or undefined where this version knows none. */
export function opOf(type: string): Op | undefined {
  return byType.get(type);
}
