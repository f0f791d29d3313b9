import { setParam } from "#core/document/commands";
import type { Document, Layout } from "#core/document/document";
import { paramEdits } from "#core/graph/param-edits";

import type { DocumentChange } from "./recorder-protocol";

/** What turns `before` into `after`; the whole of it where more than numbers and places has changed. */
export function changeBetween(before: Document, after: Document): DocumentChange {
  const params = paramEdits(before.graph, after.graph);
  if (!params || before.meta !== after.meta || before.rest !== after.rest) return { document: after };
  return { params, layout: before.layout === after.layout ? null : changedPlaces(before.layout, after.layout) };
}

/** The document that a change leads to. What it does not touch stays the same object. */
export function changed(document: Document, change: DocumentChange): Document {
  if ("document" in change) return change.document;
  const { params, layout } = change;
  const next = params.reduce((held, { node, param, value }) => setParam(held, node, param, value), document);
  return layout ? { ...next, layout: { ...next.layout, ...layout } } : next;
}

function changedPlaces(before: Layout, after: Layout): Layout {
  return Object.fromEntries(
    Object.entries(after).filter(([id, { x, y }]) => before[id]?.x !== x || before[id]?.y !== y),
  );
}
