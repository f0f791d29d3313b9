import type { Document, Position } from "#core/document/document";
import { type Box, boundsOf } from "#core/drawing/box";
import { type CardPlan, RING } from "#core/drawing/card-plan";
import { CHARACTER, LABEL_HEIGHT, laneWidth } from "#core/drawing/lane";
import { type Placed, placeLabels } from "#core/drawing/place-labels";
import { inTapeOrder, planOf } from "#core/drawing/plans";
import { wireEnds } from "#core/drawing/wire-ends";
import { type Ends, wireBox } from "#core/drawing/wire-path";
import type { Analysis } from "#core/graph/analyse";
import type { GraphEdge, GraphNode } from "#core/graph/graph";
import { picturePlaces } from "./picture-places";

/** Round what is drawn. */
const MARGIN = 24;
/** Of a graph with nothing in it. */
const EMPTY: Box = { x: 0, y: 0, width: 240, height: 80 };

/** Where all of a picture lies, and what of it was drawn before. */
export interface Scene {
  readonly cards: readonly { readonly node: GraphNode; readonly plan: CardPlan; readonly position: Position }[];
  readonly wires: readonly { readonly edge: GraphEdge; readonly ends: Ends; readonly labelWidth: number }[];
  readonly placed: ReadonlyMap<string, Placed>;
  /** What was drawn last, by what it is, and what it was drawn of. */
  readonly drawn: Map<string, { readonly of: readonly unknown[]; readonly text: string }>;
}

const scenes = new WeakMap<Analysis, { readonly layout: Document["layout"]; readonly scene: Scene }>();

/** The scene of a graph: while a pass is stepped through, the same. */
export function sceneOf(document: Document, analysis: Analysis): Scene {
  const before = scenes.get(analysis);
  if (before?.layout === document.layout) return before.scene;
  const scene = layOut(document, analysis);
  scenes.set(analysis, { layout: document.layout, scene });
  return scene;
}

/** Draws a part of a scene unless it was drawn of the very same before. */
export function drawOnce({ drawn }: Scene, key: string, of: readonly unknown[], draw: () => string): string {
  const before = drawn.get(key);
  if (before && of.every((given, at) => given === before.of[at])) return before.text;
  const text = draw();
  drawn.set(key, { of, text });
  return text;
}

function layOut(document: Document, analysis: Analysis): Scene {
  const plans = new Map(analysis.graph.nodes.map((node) => [node.id, planOf(node, analysis)]));
  const places = picturePlaces(document, analysis, (id) => plans.get(id) as CardPlan);
  const cards = inTapeOrder(analysis).map((node) => ({
    node,
    plan: plans.get(node.id) as CardPlan,
    position: places.get(node.id) as Position,
  }));
  const byId = new Map(cards.map((card) => [card.node.id, card]));
  const wires = analysis.graph.edges.flatMap((edge) => {
    const ends = wireEnds(edge, (id) => byId.get(id));
    return ends ? [{ edge, ends, labelWidth: laneWidth(analysis.shapes.get(edge.source)) }] : [];
  });
  const placed = placeLabels(
    wires.map(({ edge, ends, labelWidth }) => ({ id: edge.id, ends, width: labelWidth, height: LABEL_HEIGHT })),
    cards.map(({ plan, position }) => ({ ...position, width: plan.width, height: plan.height })),
  );
  return { cards, wires, placed, drawn: new Map() };
}

/** All that is drawn, in whole pixels, with the margin round it. */
export function frameOf({ cards, wires, placed }: Scene): Box {
  const boxes: Box[] = cards.map(({ plan, position }) => ({
    x: position.x - RING,
    y: position.y,
    width: plan.width + 2 * RING,
    height: plan.height,
  }));
  for (const { edge, ends, labelWidth } of wires) {
    const label = placed.get(edge.id);
    if (!label) continue;
    boxes.push(wireBox(ends, label.stretch, label.crowded ? 0 : labelWidth));
    if (label.crowded) continue;
    const width = labelWidth + CHARACTER;
    boxes.push({ x: label.at.x - width / 2, y: label.at.y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT });
  }
  const { x, y, width, height } = boundsOf(boxes) ?? EMPTY;
  const [left, top] = [Math.floor(x) - MARGIN, Math.floor(y) - MARGIN];
  return {
    x: left,
    y: top,
    width: Math.ceil(x + width) + MARGIN - left,
    height: Math.ceil(y + height) + MARGIN - top,
  };
}
