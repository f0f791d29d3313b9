import type { Names } from "#core/ops/define";
import { type Graph, type GraphEdge, type GraphNode, nameOf } from "./graph";
import { plainTex } from "./plain-tex";
import { resolve } from "./resolve";
import { plainName, texName } from "./tex-name";

/**
 * What the formulas of a node call things: its output by its own name, each input by the name of the node that feeds it (by the
 * op's symbol while nothing does), each param by the op's symbol. A node of unknown type has a name and no more.
 */
export function namesOf(graph: Graph, node: GraphNode): Names {
  const { feeds, names } = wiring(graph);
  const resolved = resolve(node);
  const out = texName(nameOf(node));
  if (!resolved) return { out, inputs: {}, params: {} };
  const fed = feeds.get(node.id);
  const inputs = Object.entries(resolved.inputs).map(([handle, { symbol }]) => {
    const source = names.get(fed?.get(handle)?.source ?? "");
    return [handle, source === undefined ? symbol : texName(source)];
  });
  const params = Object.entries(resolved.params).map(([name, { symbol }]) => [name, symbol]);
  return { out, inputs: Object.fromEntries(inputs), params: Object.fromEntries(params) };
}

/** In signs. A sentence may hold three names and should still be read in one go. */
const LONGEST_IN_SENTENCE = 24;

/** The same names as plain text, for sentences: whatever a label holds, it is text, of one line and not long. */
export function plainNamesOf(graph: Graph, node: GraphNode): Names {
  const { feeds, names } = wiring(graph);
  const resolved = resolve(node);
  const out = plainName(nameOf(node), LONGEST_IN_SENTENCE);
  if (!resolved) return { out, inputs: {}, params: {} };
  const fed = feeds.get(node.id);
  const symbolOf = (name: string, symbol: string) => plainTex(symbol) ?? plainName(name, LONGEST_IN_SENTENCE);
  const inputs = Object.entries(resolved.inputs).map(([handle, { symbol }]) => {
    const source = names.get(fed?.get(handle)?.source ?? "");
    return [handle, source === undefined ? symbolOf(handle, symbol) : plainName(source, LONGEST_IN_SENTENCE)];
  });
  const params = Object.entries(resolved.params).map(([name, { symbol }]) => [name, symbolOf(name, symbol)]);
  return { out, inputs: Object.fromEntries(inputs), params: Object.fromEntries(params) };
}

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
