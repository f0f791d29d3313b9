import type { Layout } from "#core/document/document";
import type { CardPlan } from "#core/drawing/card-plan";
import { laneWidth } from "#core/drawing/lane";
import type { Analysis } from "#core/graph/analyse";
import type { ElkNode } from "../worker/layout-thread";

/** Between two cards in a column, and from one column to the next where no label lies between. */
const ROW_GAP = 36;
const COLUMN_GAP = 56;
/** Round a label, from one card to the next. */
const LABEL_ROOM = 24;
/** Room that a wire bends in, beside its label. */
const BEND_ROOM = 40;

/** The graph as ELK wants it: cards with their handles where they are. Nodes and edges in the order of their ids, so that the same graph is always laid out alike. */
export function elkGraphOf(analysis: Analysis, planOf: (id: string) => CardPlan): ElkNode {
  const { nodes, edges } = analysis.graph;
  const handles = new Map<string, ReadonlySet<string>>();
  const children = [...nodes].sort(byId).map(({ id }): ElkNode => {
    const { width, height, inputs, output } = planOf(id);
    handles.set(id, new Set(inputs.map((input) => input.id)));
    return {
      id,
      width,
      height,
      layoutOptions: { "elk.portConstraints": "FIXED_POS" },
      ports: [
        ...inputs.map((input) => ({
          id: portId(id, "in", input.id),
          x: 0,
          y: input.y,
          layoutOptions: { "elk.port.side": "WEST" },
        })),
        { id: portId(id, "out", output.id), x: width, y: output.y, layoutOptions: { "elk.port.side": "EAST" } },
      ],
    };
  });
  const drawn = [...edges]
    .sort(byId)
    .filter(({ source, target, targetHandle }) => handles.has(source) && handles.get(target)?.has(targetHandle))
    .filter(({ source, target }) => source !== target);
  return {
    id: "graph",
    layoutOptions: OPTIONS,
    children,
    edges: drawn.map(({ id, source, sourceHandle, target, targetHandle }) => ({
      id,
      sources: [portId(source, "out", sourceHandle)],
      targets: [portId(target, "in", targetHandle)],
    })),
  };
}

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.randomSeed": "1",
  "elk.separateConnectedComponents": "false",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
  "elk.layered.considerModelOrder.strategy": "NONE",
  "elk.edgeRouting": "POLYLINE",
  "elk.spacing.nodeNode": String(ROW_GAP),
  "elk.layered.spacing.nodeNodeBetweenLayers": "80",
};

/**
 * Where the cards go: rows as ELK has them, columns set apart by the widest label that lies between them and the room that its
 * wire bends in. Whole pixels.
 */
export function layoutFrom(laidOut: ElkNode, analysis: Analysis): Layout {
  const cards = [...(laidOut.children ?? [])].sort((a, b) => (a.x ?? 0) - (b.x ?? 0) || byId(a, b));
  const labels = widestLabelInto(analysis);
  const bent = bentInto(laidOut);
  const layout: Record<string, { x: number; y: number }> = {};
  let left = 0;
  let right = Number.NEGATIVE_INFINITY;
  let column: ElkNode[] = [];
  const settle = () => {
    if (column.length === 0) return;
    for (const { id, y } of column) layout[id] = { x: Math.round(left), y: Math.round(y ?? 0) };
    left += Math.max(...column.map(({ width }) => width ?? 0));
    column = [];
  };
  for (const card of cards) {
    if ((card.x ?? 0) >= right && column.length > 0) {
      settle();
      const next = columnAt(cards, card);
      const label = Math.max(0, ...next.map(({ id }) => labels.get(id) ?? 0));
      const bends = next.some(({ id }) => bent.has(id));
      left += label === 0 ? COLUMN_GAP : label + LABEL_ROOM + (bends ? BEND_ROOM : 0);
      right = Number.NEGATIVE_INFINITY;
    }
    column.push(card);
    right = Math.max(right, (card.x ?? 0) + (card.width ?? 0));
  }
  settle();
  return layout;
}

/** The cards of the column that begins with this one: those that reach over each other from left to right. */
function columnAt(cards: readonly ElkNode[], first: ElkNode): readonly ElkNode[] {
  const found: ElkNode[] = [];
  let right = (first.x ?? 0) + (first.width ?? 0);
  for (const card of cards.slice(cards.indexOf(first))) {
    if ((card.x ?? 0) >= right) break;
    found.push(card);
    right = Math.max(right, (card.x ?? 0) + (card.width ?? 0));
  }
  return found;
}

function widestLabelInto({ graph, shapes }: Analysis): ReadonlyMap<string, number> {
  const widest = new Map<string, number>();
  for (const { source, target } of graph.edges) {
    widest.set(target, Math.max(widest.get(target) ?? 0, laneWidth(shapes.get(source))));
  }
  return widest;
}

/** The cards that a wire leads into from another height. */
function bentInto({ children, edges }: ElkNode): ReadonlySet<string> {
  const heights = new Map<string, { readonly card: string; readonly y: number }>();
  for (const { id, y, ports } of children ?? []) {
    for (const port of ports ?? []) heights.set(port.id, { card: id, y: Math.round(y ?? 0) + (port.y ?? 0) });
  }
  const bent = new Set<string>();
  for (const { sources, targets } of edges ?? []) {
    const [from, to] = [heights.get(sources[0] ?? ""), heights.get(targets[0] ?? "")];
    if (from && to && Math.abs(from.y - to.y) >= 1) bent.add(to.card);
  }
  return bent;
}

function portId(node: string, side: "in" | "out", handle: string): string {
  return JSON.stringify([node, side, handle]);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
