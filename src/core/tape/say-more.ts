import type { Analysis } from "#core/graph/analyse";
import type { GraphNode } from "#core/graph/graph";
import { plainNamesOf } from "#core/graph/names";
import { resolve } from "#core/graph/resolve";
import { costBy } from "#core/ops/define";
import { own } from "#core/own";
import { sizeOf } from "#core/tensor/tensor";
import type { Digest } from "./digest";
import type { Readings } from "./readings";
import { briefTex, sayNumber, sayTensor } from "./say-numbers";
import type { StepText } from "./step-text";

/** A named intermediate of an entry, in words. */
export interface InsideText {
  /** What it is called in a formula, as TeX. */
  readonly symbol: string;
  /** What it is called in a sentence, beginning with its plain name: `z, the weighted sum`. */
  readonly words: string;
  /** `Inside a: z, the weighted sum, is 1.` */
  readonly sentence: string;
}

/** Says an intermediate that the op of a node shows; null where the node has none of that name, or did not run. */
export function sayInside(given: {
  readonly analysis: Analysis;
  readonly readings: Readings;
  readonly node: string;
  readonly name: string;
}): InsideText | null {
  const { analysis, readings, node, name } = given;
  const ran = analysis.runnable[analysis.places.get(node) ?? -1];
  const value = readings.nodes.get(node)?.saved[name];
  const inside = ran?.op.inside[name];
  if (!ran || !value || !inside) return null;
  const { out } = plainNamesOf(analysis.graph, ran.node);
  return { ...inside, sentence: `Inside ${out}: ${inside.words}, is ${sayTensor(value)}.` };
}

/** A param before and after an update, and ∂C/∂param, which the update followed. */
export interface Updated {
  readonly node: GraphNode;
  readonly param: string;
  readonly before: Digest;
  readonly after: Digest;
  readonly grad: Digest;
}

/**
 * Says an update of params with a learning rate. The formula is given only where it is what happened: other optimisers than plain
 * gradient descent take other steps.
 */
export function sayUpdate(updates: readonly Updated[], rate: number): StepText {
  const short = "update";
  const [first] = updates;
  if (!first) {
    return { sentence: "Nothing here can learn, so the update changes nothing.", short, tex: null, numbers: [] };
  }
  const plain = updates.every((update) => isPlain(update, rate));
  const most = updates.reduce((one, other) => (moved(other) > moved(one) ? other : one), first);
  const alone = updates.length === 1 && sizeOf(first.before.shape) === 1;
  const how = alone
    ? sayStepOf(first, rate, plain)
    : `the largest change is ${sayNumber(moved(most))}, in ${called(most)}`;
  const who = updates.length === 1 ? called(first) : `each of ${updates.length} params`;
  return {
    sentence: `With rate ${sayNumber(rate)}, ${who} moves against its gradient, so that the cost falls: ${how}.`,
    short,
    tex: plain ? `w \\leftarrow w - ${briefTex(rate)}\\, ${costBy("w")}` : null,
    numbers: plain
      ? updates.filter(({ before }) => sizeOf(before.shape) === 1).map((update) => lineOf(update, rate))
      : [],
  };
}

function called({ node, param }: Updated): string {
  const { out, params } = plainNamesOf({ nodes: [node], edges: [] }, node);
  const symbol = own(params, param) ?? param;
  // The numbers of an Input are the node itself.
  return resolve(node)?.op.family === "source" ? out : `${symbol} of ${out}`;
}

function sayStepOf({ before, after, grad }: Updated, rate: number, plain: boolean): string {
  const [from, to, slope] = [before.head[0] as number, after.head[0] as number, grad.head[0] as number];
  if (!plain) return `${sayNumber(from)} becomes ${sayNumber(to)}`;
  const factor = slope < 0 ? `(${sayNumber(slope)})` : sayNumber(slope);
  return `${sayNumber(from)} − ${sayNumber(rate)} · ${factor} = ${sayNumber(to)}`;
}

function lineOf({ before, after, grad }: Updated, rate: number): string {
  const [from, to, slope] = [before.head[0] as number, after.head[0] as number, grad.head[0] as number];
  const factor = slope < 0 ? `(${briefTex(slope)})` : briefTex(slope);
  return `${briefTex(to)} = ${briefTex(from)} - ${briefTex(rate)} \\times ${factor}`;
}

/** The largest change of an entry that is quoted. */
function moved({ before, after }: Updated): number {
  return Math.max(0, ...before.head.map((from, at) => Math.abs((after.head[at] as number) - from)));
}

function isPlain({ before, after, grad }: Updated, rate: number): boolean {
  return before.head.every((from, at) => {
    const expected = from - rate * (grad.head[at] as number);
    return Math.abs((after.head[at] as number) - expected) <= 1e-9 * (1 + Math.abs(expected));
  });
}
