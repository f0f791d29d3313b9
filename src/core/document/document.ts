import type { Graph, GraphEdge, GraphNode } from "#core/graph/graph";
import type { JsonObject } from "#core/json";

/** Where a card's top left corner lies on the canvas, in canvas pixels at zoom 1. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Where every card lies, by node id. Apart from the graph, so that moving a card recomputes nothing. */
export type Layout = Readonly<Record<string, Position>>;

/** What a file says about itself. */
export interface Meta {
  readonly title: string;
  readonly description: string;
  readonly author: string;
  readonly rest?: JsonObject;
}

/** All that is saved, and all that undo brings back. `rest` keeps top-level fields that this version does not know. */
export interface Document {
  readonly meta: Meta;
  readonly graph: Graph;
  readonly layout: Layout;
  readonly rest?: JsonObject;
}

/** A document with nothing in it. */
export const emptyDocument: Document = {
  meta: { title: "", description: "", author: "" },
  graph: { nodes: [], edges: [] },
  layout: {},
};

/** Some nodes with the edges among them and their places: what copy takes and paste brings. */
export interface Fragment {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly layout: Layout;
}
