import { type EdgeChange, type NodeChange, Position as Side } from "@xyflow/react";
import type { Document, Layout, Position } from "#core/document/document";
import { RING } from "#core/drawing/card-plan";
import { sayEnds } from "#core/drawing/describe";
import { LABEL_HEIGHT, laneWidth } from "#core/drawing/lane";
import { type Placed, placeLabels, type Wanting } from "#core/drawing/place-labels";
import { inTapeOrder, placesOf, planOf } from "#core/drawing/plans";
import { problemsByPlace } from "#core/drawing/problems-by-place";
import { wireEnds } from "#core/drawing/wire-ends";
import type { Named } from "#core/formula/site";
import type { Analysis } from "#core/graph/analyse";
import { nameOf } from "#core/graph/graph";
import type { Problem } from "#core/problem";
import type { Shape } from "#core/tensor/tensor";
import type { Selection } from "../state/work";
import type { CardContent, CardNode, Flow, WireContent, WireEdge } from "./flow-parts";
import { sameContent, sameHandles, sameList, samePosition, sameWire } from "./same";

/** What is to be seen. */
export interface View {
  readonly document: Document;
  readonly analysis: Analysis;
  readonly selection: Selection;
}

/**
 * The one translation to React Flow. Nodes come in the order of the tape, so that reading order is the order of computation.
 * What did not change since `before` is the same object again, and React Flow leaves it alone.
 */
export function toFlow(view: View, before: Flow | null): Flow {
  const { document, analysis, selection } = view;
  const old = known(before);
  const problems = problemsByPlace(analysis.problems);
  const feeds = feedsOf(document);
  const places = placesOf(document, analysis);
  const nodes = inTapeOrder(analysis).map((node): CardNode => {
    const position = places.get(node.id) as Position;
    const content: CardContent = {
      node,
      plan: planOf(node, analysis),
      problems: problems.nodes.get(node.id) ?? NONE,
      feeds: feeds.get(node.id) ?? UNFED,
    };
    const selected = selection.nodes.has(node.id);
    const same = old.nodes.get(node.id);
    const data = same && sameContent(same.data, content) ? same.data : content;
    if (same && same.data === data && same.selected === selected && samePosition(same.position, position)) return same;
    return cardNode(data, position, selected);
  });
  return {
    nodes: sameList(nodes, before?.nodes),
    edges: sameList(toEdges(view, nodes, old, problems.edges), before?.edges),
  };
}

function cardNode(data: CardContent, position: Position, selected: boolean): CardNode {
  const { node, plan } = data;
  return {
    id: node.id,
    type: "card",
    position: { x: position.x, y: position.y },
    data,
    selected,
    width: plan.width,
    height: plan.height,
    measured: { width: plan.width, height: plan.height },
    handles: [
      ...plan.inputs.map(({ id, y }) => handle(id, "target", -RING, y)),
      handle(plan.output.id, "source", plan.width - RING, plan.output.y),
    ],
    focusable: true,
    ariaLabel: `${nameOf(node)}, ${node.type}`,
    domAttributes: { tabIndex: -1 },
  };
}

function handle(id: string, type: "source" | "target", x: number, y: number) {
  const position = type === "source" ? Side.Right : Side.Left;
  return { id, type, position, x, y: y - RING, width: 2 * RING, height: 2 * RING };
}

function toEdges(
  { analysis, selection }: View,
  nodes: readonly CardNode[],
  old: Known,
  problems: ReadonlyMap<string, Problem>,
): WireEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const { shapes, graph } = analysis;
  const placed = (id: string) => {
    const node = byId.get(id);
    return node && { position: node.position, plan: node.data.plan };
  };
  const wanting: (Wanting & { shape: Shape | undefined })[] = [];
  for (const edge of graph.edges) {
    const ends = wireEnds(edge, placed);
    if (!ends) continue;
    const shape = shapes.get(edge.source);
    wanting.push({ id: edge.id, ends, shape, width: laneWidth(shape), height: LABEL_HEIGHT });
  }
  const placing = placements(wanting, nodes, old);
  const edgesById = new Map(graph.edges.map((edge) => [edge.id, edge]));
  return wanting.map(({ id, ends, shape, width }): WireEdge => {
    const edge = edgesById.get(id) as (typeof graph.edges)[number];
    const content: WireContent = {
      ends,
      shape,
      labelWidth: width,
      placed: placing(id),
      problem: problems.get(id) ?? null,
      words: sayEnds(edge, (id) => byId.get(id)?.data.node),
    };
    const selected = selection.edges.has(id);
    const same = old.edges.get(id);
    const data = same?.data && sameWire(same.data, content) ? same.data : content;
    if (same && same.data === data && same.selected === selected && sameHandles(same, edge)) return same;
    return {
      id,
      type: "wire",
      source: edge.source,
      sourceHandle: edge.sourceHandle,
      target: edge.target,
      targetHandle: edge.targetHandle,
      data,
      selected,
      focusable: true,
      ariaLabel: content.words,
      domAttributes: { tabIndex: -1 },
    };
  });
}

/** Where labels lie: as before where neither a card nor a wire moved. */
function placements(wanting: readonly Wanting[], nodes: readonly CardNode[], old: Known): (id: string) => Placed {
  const still =
    nodes.length === old.nodes.size &&
    wanting.length === old.edges.size &&
    nodes.every((node) => {
      const before = old.nodes.get(node.id);
      return before !== undefined && (node === before || sameBox(node, before));
    }) &&
    wanting.every(({ id, ends, width }) => {
      const data = old.edges.get(id)?.data;
      return (
        data?.labelWidth === width && samePosition(data.ends.from, ends.from) && samePosition(data.ends.to, ends.to)
      );
    });
  if (still) return (id) => old.edges.get(id)?.data?.placed as Placed;
  const placed = placeLabels(
    wanting,
    nodes.map(({ position, data }) => ({ ...position, width: data.plan.width, height: data.plan.height })),
  );
  return (id) => placed.get(id) as Placed;
}

function sameBox(a: CardNode, b: CardNode): boolean {
  return a.width === b.width && a.height === b.height && samePosition(a.position, b.position);
}

/** What React Flow's changes ask of the app. */
export type Wish =
  | { readonly kind: "place"; readonly positions: Layout; readonly done: boolean }
  | {
      readonly kind: "select";
      readonly of: "nodes" | "edges";
      readonly on: readonly string[];
      readonly off: readonly string[];
    };

/** The one translation from React Flow: its changes as wishes. What the app does by commands of its own, such as removing, is left out. */
export function toCommands(
  of: "nodes" | "edges",
  changes: readonly (NodeChange<CardNode> | EdgeChange<WireEdge>)[],
): readonly Wish[] {
  const positions: Record<string, Position> = {};
  const on: string[] = [];
  const off: string[] = [];
  let moved = false;
  let dragging = false;
  for (const change of changes) {
    if (change.type === "position" && change.position) {
      moved = true;
      dragging ||= change.dragging ?? false;
      positions[change.id] = { x: Math.round(change.position.x), y: Math.round(change.position.y) };
    } else if (change.type === "select") (change.selected ? on : off).push(change.id);
  }
  return [
    ...(moved ? [{ kind: "place", positions, done: !dragging } as const] : []),
    ...(on.length + off.length > 0 ? [{ kind: "select", of, on, off } as const] : []),
  ];
}

const NONE: readonly Problem[] = [];

interface Known {
  readonly nodes: ReadonlyMap<string, CardNode>;
  readonly edges: ReadonlyMap<string, WireEdge>;
}

function known(flow: Flow | null): Known {
  return {
    nodes: new Map(flow?.nodes.map((node) => [node.id, node])),
    edges: new Map(flow?.edges.map((edge) => [edge.id, edge])),
  };
}

const UNFED: Named<string> = {};

function feedsOf({ graph }: Document): ReadonlyMap<string, Named<string>> {
  const feeds = new Map<string, Record<string, string>>();
  for (const { id, target, targetHandle } of graph.edges) {
    const fed: Record<string, string> = feeds.get(target) ?? Object.create(null);
    fed[targetHandle] ??= id;
    feeds.set(target, fed);
  }
  return feeds;
}
