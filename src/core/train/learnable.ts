import type { Graph, GraphNode } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { Traced } from "#core/ops/define";
import { own } from "#core/own";
import type { Tape } from "#core/tape/tape";
import type { Tensor } from "#core/tensor/tensor";

/** Whether training may change a node's params. Where a node has the setting `trainable`, it is asked. */
export function isLearnable(node: GraphNode): boolean {
  const resolved = resolve(node);
  return resolved !== null && resolved.settings.config.trainable !== false;
}

/** A param that training may change, where it lies on a tape. */
export interface LearnableParam {
  readonly node: string;
  readonly name: string;
  readonly value: Tensor;
  /** ∂C/∂value. */
  readonly grad: Tensor;
  /** Every entry must stay above 0. */
  readonly positive: boolean;
}

/** Whether every entry of a node's param must stay above 0. */
export function mustBePositive(node: GraphNode, param: string): boolean {
  return own(resolve(node)?.params ?? {}, param)?.positive === true;
}

/** Every param on the tape that training may change and that C depends on, in the tape's order. */
export function learnableOn(tape: Tape): readonly LearnableParam[] {
  return tape.entries.flatMap(({ node, params }) =>
    isLearnable(node)
      ? Object.entries(params).flatMap(([name, { value, grad }]: [string, Traced]) =>
          grad ? { node: node.id, name, value, grad, positive: mustBePositive(node, name) } : [],
        )
      : [],
  );
}

/** Whether anything in the graph can be learned at all. */
export function canLearn(graph: Graph): boolean {
  return graph.nodes.some((node) => isLearnable(node) && Object.keys(node.params).length > 0);
}
