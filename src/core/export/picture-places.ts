import type { Document, Position } from "#core/document/document";
import type { Box } from "#core/drawing/box";
import { boundsOf } from "#core/drawing/box";
import type { CardPlan } from "#core/drawing/card-plan";
import { laneWidth } from "#core/drawing/lane";
import { inTapeOrder } from "#core/drawing/plans";
import type { Analysis } from "#core/graph/analyse";
import type { GraphEdge, GraphNode } from "#core/graph/graph";

/** Farther out than this nothing is drawn: a picture has to have an end. */
const FARTHEST = 1e6;
/** Between cards of a column, and from one column to the next beside the label between them. */
const ROW_GAP = 36;
const COLUMN_GAP = 64;

/**
 * Where each card lies. Those that the document leaves out stand in layers from left to right, each behind all that feeds it,
 * below the cards that have a place. Takes time in proportion to nodes and edges.
 */
export function picturePlaces(
  { layout }: Document,
  analysis: Analysis,
  planOf: (id: string) => CardPlan,
): ReadonlyMap<string, Position> {
  const places = new Map<string, Position>();
  const boxes: Box[] = [];
  const unplaced: GraphNode[] = [];
  for (const node of inTapeOrder(analysis)) {
    const given = Object.hasOwn(layout, node.id) ? layout[node.id] : undefined;
    if (!given) {
      unplaced.push(node);
      continue;
    }
    const place = { x: within(given.x), y: within(given.y) };
    const { width, height } = planOf(node.id);
    places.set(node.id, place);
    boxes.push({ ...place, width, height });
  }
  if (unplaced.length === 0) return places;
  const bounds = boundsOf(boxes);
  let x = bounds?.x ?? 0;
  const top = bounds ? bounds.y + bounds.height + 2 * ROW_GAP : 0;
  for (const { nodes, label } of layersOf(unplaced, analysis)) {
    if (nodes.length === 0) continue;
    if (label > 0) x += label + COLUMN_GAP;
    let y = top;
    let widest = 0;
    for (const { id } of nodes) {
      const { width, height } = planOf(id);
      places.set(id, { x, y });
      y += height + ROW_GAP;
      widest = Math.max(widest, width);
    }
    x += widest;
  }
  return places;
}

interface Layer {
  readonly nodes: GraphNode[];
  /** The widest label on a wire into it. */
  label: number;
}

/** Nodes by how many others feed one another before them; what is on a cycle comes as its order has it. */
function layersOf(nodes: readonly GraphNode[], { graph, shapes }: Analysis): readonly Layer[] {
  const into = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    const list = into.get(edge.target);
    if (list) list.push(edge);
    else into.set(edge.target, [edge]);
  }
  const depths = new Map<string, number>();
  const layers: Layer[] = [];
  for (const node of nodes) {
    const feeds = (into.get(node.id) ?? []).filter(({ source }) => depths.has(source));
    const depth = feeds.reduce((most, { source }) => Math.max(most, 1 + (depths.get(source) ?? 0)), 0);
    depths.set(node.id, depth);
    while (layers.length <= depth) layers.push({ nodes: [], label: 0 });
    const layer = layers[depth] as Layer;
    layer.nodes.push(node);
    for (const { source } of feeds) layer.label = Math.max(layer.label, laneWidth(shapes.get(source)));
  }
  return layers;
}

function within(x: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, x));
}
