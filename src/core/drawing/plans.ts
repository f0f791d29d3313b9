import type { Document, Position } from "#core/document/document";
import type { Analysis } from "#core/graph/analyse";
import { type Graph, type GraphNode, nameOf } from "#core/graph/graph";
import { namesOf } from "#core/graph/names";
import { resolve } from "#core/graph/resolve";
import { namingOf } from "#core/ops/naming";
import { type CardPlan, planCard } from "./card-plan";

/** The plan of a node's card, made once for as long as the node, the names of what feeds it and its shape stay the same. */
export function planOf(node: GraphNode, { graph, shapes }: Analysis): CardPlan {
  const shape = shapes.get(node.id);
  const names = namesById(graph.nodes);
  const sources = sourcesById(graph.edges).get(node.id) ?? [];
  const key = `${sources.map(([handle, source]) => `${handle} ${names.get(source)}`).join("\n")}\n${shape?.join()}`;
  const before = plans.get(node);
  if (before?.key === key) return before.plan;
  const resolved = resolve(node);
  const sound = resolved && resolved.faults.length === 0;
  const card = sound ? resolved.op.formulas(resolved.settings).card : null;
  const naming = sound ? namingOf(resolved.op, namesOf(graph, node)) : null;
  const plan = planCard(node, nameOf(node), card && naming && { formula: card, naming }, shape);
  plans.set(node, { key, plan });
  return plan;
}

const plans = new WeakMap<GraphNode, { readonly key: string; readonly plan: CardPlan }>();

type Sources = ReadonlyMap<string, readonly (readonly [handle: string, source: string])[]>;

// An edit of a number leaves the list of edges as it was, so who feeds whom is read but once for many edits.
const sourcesById = remembered((edges: Graph["edges"]): Sources => {
  const sources = new Map<string, [string, string][]>();
  for (const { source, target, targetHandle } of edges) {
    const list = sources.get(target);
    if (list) list.push([targetHandle, source]);
    else sources.set(target, [[targetHandle, source]]);
  }
  return sources;
});

const namesById = remembered(
  (nodes: Graph["nodes"]): ReadonlyMap<string, string> => new Map(nodes.map((node) => [node.id, nameOf(node)])),
);

/** Nodes on the tape first and in its order, then all others. */
export const inTapeOrder = remembered(({ graph, runnable }: Analysis): readonly GraphNode[] => {
  const ran = new Set(runnable.map(({ node }) => node.id));
  return [...runnable.map(({ node }) => node), ...graph.nodes.filter(({ id }) => !ran.has(id))];
});

/** How far cards that have no place stand from each other until they are laid out. */
const STEP = 260;

/** Where each card lies; those that the layout leaves out stand in a row until they are laid out. */
export function placesOf({ layout }: Document, analysis: Analysis): ReadonlyMap<string, Position> {
  let row = 0;
  return new Map(
    inTapeOrder(analysis).map(({ id }) => {
      const place = Object.hasOwn(layout, id) ? layout[id] : undefined;
      if (place) return [id, place];
      row += 1;
      return [id, { x: (row - 1) * STEP, y: 0 }];
    }),
  );
}

/** The function, which computes its answer once for each object that it is given. */
function remembered<From extends object, To>(compute: (from: From) => To): (from: From) => To {
  const answers = new WeakMap<From, To>();
  return (from) => {
    const known = answers.get(from);
    if (known !== undefined) return known;
    const answer = compute(from);
    answers.set(from, answer);
    return answer;
  };
}
