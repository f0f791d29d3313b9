import { place, setParam } from "#core/document/commands";
import type { Document } from "#core/document/document";
import type { Named } from "#core/ops/define";
import { sameTensor, type Tensor } from "#core/tensor/tensor";
import type { Edit } from "./event";

/** The document after an edit. */
export function applyEdit(document: Document, { document: whole, params, layout }: Edit): Document {
  const edited = withParams(whole ?? document, params ?? {});
  return layout ? place(edited, layout) : edited;
}

/** The document with these params; the same one where they are what it has already. Nodes that it does not have are passed over. */
export function withParams(document: Document, params: Named<Named<Tensor>>): Document {
  let changed = document;
  for (const [node, named] of Object.entries(params)) {
    for (const [name, tensor] of Object.entries(named)) changed = withParam(changed, node, name, tensor);
  }
  return changed;
}

/** The document with this param; the same one where it has it already, or does not have the node. */
export function withParam(document: Document, id: string, name: string, value: Tensor): Document {
  const node = document.graph.nodes.find((each) => each.id === id);
  if (!node) return document;
  const before = Object.hasOwn(node.params, name) ? node.params[name] : undefined;
  return before && sameTensor(before, value) ? document : setParam(document, id, name, value);
}
