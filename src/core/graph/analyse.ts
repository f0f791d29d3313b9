import type { Named } from "#core/ops/define";
import type { Fault, Problem } from "#core/problem";
import { formatShape, type Shape, sizeOf } from "#core/tensor/tensor";
import { findCycles } from "./cycles";
import { type Graph, type GraphEdge, type GraphNode, nameOf, OUT } from "./graph";
import { byId, orderNodes } from "./order";
import { type Resolved, resolve } from "./resolve";

/** No tensor of a run may have more entries than this: 128 MB. */
export const LARGEST_TENSOR = 2 ** 24;

/** All outputs and edges of a run together may have no more entries than this: 1 GB. */
export const LARGEST_RUN = 2 ** 27;

/** A node that can run: all it needs is there and fits. */
export interface Runnable extends Resolved {
  /** The edge into each of its input handles, in the op's order of handles. */
  readonly feeds: Named<GraphEdge>;
  readonly shape: Shape;
}

/** What can be said of a graph without running it. */
export interface Analysis {
  readonly graph: Graph;
  /** Nodes that can run, each after all that feed it. The order depends on ids and edges only. */
  readonly runnable: readonly Runnable[];
  /** By node id: the shape that comes out of each node that can run. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** All that is wrong, in the order of node ids, edges after nodes. */
  readonly problems: readonly Problem[];
}

/** Reads a graph as far as it makes sense: order, shapes, and every problem at once. Never throws. */
export function analyse(graph: Graph): Analysis {
  const nodes = [...graph.nodes].sort(byId);
  const problems: Problem[] = [];
  const byNode = new Map<string, Resolved | null>();
  for (const node of nodes) {
    const resolved = resolve(node);
    byNode.set(node.id, resolved);
    if (!resolved) problems.push(unknownType(node));
    else for (const fault of resolved.faults) problems.push(placed(fault, node));
  }
  const { feeds, sound, edgeProblems } = readEdges(graph, byNode);
  const order = orderNodes(
    nodes.map((node) => node.id),
    sound,
  );
  const shapes = new Map<string, Shape>();
  const runnable: Runnable[] = [];
  let entries = 0;
  for (const id of order.ids) {
    const resolved = byNode.get(id);
    const ran = resolved && readNode(resolved, feeds.get(id), shapes, problems);
    if (!ran) continue;
    const more = entriesOf(ran, shapes);
    if (entries + more > LARGEST_RUN) {
      const message = `does not fit any more: with it the graph would hold over ${LARGEST_RUN} numbers`;
      problems.push({ code: "shape-mismatch", message, node: id });
      continue;
    }
    entries += more;
    shapes.set(id, ran.shape);
    runnable.push(ran);
  }
  for (const id of order.stuck) {
    const resolved = byNode.get(id);
    if (resolved) problems.push(...missingInputs(resolved, feeds.get(id)));
  }
  const named = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  for (const cycle of findCycles(order.stuck, sound)) problems.push(cycleProblem(cycle, named));
  return { graph, runnable, shapes, problems: [...sortByNode(problems), ...edgeProblems] };
}

type Feeds = ReadonlyMap<string, Readonly<Record<string, GraphEdge>>>;

/** Which edge feeds which handle. Edges that lead nowhere or come second are problems and feed nothing. */
function readEdges(graph: Graph, byNode: ReadonlyMap<string, Resolved | null>) {
  const feeds = new Map<string, Record<string, GraphEdge>>();
  const sound: GraphEdge[] = [];
  const edgeProblems: Problem[] = [];
  for (const edge of [...graph.edges].sort(byId)) {
    const problem = edgeProblem(edge, byNode);
    if (problem) {
      edgeProblems.push(problem);
      continue;
    }
    // Without a prototype, since a handle may bear any name, `__proto__` among them.
    const taken: Record<string, GraphEdge> = feeds.get(edge.target) ?? Object.create(null);
    const other = taken[edge.targetHandle];
    if (other) {
      const message = `takes one edge, and has "${other.id}" already: remove one of the two`;
      edgeProblems.push({ code: "handle-taken", message, node: edge.target, handle: edge.targetHandle, edge: edge.id });
      continue;
    }
    taken[edge.targetHandle] = edge;
    feeds.set(edge.target, taken);
    sound.push(edge);
  }
  return { feeds: feeds as Feeds, sound, edgeProblems };
}

function edgeProblem(edge: GraphEdge, byNode: ReadonlyMap<string, Resolved | null>): Problem | null {
  const missing = [edge.source, edge.target].find((id) => !byNode.has(id));
  if (missing !== undefined) {
    return { code: "dangling-edge", message: `there is no node "${missing}"`, edge: edge.id };
  }
  const source = byNode.get(edge.source);
  if (source && edge.sourceHandle !== OUT) {
    const message = `has no output "${edge.sourceHandle}": its output is "${OUT}"`;
    return { code: "unknown-handle", message, node: edge.source, handle: edge.sourceHandle, edge: edge.id };
  }
  const target = byNode.get(edge.target);
  if (target && !Object.hasOwn(target.inputs, edge.targetHandle)) {
    // The handles of a node whose settings are wrong are not known, so an edge to one of them is not to blame.
    if (target.faults.length > 0) return null;
    const handles = Object.keys(target.inputs);
    const has = handles.length === 0 ? "it takes no input" : `it has ${handles.map((name) => `"${name}"`).join(", ")}`;
    const message = `has no input "${edge.targetHandle}": ${has}`;
    return { code: "unknown-handle", message, node: edge.target, handle: edge.targetHandle, edge: edge.id };
  }
  return null;
}

/** The node with its feeds and the shape that comes out; null where it cannot run, with the reasons added to `problems`. */
function readNode(
  resolved: Resolved,
  fed: Readonly<Record<string, GraphEdge>> | undefined,
  shapes: ReadonlyMap<string, Shape>,
  problems: Problem[],
): Runnable | null {
  const missing = missingInputs(resolved, fed);
  problems.push(...missing);
  if (missing.length > 0 || resolved.faults.length > 0) return null;
  const feeds: Record<string, GraphEdge> = {};
  const inputs: Record<string, Shape> = {};
  for (const handle of Object.keys(resolved.inputs)) {
    const edge = fed?.[handle] as GraphEdge;
    const shape = shapes.get(edge.source);
    // What feeds it cannot run; that is said where it is wrong, not again here.
    if (!shape) return null;
    feeds[handle] = edge;
    inputs[handle] = shape;
  }
  const result = resolved.op.shape(inputs, resolved.settings);
  const faults = "out" in result ? tooLarge(result.out) : result.faults;
  for (const fault of faults) problems.push(placed(fault, resolved.node, feeds));
  return "out" in result && faults.length === 0 ? { ...resolved, feeds, shape: result.out } : null;
}

function missingInputs(resolved: Resolved, fed: Readonly<Record<string, GraphEdge>> | undefined): readonly Problem[] {
  return Object.keys(resolved.inputs)
    .filter((handle) => !fed || !Object.hasOwn(fed, handle))
    .map((handle) => ({
      code: "missing-input",
      message: "needs an edge",
      node: resolved.node.id,
      handle,
    }));
}

/** Numbers that a node adds to a run: its output both ways, its params both ways, and the gradient of each edge into it. */
function entriesOf({ shape, feeds, node }: Runnable, shapes: ReadonlyMap<string, Shape>): number {
  let entries = 2 * sizeOf(shape);
  for (const edge of Object.values(feeds)) entries += sizeOf(shapes.get(edge.source) ?? []);
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

function cycleProblem(cycle: readonly GraphEdge[], named: ReadonlyMap<string, string>): Problem {
  const start = cycle[0] as GraphEdge;
  const names = [...cycle.map((edge) => edge.source), start.source].map((id) => named.get(id) ?? id);
  const shown = names.length > 8 ? [...names.slice(0, 4), "…", ...names.slice(-3)] : names;
  const message = `feeds itself: ${shown.join(" → ")}; remove one of these edges`;
  return { code: "cycle", message, node: start.source, edge: start.id };
}

function sortByNode(problems: readonly Problem[]): readonly Problem[] {
  const key = (problem: Problem) => ({ id: problem.node ?? "" });
  return [...problems].sort((a, b) => byId(key(a), key(b)));
}
