import type { Document, Layout } from "#core/document/document";
import type { GraphEdge, GraphNode } from "#core/graph/graph";

/**
 * What turns one document into the next, for a thread that holds the one before. Of nodes and edges only those cross that are new
 * objects; the others are told by where they stood. So an edit of a graph of any size costs the page no more than a look at
 * each node.
 */
export interface DocumentChange {
  readonly meta: Document["meta"];
  readonly rest: Document["rest"] | null;
  readonly nodes: readonly (GraphNode | number)[];
  readonly edges: readonly (GraphEdge | number)[];
  /** Null where nothing has moved. */
  readonly layout: { readonly moved: Layout; readonly gone: readonly string[] } | null;
}

/** What turns `before` into `after`; null stands for a document with nothing in it. */
export function changeBetween(before: Document | null, after: Document): DocumentChange {
  return {
    meta: after.meta,
    rest: after.rest ?? null,
    nodes: newAmong(before?.graph.nodes ?? [], after.graph.nodes),
    edges: newAmong(before?.graph.edges ?? [], after.graph.edges),
    layout: movedBetween(before?.layout ?? {}, after.layout),
  };
}

/** The document that a change leads to from the one that it was made of. */
export function changed(before: Document | null, { meta, rest, nodes, edges, layout }: DocumentChange): Document {
  return {
    meta,
    graph: { nodes: fill(before?.graph.nodes ?? [], nodes), edges: fill(before?.graph.edges ?? [], edges) },
    layout: layout === null ? (before?.layout ?? {}) : moved(before?.layout ?? {}, layout),
    ...(rest === null || rest === undefined ? {} : { rest }),
  };
}

function newAmong<T extends object>(before: readonly T[], after: readonly T[]): readonly (T | number)[] {
  const places = new Map(before.map((each, at) => [each, at]));
  return after.map((each) => places.get(each) ?? each);
}

function fill<T extends object>(before: readonly T[], after: readonly (T | number)[]): readonly T[] {
  return after.map((each) => (typeof each === "number" ? (before[each] as T) : each));
}

function movedBetween(before: Layout, after: Layout): DocumentChange["layout"] {
  if (before === after) return null;
  const isThere = (layout: Layout, id: string) => Object.hasOwn(layout, id);
  return {
    moved: Object.fromEntries(
      Object.entries(after).filter(([id, place]) => !isThere(before, id) || before[id] !== place),
    ),
    gone: Object.keys(before).filter((id) => !isThere(after, id)),
  };
}

function moved(before: Layout, { moved, gone }: NonNullable<DocumentChange["layout"]>): Layout {
  const left = new Set(gone);
  const stays = left.size === 0 ? before : Object.fromEntries(Object.entries(before).filter(([id]) => !left.has(id)));
  return { ...stays, ...moved };
}
