import type { Named } from "#core/formula/site";
import type { Problem } from "#core/problem";
import { type Shape, sameTensor } from "#core/tensor/tensor";
import type { Analysis } from "./analyse";
import { type GraphEdge, type GraphNode, nameOf } from "./graph";
import { reachable } from "./order";
import { type Resolved, resolve } from "./resolve";

/** The two ends of an edge that does not exist yet. */
export type Connection = Pick<GraphEdge, "source" | "sourceHandle" | "target" | "targetHandle">;

/** Why an edge may not be: the problem that it would make, on the handle that it was to feed. */
export type Refusal = Pick<Problem, "code" | "message">;

/**
 * Judges edges from one node: made once when a wire is picked up, then asked for every handle that it may go to.
 * An edge may not close a cycle, feed a handle that has an edge, or bring a shape that its node cannot take.
 */
export function connectionsFrom(
  analysis: Analysis,
  source: string,
): (target: string, targetHandle: string) => Refusal | null {
  const upstream = reachable(analysis.graph, source, "upstream");
  const nodes = new Map(analysis.graph.nodes.map((node) => [node.id, node]));
  const feeds = feedsOf(analysis);
  return (target, targetHandle) => {
    const node = nodes.get(target);
    const resolved = node ? resolve(node) : null;
    if (!node || !resolved || !Object.hasOwn(resolved.inputs, targetHandle)) {
      return { code: "unknown-handle", message: "there is no such input" };
    }
    if (target === source) return { code: "cycle", message: `${nameOf(node)} cannot feed itself` };
    if (upstream.has(target)) {
      return { code: "cycle", message: `this would close a cycle: ${nameOf(node)} already leads here` };
    }
    if (feeds.get(target)?.has(targetHandle)) {
      return { code: "handle-taken", message: `input ${targetHandle} has an edge already, and takes only one` };
    }
    return shapeRefusal(analysis, resolved, feeds.get(target), source, targetHandle);
  };
}

/**
 * The node as it should be once `source` feeds it: the same, or, where its params are still those it was born with,
 * with params born anew for the shape that now comes in. So a fresh Linear fits whatever it is first wired to.
 */
export function fittedNode(analysis: Analysis, node: GraphNode, source: string, targetHandle: string): GraphNode {
  const resolved = resolve(node);
  if (!resolved) return node;
  const fed = feedsOf(analysis).get(node.id);
  const params = fittedParams(analysis, resolved, fed, source, targetHandle);
  return params === node.params ? node : { ...node, params };
}

type Fed = ReadonlyMap<string, GraphEdge>;

function feedsOf({ graph }: Analysis): ReadonlyMap<string, Fed> {
  const feeds = new Map<string, Map<string, GraphEdge>>();
  for (const edge of graph.edges) {
    const fed = feeds.get(edge.target) ?? new Map<string, GraphEdge>();
    fed.set(edge.targetHandle, edge);
    feeds.set(edge.target, fed);
  }
  return feeds;
}

/** The shapes at a node's inputs as far as they are known. */
function shapesInto({ shapes }: Analysis, resolved: Resolved, fed: Fed | undefined): Named<Shape> {
  const known: [string, Shape][] = [];
  for (const handle of Object.keys(resolved.inputs)) {
    const shape = shapes.get(fed?.get(handle)?.source ?? "");
    if (shape) known.push([handle, shape]);
  }
  return Object.fromEntries(known);
}

function fittedParams(
  analysis: Analysis,
  { node, op, ...resolved }: Resolved,
  fed: Fed | undefined,
  source: string,
  targetHandle: string,
): GraphNode["params"] {
  const shape = analysis.shapes.get(source);
  if (!shape) return node.params;
  const before = shapesInto(analysis, { node, op, ...resolved }, fed);
  if (!sameParams(op.fresh(before), node.params)) return node.params;
  const fitted = op.fresh({ ...before, [targetHandle]: shape });
  return sameParams(fitted, node.params) ? node.params : fitted;
}

function sameParams(a: GraphNode["params"], b: GraphNode["params"]): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => a[name] && Object.hasOwn(b, name) && b[name] && sameTensor(a[name], b[name]))
  );
}

/** What the op says of the shapes once the edge is there. Silent while another input is not known: nothing can be said then. */
function shapeRefusal(
  analysis: Analysis,
  resolved: Resolved,
  fed: Fed | undefined,
  source: string,
  targetHandle: string,
): Refusal | null {
  const shape = analysis.shapes.get(source);
  if (!shape || resolved.faults.length > 0) return null;
  const inputs = { ...shapesInto(analysis, resolved, fed), [targetHandle]: shape };
  if (Object.keys(resolved.inputs).some((handle) => !Object.hasOwn(inputs, handle))) return null;
  const params = fittedParams(analysis, resolved, fed, source, targetHandle);
  const result = resolved.op.shape(inputs, { ...resolved.settings, params });
  return "out" in result ? null : (result.faults[0] ?? null);
}
