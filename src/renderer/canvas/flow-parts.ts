import type { Edge, Node } from "@xyflow/react";
import type { CardPlan } from "#core/drawing/card-plan";
import type { Placed } from "#core/drawing/place-labels";
import type { Ends } from "#core/drawing/wire-path";
import type { Named } from "#core/formula/site";
import type { GraphNode } from "#core/graph/graph";
import type { Problem } from "#core/problem";
import type { Shape } from "#core/tensor/tensor";

/** What React Flow hands to a card. */
export interface CardContent extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly plan: CardPlan;
  readonly problems: readonly Problem[];
  /** By input handle, the edge that feeds it. */
  readonly feeds: Named<string>;
}

/** What React Flow hands to a wire. */
export interface WireContent extends Record<string, unknown> {
  readonly ends: Ends;
  readonly shape: Shape | undefined;
  readonly labelWidth: number;
  readonly placed: Placed;
  readonly problem: Problem | null;
  /** Its ends, as a screen reader says them. */
  readonly words: string;
}

/** A node as React Flow has it. */
export type CardNode = Node<CardContent, "card">;
/** An edge as React Flow has it. */
export type WireEdge = Edge<WireContent, "wire">;

/** A graph as React Flow has it. */
export interface Flow {
  readonly nodes: CardNode[];
  readonly edges: WireEdge[];
}
