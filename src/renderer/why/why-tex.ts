import type { GradPlace } from "#core/check/grad-place";
import { type Graph, type GraphNode, nameOf } from "#core/graph/graph";
import { namesOf } from "#core/graph/names";
import { own } from "#core/own";

/** A tensor as formulas name it, and in plain words whose it is where its symbol does not say so. */
export interface Quantity {
  readonly name: string;
  readonly of: string | null;
}

/** What is differentiated by at a place: an output by its node's name, a param by its symbol. Null where the graph has no such place. */
export function quantityAt(graph: Graph, place: GradPlace): Quantity | null {
  if (place.kind === "edge") {
    const edge = graph.edges.find(({ id }) => id === place.edge);
    const source = nodeOf(graph, edge?.source);
    const target = nodeOf(graph, edge?.target);
    if (!edge || !source || !target) return null;
    const shared = graph.edges.filter((other) => other.source === edge.source).length > 1;
    return { name: nameOf(source), of: shared ? `by way of ${nameOf(target)}` : null };
  }
  const node = nodeOf(graph, place.node);
  if (!node) return null;
  if (place.kind === "out") return { name: nameOf(node), of: null };
  return { name: own(namesOf(graph, node).params, place.param) ?? place.param, of: `of ${nameOf(node)}` };
}

function nodeOf(graph: Graph, id: string | undefined): GraphNode | undefined {
  return graph.nodes.find((node) => node.id === id);
}
