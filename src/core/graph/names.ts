import { plainName } from "#core/formula/name";
import type { Named } from "#core/formula/site";
import type { Names } from "#core/ops/define";
import { type Graph, type GraphEdge, type GraphNode, nameOf } from "./graph";
import { resolve } from "./resolve";

/**
 * What a node's tensors are called, as people wrote it: its output by its own name, each input by the name of the node that feeds it
 * (by the op's symbol while nothing does), each param by the op's symbol. A node of unknown type has a name and no more.
 */
export function namesOf(graph: Graph, node: GraphNode): Names {
  const { feeds, names } = wiring(graph);
  const resolved = resolve(node);
  const out = nameOf(node);
  if (!resolved) return { out, inputs: {}, params: {} };
  const fed = feeds.get(node.id);
  const inputs = Object.entries(resolved.inputs).map(([handle, { symbol }]) => [
    handle,
    names.get(fed?.get(handle)?.source ?? "") ?? symbol,
  ]);
  const params = Object.entries(resolved.params).map(([name, { symbol }]) => [name, symbol]);
  return { out, inputs: Object.fromEntries(inputs), params: Object.fromEntries(params) };
}

/** The same names for sentences: whatever a label holds, it is text, of one line and not long. */
export function plainNamesOf(graph: Graph, node: GraphNode): Names {
  const { out, inputs, params } = namesOf(graph, node);
  const plain = (names: Named<string>) =>
    Object.fromEntries(Object.entries(names).map(([name, called]) => [name, plainName(called)]));
  return { out: plainName(out), inputs: plain(inputs), params: plain(params) };
}

/** By input handle of a node, the first edge that feeds it. */
export function feedsInto(graph: Graph, node: GraphNode): ReadonlyMap<string, GraphEdge> {
  return wiring(graph).feeds.get(node.id) ?? NONE;
}

const NONE: ReadonlyMap<string, GraphEdge> = new Map();

interface Wiring {
  /** By node, then by input handle, the first edge that feeds it. */
  readonly feeds: ReadonlyMap<string, ReadonlyMap<string, GraphEdge>>;
  readonly names: ReadonlyMap<string, string>;
}

const known = new WeakMap<Graph, Wiring>();

/** Who feeds whom. Graphs never change, so each is read once, however many of its nodes are asked about. */
function wiring(graph: Graph): Wiring {
  const before = known.get(graph);
  if (before) return before;
  const feeds = new Map<string, Map<string, GraphEdge>>();
  for (const edge of graph.edges) {
    const fed = feeds.get(edge.target) ?? new Map<string, GraphEdge>();
    if (!fed.has(edge.targetHandle)) fed.set(edge.targetHandle, edge);
    feeds.set(edge.target, fed);
  }
  const read = { feeds, names: new Map(graph.nodes.map((node) => [node.id, nameOf(node)])) };
  known.set(graph, read);
  return read;
}
