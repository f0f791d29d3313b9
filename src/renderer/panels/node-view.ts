import type { KnownSite, Named } from "#core/formula/site";
import type { Analysis, Runnable } from "#core/graph/analyse";
import { type GraphEdge, type GraphNode, nameOf } from "#core/graph/graph";
import { namesOf } from "#core/graph/names";
import { type Resolved, resolve } from "#core/graph/resolve";
import type { Names } from "#core/ops/define";
import { isLettered } from "#core/ops/naming";
import type { Problem } from "#core/problem";
import { siteIn } from "#core/telling/told-node";
import type { Run } from "../worker/protocol";

/** All that a panel needs to know of one node, from the graph alone. */
export interface NodeView {
  readonly node: GraphNode;
  /** Null where its type is unknown. */
  readonly resolved: Resolved | null;
  readonly names: Names;
  /** By param, what its formulas call it; null for one that they call by its name. */
  readonly symbols: Named<string | null>;
  /** The node ready to run; null where it cannot. */
  readonly runnable: Runnable | null;
  /** The edge into each of its inputs that has one, by handle. */
  readonly feeds: ReadonlyMap<string, GraphEdge>;
  readonly outgoing: readonly GraphEdge[];
  readonly problems: readonly Problem[];
  /** Nodes that feed it and cannot run themselves. */
  readonly waitsFor: readonly GraphNode[];
  /** By id, for all nodes of the graph. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
}

/** What the graph says of a node; null where it holds no such node. */
export function viewNode({ graph, runnable, shapes, problems }: Analysis, id: string): NodeView | null {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const node = nodes.get(id);
  if (!node) return null;
  const feeds = new Map<string, GraphEdge>();
  for (const edge of graph.edges) {
    if (edge.target === id && !feeds.has(edge.targetHandle)) feeds.set(edge.targetHandle, edge);
  }
  const waitsFor = [...feeds.values()].flatMap(({ source }) => (shapes.has(source) ? [] : (nodes.get(source) ?? [])));
  const resolved = resolve(node);
  const names = namesOf(graph, node);
  return {
    node,
    resolved,
    names,
    symbols: resolved ? symbolsOf(resolved) : {},
    runnable: runnable.find((ran) => ran.node.id === id) ?? null,
    feeds,
    outgoing: graph.edges.filter(({ source }) => source === id),
    problems: problems.filter((problem) => problem.node === id),
    waitsFor: [...new Set(waitsFor)],
    nodes,
  };
}

function symbolsOf({ op, params }: Resolved): Named<string | null> {
  return Object.fromEntries(Object.entries(params).map(([name, { symbol }]) => [name, isLettered(op) ? symbol : null]));
}

/** The name of a node that an edge ends at, or the id where no such node is there. */
export function nameAt({ nodes }: Pick<NodeView, "nodes">, id: string): string {
  const node = nodes.get(id);
  return node ? nameOf(node) : id;
}

/** The numbers at a node in a run of the same graph; null where the run has none. */
export function siteOf(view: NodeView, run: Run | null): KnownSite | null {
  const reading = run?.nodes.get(view.node.id);
  if (!run || !reading || !view.runnable) return null;
  return siteIn(view.runnable, reading, run);
}
