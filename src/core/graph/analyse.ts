import type { Named } from "#core/ops/define";
import type { Fault, Problem } from "#core/problem";
import { formatShape, type Shape, sizeOf } from "#core/tensor/tensor";
import { findCycles } from "./cycles";
import { type Graph, type GraphEdge, type GraphNode, nameOf, OUT } from "./graph";
import { byId, type Link, orderNodes } from "./order";
import { type Resolved, resolve } from "./resolve";

/** No tensor of a run may have more entries than this: 128 MB. */
export const LARGEST_TENSOR = 2 ** 24;

/** All outputs and edges of a run together may have no more entries than this: 1 GB. */
export const LARGEST_RUN = 2 ** 27;

/** A node that can run: all it needs is there and fits. */
export interface Runnable extends Resolved {
  /** The edge into each of its input handles, in the op's order of handles. */
  readonly feeds: Named<GraphEdge>;
  /** Where each of these edges comes from: a place in `Analysis.runnable`. */
  readonly sources: readonly number[];
  readonly shape: Shape;
}

/** What can be said of a graph without running it. */
export interface Analysis {
  readonly graph: Graph;
  /** Nodes that can run, each after all that feed it. The order depends on ids and on which handle is wired to which node only. */
  readonly runnable: readonly Runnable[];
  /** By node id: the place in `runnable` of each node that can run. */
  readonly places: ReadonlyMap<string, number>;
  /** By node id: the shape that comes out of each node that can run. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** All that is wrong, in the order of node ids, edges after nodes. */
  readonly problems: readonly Problem[];
}

/** Reads a graph as far as it makes sense: order, shapes, and every problem at once. Never throws. */
export function analyse(graph: Graph): Analysis {
  const nodes = [...graph.nodes].sort(byId);
  const resolved = nodes.map((node) => resolve(node));
  const problems: Problem[] = [];
  nodes.forEach((node, at) => {
    const read = resolved[at];
    if (!read) problems.push(unknownType(node));
    else for (const fault of read.faults) problems.push(placed(fault, node));
  });
  const { feeds, edgeProblems } = readEdges(graph, nodes, resolved);
  const links = linksOf(feeds);
  const order = orderNodes(nodes.length, links);
  const runnable: Runnable[] = [];
  const places = new Map<string, number>();
  const shapes = new Map<string, Shape>();
  let entries = 0;
  for (const at of order.ready) {
    const read = resolved[at];
    const ran = read && readNode(read, feeds[at], runnable, places, problems);
    if (!ran) continue;
    const more = entriesOf(ran, runnable);
    if (entries + more > LARGEST_RUN) {
      const message = `does not fit any more: with it the graph would hold over ${LARGEST_RUN} numbers`;
      problems.push({ code: "shape-mismatch", message, node: ran.node.id });
      continue;
    }
    entries += more;
    places.set(ran.node.id, runnable.length);
    shapes.set(ran.node.id, ran.shape);
    runnable.push(ran);
  }
  for (const at of order.stuck) {
    const read = resolved[at];
    if (read) problems.push(...missingInputs(read, feeds[at]));
  }
  problems.push(...cycleProblems(order.stuck, nodes, links));
  return { graph, runnable, places, shapes, problems: [...sortByNode(problems), ...edgeProblems] };
}

/** By handle, the edge that feeds it and the node that it comes from. */
type Feeds = ReadonlyMap<string, Feed>;

interface Feed {
  readonly edge: GraphEdge;
  readonly source: number;
}

/** What feeds each node; undefined where nothing does. Edges that lead nowhere or come second are problems and feed nothing. */
function readEdges(graph: Graph, nodes: readonly GraphNode[], resolved: readonly (Resolved | null)[]) {
  const numbers = new Map<string, number>();
  nodes.forEach(({ id }, at) => {
    numbers.set(id, at);
  });
  const feeds = new Array<Map<string, Feed> | undefined>(nodes.length);
  const second: GraphEdge[] = [];
  const edgeProblems: Problem[] = [];
  for (const edge of graph.edges) {
    const source = numbers.get(edge.source);
    const target = numbers.get(edge.target);
    if (source === undefined || target === undefined) {
      const message = `there is no node "${source === undefined ? edge.source : edge.target}"`;
      edgeProblems.push({ code: "dangling-edge", message, edge: edge.id });
      continue;
    }
    const problem = unknownHandle(edge, resolved[source], resolved[target]);
    if (problem) {
      edgeProblems.push(problem);
      continue;
    }
    const fed = feeds[target] ?? new Map<string, Feed>();
    feeds[target] = fed;
    const other = fed.get(edge.targetHandle);
    // Of several edges the one whose id comes first counts, whichever stands first in the file.
    if (other) second.push(byId(edge, other.edge) < 0 ? other.edge : edge);
    if (!other || byId(edge, other.edge) < 0) fed.set(edge.targetHandle, { edge, source });
  }
  for (const edge of second) {
    const first = feeds[numbers.get(edge.target) ?? -1]?.get(edge.targetHandle);
    const message = `takes one edge, and has "${first?.edge.id}" already: remove one of the two`;
    edgeProblems.push({ code: "handle-taken", message, node: edge.target, handle: edge.targetHandle, edge: edge.id });
  }
  edgeProblems.sort((a, b) => byId({ id: a.edge ?? "" }, { id: b.edge ?? "" }));
  return { feeds, edgeProblems };
}

/** Every edge that feeds something, by the number of the node that it feeds. */
function linksOf(feeds: readonly (Feeds | undefined)[]): readonly (Feed & Link)[] {
  const links: (Feed & Link)[] = [];
  feeds.forEach((fed, target) => {
    fed?.forEach(({ edge, source }) => {
      links.push({ edge, source, target });
    });
  });
  return links;
}

/** Why an edge does not fit the handles of its two nodes; null where it does, or where they are not known. */
function unknownHandle(
  edge: GraphEdge,
  source: Resolved | null | undefined,
  target: Resolved | null | undefined,
): Problem | null {
  if (source && edge.sourceHandle !== OUT) {
    const message = `has no output "${edge.sourceHandle}": its output is "${OUT}"`;
    return { code: "unknown-handle", message, node: edge.source, handle: edge.sourceHandle, edge: edge.id };
  }
  // The handles of a node whose settings are wrong are not known, so an edge to one of them is not to blame.
  if (!target || target.faults.length > 0 || Object.hasOwn(target.inputs, edge.targetHandle)) return null;
  const handles = Object.keys(target.inputs);
  const has = handles.length === 0 ? "it takes no input" : `it has ${handles.map((name) => `"${name}"`).join(", ")}`;
  const message = `has no input "${edge.targetHandle}": ${has}`;
  return { code: "unknown-handle", message, node: edge.target, handle: edge.targetHandle, edge: edge.id };
}

/** The node with its feeds and the shape that comes out; null where it cannot run, with the reasons added to `problems`. */
function readNode(
  { node, op, settings, inputs, params, faults }: Resolved,
  fed: Feeds | undefined,
  before: readonly Runnable[],
  places: ReadonlyMap<string, number>,
  problems: Problem[],
): Runnable | null {
  const feeds: Record<string, GraphEdge> = {};
  const sources: number[] = [];
  const shapes: Record<string, Shape> = {};
  const handles = Object.keys(inputs);
  for (const handle of handles) {
    const edge = fed?.get(handle)?.edge;
    if (!edge) {
      problems.push(missingInput(node, handle));
      continue;
    }
    const source = places.get(edge.source);
    // What feeds it cannot run; that is said where it is wrong, not again here.
    if (source === undefined) continue;
    feeds[handle] = edge;
    sources.push(source);
    shapes[handle] = (before[source] as Runnable).shape;
  }
  if (faults.length > 0 || sources.length < handles.length) return null;
  const result = op.shape(shapes, settings);
  const found = "out" in result ? tooLarge(result.out) : result.faults;
  for (const fault of found) problems.push(placed(fault, node, feeds));
  if (!("out" in result) || found.length > 0) return null;
  return { node, op, settings, inputs, params, faults, feeds, sources, shape: result.out };
}

function missingInputs({ node, inputs }: Resolved, fed: Feeds | undefined): readonly Problem[] {
  const missing = Object.keys(inputs).filter((handle) => !fed?.has(handle));
  return missing.map((handle) => missingInput(node, handle));
}

function missingInput({ id }: GraphNode, handle: string): Problem {
  return { code: "missing-input", message: "needs an edge", node: id, handle };
}

/** Numbers that a node adds to a run: its output both ways, its params both ways, and the gradient of each edge into it. */
function entriesOf({ shape, sources, node }: Runnable, before: readonly Runnable[]): number {
  let entries = 2 * sizeOf(shape);
  for (const source of sources) entries += sizeOf((before[source] as Runnable).shape);
  for (const param of Object.values(node.params)) entries += 2 * param.data.length;
  return entries;
}

function tooLarge(shape: Shape): readonly Fault[] {
  if (sizeOf(shape) <= LARGEST_TENSOR) return [];
  const message = `would have ${sizeOf(shape)} entries (${formatShape(shape)}); ${LARGEST_TENSOR} is the most`;
  return [{ code: "shape-mismatch", message }];
}

function placed(fault: Fault, node: GraphNode, feeds: Named<GraphEdge> = {}): Problem {
  const edge = fault.handle !== undefined && Object.hasOwn(feeds, fault.handle) ? feeds[fault.handle] : undefined;
  return { ...fault, node: node.id, ...(edge ? { edge: edge.id } : {}) };
}

function unknownType(node: GraphNode): Problem {
  const message = `this version knows no type "${node.type}"; the node is kept as it is, but cannot run`;
  return { code: "unknown-type", message, node: node.id };
}

/** One problem for each knot among the nodes that no order can hold. */
function cycleProblems(
  stuck: readonly number[],
  nodes: readonly GraphNode[],
  links: readonly (Feed & Link)[],
): readonly Problem[] {
  if (stuck.length === 0) return [];
  const names = new Map<string, string>();
  for (const at of stuck) {
    const node = nodes[at];
    if (node) names.set(node.id, nameOf(node));
  }
  const edges = links.flatMap(({ edge }) => (names.has(edge.source) && names.has(edge.target) ? edge : []));
  return findCycles([...names.keys()], edges.sort(byId)).map((cycle) => cycleProblem(cycle, names));
}

function cycleProblem(cycle: readonly GraphEdge[], named: ReadonlyMap<string, string>): Problem {
  const start = cycle[0] as GraphEdge;
  const names = [...cycle.map((edge) => edge.source), start.source].map((id) => named.get(id) ?? id);
  const shown = names.length > 8 ? [...names.slice(0, 4), "…", ...names.slice(-3)] : names;
  const message = `feeds itself: ${shown.join(" → ")}; remove one of these edges`;
  return { code: "cycle", message, node: start.source, edge: start.id };
}

function sortByNode(problems: readonly Problem[]): readonly Problem[] {
  const key = (problem: Problem) => ({ id: problem.node ?? "" });
  return problems.toSorted((a, b) => byId(key(a), key(b)));
}
