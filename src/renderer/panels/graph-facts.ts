import type { Graph, GraphNode } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { Shape } from "#core/tensor/tensor";

/** A param that training may change. */
export interface Learnable {
  readonly node: GraphNode;
  readonly name: string;
  readonly symbol: string;
  readonly shape: Shape;
  readonly entries: number;
}

/** Every learnable param of a graph, in the order of its nodes. Where a node says whether it is trainable, it is asked. */
export function learnableIn(graph: Graph): readonly Learnable[] {
  return graph.nodes.flatMap((node) => {
    const resolved = resolve(node);
    if (!resolved || resolved.settings.config.trainable === false) return [];
    return Object.entries(resolved.params).flatMap(([name, { symbol }]) => {
      const tensor = node.params[name];
      return tensor ? [{ node, name, symbol, shape: tensor.shape, entries: tensor.data.length }] : [];
    });
  });
}

/** A node whose output is a share of C. */
export interface Cost {
  readonly node: GraphNode;
  /** The factor that it carries already; null for an op without one. */
  readonly weight: number | null;
}

/** Every cost of a graph, in the order of its nodes. */
export function costsIn(graph: Graph): readonly Cost[] {
  return graph.nodes.flatMap((node) => {
    const resolved = resolve(node);
    if (!resolved?.op.isCost) return [];
    const { weight } = resolved.settings.config;
    return [{ node, weight: typeof weight === "number" ? weight : null }];
  });
}
