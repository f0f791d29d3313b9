import type { Analysis } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import { own } from "#core/own";
import { liveness } from "#core/tape/score";
import type { Tensor } from "#core/tensor/tensor";
import { descend } from "#core/train/descend";
import { isLearnable, type LearnableParam, mustBePositive } from "#core/train/learnable";
import { type Stray, strayOf } from "#core/train/stray";
import { readGrads } from "./running";
import { session } from "./session";
import { useSettings } from "./settings";

/** A param before and after it has learned, and ∂C/∂param that it went by. */
export interface ParamUpdate {
  readonly node: string;
  readonly param: string;
  readonly before: Tensor;
  readonly grad: Tensor;
  readonly after: Tensor;
}

/** One update of the params, p ← p − rate · ∂C/∂p, between two passes. */
export interface UpdateStep {
  readonly rate: number;
  readonly params: readonly ParamUpdate[];
  readonly before: Graph;
  readonly after: Graph;
}

/** Whether a pass over the graph ends with an update: whether C depends on a param that training may change. */
export function endsWithUpdate({ runnable }: Analysis): boolean {
  const live = liveness(runnable);
  return runnable.some(
    ({ node }, place) => live[place] === 1 && Object.keys(node.params).length > 0 && isLearnable(node),
  );
}

/** The update that the last run leads to, or what it would take out of its range; null where the graph has changed since, or has not been run. */
export async function nextUpdate(): Promise<UpdateStep | Stray | null> {
  const { revision, analysis } = session();
  const { graph: before } = analysis;
  const rate = useSettings.getState().learningRate;
  const learnable = await readGrads();
  if (learnable?.revision !== revision) return null;
  const gradOf = (node: string, param: string) =>
    learnable.grads.find((other) => other.node === node && other.param === param)?.grad ?? null;
  const stray = strayOf(
    learnable.grads.flatMap(({ node: id, param: name, grad }): LearnableParam[] => {
      const node = before.nodes.find((other) => other.id === id);
      const value = node && own(node.params, name);
      return value ? [{ node: id, name, value, grad, positive: mustBePositive(node, name) }] : [];
    }),
    rate,
  );
  if (stray) return stray;
  const after = descend(before, gradOf, rate);
  const params = learnable.grads.flatMap(({ node, param, grad }): ParamUpdate[] => {
    const [from, to] = [paramIn(before, node, param), paramIn(after, node, param)];
    return from && to ? [{ node, param, before: from, grad, after: to }] : [];
  });
  return { rate, params, before, after };
}

function paramIn({ nodes }: Graph, id: string, param: string): Tensor | undefined {
  return own(nodes.find((node) => node.id === id)?.params ?? {}, param);
}
