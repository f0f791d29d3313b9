import type { Position } from "#core/document/document";
import type { GraphEdge } from "#core/graph/graph";
import { type CardPlan, RING } from "./card-plan";
import type { Ends } from "./wire-path";

/** A card where it lies. */
export interface PlacedCard {
  readonly position: Position;
  readonly plan: CardPlan;
}

/** Where an edge begins and ends; null where one of its handles is not there, and the edge cannot be drawn. */
export function wireEnds(edge: GraphEdge, cardOf: (id: string) => PlacedCard | undefined): Ends | null {
  const [source, target] = [cardOf(edge.source), cardOf(edge.target)];
  const input = target?.plan.inputs.find(({ id }) => id === edge.targetHandle);
  if (!source || !target || !input) return null;
  return {
    from: { x: source.position.x + source.plan.width + RING, y: source.position.y + source.plan.output.y },
    to: { x: target.position.x - RING, y: target.position.y + input.y },
  };
}
