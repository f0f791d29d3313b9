import type { Position } from "#core/document/document";
import type { Box } from "#core/drawing/box";
import type { Graph } from "#core/graph/graph";

/** A card or a wire that the keyboard is on. */
export interface Stop {
  readonly kind: "node" | "edge";
  readonly id: string;
}

/** All cards and wires in the order of the tape: each node, then the wires that leave it. */
export function stopsInOrder(graph: Graph, ids: readonly string[]): readonly Stop[] {
  const leaving = new Map<string, Stop[]>();
  for (const { id, source } of graph.edges) {
    const list = leaving.get(source);
    if (list) list.push({ kind: "edge", id });
    else leaving.set(source, [{ kind: "edge", id }]);
  }
  return ids.flatMap((id): Stop[] => [{ kind: "node", id }, ...(leaving.get(id) ?? [])]);
}

/** The stop after (or before) this one; null past the end. */
export function nextStop(stops: readonly Stop[], from: Stop | null, by: 1 | -1): Stop | null {
  if (!from) return (by === 1 ? stops[0] : stops.at(-1)) ?? null;
  const at = stops.findIndex((stop) => same(stop, from));
  return at < 0 ? null : (stops[at + by] ?? null);
}

/** The four ways that an arrow leads. */
export type Way = "left" | "right" | "up" | "down";

/**
 * Where an arrow leads. To the right and left it follows the wires: from a node to a wire, from a wire to its other end. Up and
 * down it goes to the neighbour: from a wire to the next at the same handle side, from a node to the nearest card that way.
 */
export function travel(graph: Graph, boxes: ReadonlyMap<string, Box>, from: Stop, way: Way): Stop | null {
  const sideways = way === "left" || way === "right";
  if (from.kind === "edge") {
    const edge = graph.edges.find(({ id }) => id === from.id);
    if (!edge) return null;
    if (sideways) return { kind: "node", id: way === "right" ? edge.target : edge.source };
    const siblings = graph.edges.filter(({ source, target }) => source === edge.source || target === edge.target);
    const at = siblings.indexOf(edge) + (way === "down" ? 1 : -1);
    const next = siblings[at];
    return next ? { kind: "edge", id: next.id } : null;
  }
  if (sideways) {
    const edge = graph.edges.find(({ source, target }) => (way === "right" ? source : target) === from.id);
    return edge ? { kind: "edge", id: edge.id } : null;
  }
  const nearest = nearestCard(boxes, from.id, way);
  return nearest === null ? null : { kind: "node", id: nearest };
}

function nearestCard(boxes: ReadonlyMap<string, Box>, from: string, way: Way): string | null {
  const here = boxes.get(from);
  if (!here) return null;
  const start = middleOf(here);
  let best: { id: string; cost: number } | null = null;
  for (const [id, box] of boxes) {
    const { x, y } = middleOf(box);
    const ahead = way === "down" ? y - start.y : start.y - y;
    if (id === from || ahead <= 0) continue;
    const cost = ahead + 2 * Math.abs(x - start.x);
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id ?? null;
}

function middleOf({ x, y, width, height }: Box): Position {
  return { x: x + width / 2, y: y + height / 2 };
}

function same(a: Stop, b: Stop): boolean {
  return a.kind === b.kind && a.id === b.id;
}
