import type { Graph, GraphNode } from "#core/graph/graph";
import type { Tensor } from "#core/tensor/tensor";
import { isLearnable, type LearnableParam } from "./learnable";

/** One step of plain gradient descent on a tape, in place and without allocating: p ← p − rate · ∂C/∂p. */
export function descendTape(params: readonly LearnableParam[], rate: number): void {
  for (const { value, grad } of params) {
    const p = value.data;
    const dP = grad.data;
    for (let i = 0; i < p.length; i += 1) p[i] = (p[i] as number) - rate * (dP[i] as number);
  }
}

/**
 * One step of plain gradient descent on a graph: the same numbers, to the last bit, as `descendTape` leaves on its tape.
 * `gradOf` gives ∂C/∂param in the param's shape, or null where C does not depend on it; such a param stays.
 */
export function descend(graph: Graph, gradOf: (node: string, param: string) => Tensor | null, rate: number): Graph {
  return {
    nodes: graph.nodes.map((node) => (isLearnable(node) ? stepNode(node, gradOf, rate) : node)),
    edges: graph.edges,
  };
}

function stepNode(node: GraphNode, gradOf: (node: string, param: string) => Tensor | null, rate: number): GraphNode {
  let moved = false;
  const params: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(node.params)) {
    const grad = gradOf(node.id, name);
    params[name] = grad
      ? { shape: tensor.shape, data: tensor.data.map((p, i) => p - rate * (grad.data[i] as number)) }
      : tensor;
    moved ||= grad !== null;
  }
  return moved ? { ...node, params } : node;
}
