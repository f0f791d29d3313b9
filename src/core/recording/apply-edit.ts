import { place } from "#core/document/commands";
import type { Document } from "#core/document/document";
import type { Named } from "#core/formula/site";
import type { GraphNode } from "#core/graph/graph";
import { sameShape, sameTensor, type Tensor } from "#core/tensor/tensor";
import type { Edit } from "./event";

/** Tensors by node id, then by param name. */
export type ParamsByNode = ReadonlyMap<string, ReadonlyMap<string, Tensor>>;

/** The document after an edit. */
export function applyEdit(document: Document, { document: whole, params, layout }: Edit): Document {
  const edited = params ? withParams(whole ?? document, byNode(params)) : (whole ?? document);
  return layout ? place(edited, layout) : edited;
}

/** Params as an event tells them, ready for `withParams`. */
export function byNode(params: Named<Named<Tensor>>): ParamsByNode {
  return new Map(Object.entries(params).map(([node, named]) => [node, new Map(Object.entries(named))]));
}

/**
 * The document with these params; the same one where they are what it has already. It never gains a param nor changes the shape of
 * one: what it does not have in that shape is passed over.
 */
export function withParams(document: Document, params: ParamsByNode): Document {
  if (params.size === 0) return document;
  let changed = false;
  const nodes = document.graph.nodes.map((node) => {
    const named = params.get(node.id);
    const next = named ? withNodeParams(node, named) : node;
    changed ||= next !== node;
    return next;
  });
  return changed ? { ...document, graph: { ...document.graph, nodes } } : document;
}

function withNodeParams(node: GraphNode, named: ReadonlyMap<string, Tensor>): GraphNode {
  let changed = false;
  const params = Object.entries(node.params).map(([name, before]): [string, Tensor] => {
    const value = named.get(name);
    if (!value || !sameShape(value.shape, before.shape) || sameTensor(value, before)) return [name, before];
    changed = true;
    return [name, value];
  });
  return changed ? { ...node, params: Object.fromEntries(params) } : node;
}
