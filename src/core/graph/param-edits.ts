import { sameShape, type Tensor } from "#core/tensor/tensor";
import type { Graph, GraphNode } from "./graph";
import { resolve } from "./resolve";

/** One param with a new value of the same shape. */
export interface ParamEdit {
  readonly node: string;
  readonly param: string;
  readonly value: Tensor;
}

/**
 * What turns one graph into the other, where that is nothing but other numbers in params that are sound before and after;
 * null where more has changed, and the graph must be read anew. Compares by identity, so it costs little however large the
 * graph and its tensors are.
 */
export function paramEdits(before: Graph, after: Graph): readonly ParamEdit[] | null {
  if (before.edges !== after.edges || before.nodes.length !== after.nodes.length) return null;
  const edits: ParamEdit[] = [];
  for (const [at, node] of after.nodes.entries()) {
    const other = before.nodes[at] as GraphNode;
    if (node === other) continue;
    const found = nodeEdits(other, node);
    if (!found) return null;
    edits.push(...found);
  }
  return edits;
}

function nodeEdits(before: GraphNode, after: GraphNode): readonly ParamEdit[] | null {
  const { id, type, label, config, params } = after;
  if (id !== before.id || type !== before.type || label !== before.label || config !== before.config) return null;
  const names = Object.keys(params);
  if (names.length !== Object.keys(before.params).length) return null;
  if (!isSound(before) || !isSound(after)) return null;
  const edits: ParamEdit[] = [];
  for (const param of names) {
    const value = params[param] as Tensor;
    const old = Object.hasOwn(before.params, param) ? before.params[param] : undefined;
    if (!old || !sameShape(old.shape, value.shape)) return null;
    if (old !== value) edits.push({ node: id, param, value });
  }
  return edits;
}

function isSound(node: GraphNode): boolean {
  return resolve(node)?.faults.length === 0;
}
