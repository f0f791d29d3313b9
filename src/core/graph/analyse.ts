import type { Named } from "#core/formula/site";
import type { Fault, Problem } from "#core/problem";
import { shorten } from "#core/shorten";
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

/** A map that can only be asked. */
export type Lookup<T> = Pick<ReadonlyMap<string, T>, "get" | "has">;

/** What can be said of a graph without running it. */
export interface Analysis {
  readonly graph: Graph;
  /** Nodes that can run, each after all that feed it. The order depends on ids and on which handle is wired to which node only. */
  readonly runnable: readonly Runnable[];
  /** By node id: the place in `runnable` of each node that can run. */
  readonly places: Lookup<number>;
  /** By node id: the shape that comes out of each node that can run. */
  readonly shapes: Lookup<Shape>;
  /** All that is wrong, in the order of node ids, edges after nodes. */
  readonly problems: readonly Problem[];
}

/** The place of a node that cannot run. */
const NOWHERE = -1;

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
  const { numbers, slots, links, edgeProblems } = readEdges(graph, nodes, resolved);
  const order = orderNodes(nodes.length, links);
  const runnable: Runnable[] = [];
  const places = new Int32Array(nodes.length).fill(NOWHERE);
  let entries = 0;
  for (const at of order.ready) {
    const read = resolved[at];
    const ran = read && readNode(read, slots, slots.starts[at] as number, runnable, places, problems);
    if (!ran) continue;
    const more = entriesOf(ran, runnable);
    if (entries + more > LARGEST_RUN) {
      const message = `does not fit any more: with it the graph would hold over ${LARGEST_RUN} numbers`;
      problems.push({ code: "shape-mismatch", message, node: ran.node.id });
      continue;
    }
    entries += more;
    places[at] = runnable.length;
    runnable.push(ran);
  }
  for (const at of order.stuck) {
    const read = resolved[at];
    if (read) problems.push(...missingInputs(read, slots, slots.starts[at] as number));
  }
  problems.push(...cycleProblems(order.stuck, nodes, links));
  return {
    graph,
    runnable,
    ...lookups(numbers, places, runnable),
    problems: [...sortByNode(problems), ...edgeProblems],
  };
}

/** Places and shapes by id, read through the numbers of the nodes, so that no maps are made for them. */
function lookups(
  numbers: ReadonlyMap<string, number>,
  places: Int32Array,
  runnable: readonly Runnable[],
): Pick<Analysis, "places" | "shapes"> {
  const placeOf = (id: string): number => places[numbers.get(id) ?? NOWHERE] ?? NOWHERE;
  const has = (id: string): boolean => placeOf(id) !== NOWHERE;
  return {
    places: { has, get: (id) => (has(id) ? placeOf(id) : undefined) },
    shapes: { has, get: (id) => runnable[placeOf(id)]?.shape },
  };
}

/** An edge, and the numbers of its two nodes. */
interface Feed extends Link {
  readonly edge: GraphEdge;
}

/** A slot for each input handle of each node, with what feeds it; those of node `at` begin at starts[at]. */
interface Slots {
  readonly starts: Int32Array;
  readonly feeds: readonly (Feed | undefined)[];
}

/** What feeds each handle. Edges that lead nowhere or come second are problems and feed nothing. */
function readEdges(graph: Graph, nodes: readonly GraphNode[], resolved: readonly (Resolved | null)[]) {
  const numbers = new Map<string, number>();
  nodes.forEach(({ id }, at) => {
    numbers.set(id, at);
  });
  const handles = resolved.map((read) => (read ? Object.keys(read.inputs) : []));
  const starts = new Int32Array(nodes.length + 1);
  handles.forEach(({ length }, at) => {
    starts[at + 1] = (starts[at] as number) + length;
  });
  const feeds = new Array<Feed | undefined>(starts[nodes.length] as number).fill(undefined);
  // What leads into handles that are not known, of a type that is not or by settings that are wrong.
  const strays = new Map<string, Feed>();
  const second: { readonly edge: GraphEdge; readonly first: () => Feed | undefined }[] = [];
  const edgeProblems: Problem[] = [];
  for (const edge of graph.edges) {
    const source = numbers.get(edge.source);
    const target = numbers.get(edge.target);
    if (source === undefined || target === undefined) {
      const message = `there is no node "${shorten(source === undefined ? edge.source : edge.target)}"`;
      edgeProblems.push({ code: "dangling-edge", message, edge: edge.id });
      continue;
    }
    const problem = unknownHandle(edge, resolved[source], resolved[target]);
    if (problem) {
      edgeProblems.push(problem);
      continue;
    }
    const handle = handles[target]?.indexOf(edge.targetHandle) ?? -1;
    const slot = (starts[target] as number) + handle;
    const key = handle < 0 ? `${target} ${edge.targetHandle}` : "";
    const other = handle < 0 ? strays.get(key) : feeds[slot];
    // Of several edges the one whose id comes first counts, whichever stands first in the file.
    const comesFirst = !other || byId(edge, other.edge) < 0;
    if (other) {
      const first = () => (handle < 0 ? strays.get(key) : feeds[slot]);
      second.push({ edge: comesFirst ? other.edge : edge, first });
    }
    if (!comesFirst) continue;
    if (handle < 0) strays.set(key, { edge, source, target });
    else feeds[slot] = { edge, source, target };
  }
  for (const { edge, first } of second) {
    const message = `takes one edge, and has "${shorten(first()?.edge.id ?? "")}" already: remove one of the two`;
    edgeProblems.push({ code: "handle-taken", message, node: edge.target, handle: edge.targetHandle, edge: edge.id });
  }
  edgeProblems.sort((a, b) => byId({ id: a.edge ?? "" }, { id: b.edge ?? "" }));
  const links = feeds.filter((feed) => feed !== undefined);
  for (const feed of strays.values()) links.push(feed);
  return { numbers, slots: { starts, feeds }, links, edgeProblems };
}

/** So many handles are named in one message. */
const MOST_NAMED = 8;

/** Why an edge does not fit the handles of its two nodes; null where it does, or where they are not known. */
function unknownHandle(
  edge: GraphEdge,
  source: Resolved | null | undefined,
  target: Resolved | null | undefined,
): Problem | null {
  if (source && edge.sourceHandle !== OUT) {
    const message = `has no output "${shorten(edge.sourceHandle)}": its output is "${OUT}"`;
    return { code: "unknown-handle", message, node: edge.source, handle: edge.sourceHandle, edge: edge.id };
  }
  // Where the handles of a node are not known, an edge to one of them is not to blame.
  if (!target?.knowsHandles || Object.hasOwn(target.inputs, edge.targetHandle)) return null;
  const handles = Object.keys(target.inputs);
  const named = handles.slice(0, MOST_NAMED).map((name) => `"${shorten(name)}"`);
  const more = handles.length > MOST_NAMED ? " and others" : "";
  const has = handles.length === 0 ? "it takes no input" : `it has ${named.join(", ")}${more}`;
  const message = `has no input "${shorten(edge.targetHandle)}": ${has}`;
  return { code: "unknown-handle", message, node: edge.target, handle: edge.targetHandle, edge: edge.id };
}

/** The node with its feeds and the shape that comes out; null where it cannot run, with the reasons added to `problems`. */
function readNode(
  { node, op, settings, inputs, params, faults, knowsHandles }: Resolved,
  slots: Slots,
  start: number,
  before: readonly Runnable[],
  places: Int32Array,
  problems: Problem[],
): Runnable | null {
  const feeds: Record<string, GraphEdge> = {};
  const shapes: Record<string, Shape> = {};
  const sources = Object.keys(inputs).map((handle, at) => {
    const feed = slots.feeds[start + at];
    if (!feed) problems.push(missingInput(node, handle));
    const source = before[feed ? (places[feed.source] as number) : NOWHERE];
    if (!feed || !source) return NOWHERE;
    feeds[handle] = feed.edge;
    shapes[handle] = source.shape;
    return places[feed.source] as number;
  });
  // Where what feeds it cannot run, that is said where it is wrong, not again here.
  if (faults.length > 0 || sources.includes(NOWHERE)) return null;
  const result = op.shape(shapes, settings);
  const found = "out" in result ? tooLarge(result.out) : result.faults;
  for (const fault of found) problems.push(placed(fault, node, feeds));
  if (!("out" in result) || found.length > 0) return null;
  return { node, op, settings, inputs, params, faults, knowsHandles, feeds, sources, shape: result.out };
}

function missingInputs({ node, inputs }: Resolved, slots: Slots, start: number): readonly Problem[] {
  const missing = Object.keys(inputs).filter((_, at) => !slots.feeds[start + at]);
  return missing.map((handle) => missingInput(node, handle));
}

function missingInput({ id }: GraphNode, handle: string): Problem {
  return { code: "missing-input", message: "needs an edge", node: id, handle };
}

/** Numbers that a node adds to a run: its output both ways, its params both ways, and the gradient of each edge into it. */
function entriesOf({ shape, sources, node, params }: Runnable, before: readonly Runnable[]): number {
  let entries = 2 * sizeOf(shape);
  for (const source of sources) entries += sizeOf((before[source] as Runnable).shape);
  for (const name of Object.keys(params)) entries += 2 * (node.params[name]?.data.length ?? 0);
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
  const message = `this version knows no type "${shorten(node.type)}"; the node is kept as it is, but cannot run`;
  return { code: "unknown-type", message, node: node.id };
}

/** One problem for each knot among the nodes that no order can hold. */
function cycleProblems(
  stuck: readonly number[],
  nodes: readonly GraphNode[],
  links: readonly Feed[],
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
