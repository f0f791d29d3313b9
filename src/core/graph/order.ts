import type { Graph, GraphEdge } from "./graph";

/** Orders ids by their code units: the same on every machine, whatever its language. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Nodes in an order in which each comes after all that feed it, and those that no such order can hold. */
export interface Order {
  readonly ids: readonly string[];
  /** Nodes on a cycle or behind one. */
  readonly stuck: readonly string[];
}

/**
 * Kahn's order over the edges given. Among nodes that could come next, the one that became free first does, ids deciding at the
 * start, so the order depends on ids and edges alone and not on their order in the file.
 */
export function orderNodes(ids: readonly string[], edges: readonly GraphEdge[]): Order {
  const waiting = new Map<string, number>();
  const outgoing = new Map<string, string[]>();
  for (const id of ids) waiting.set(id, 0);
  for (const { source, target } of edges) {
    waiting.set(target, (waiting.get(target) ?? 0) + 1);
    const targets = outgoing.get(source);
    if (targets) targets.push(target);
    else outgoing.set(source, [target]);
  }
  const ready = ids.filter((id) => waiting.get(id) === 0);
  for (let next = 0; next < ready.length; next += 1) {
    for (const target of outgoing.get(ready[next] as string) ?? []) {
      const left = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return { ids: ready, stuck: ready.length === ids.length ? [] : ids.filter((id) => (waiting.get(id) ?? 0) > 0) };
}

/** All nodes that `start` leads to, itself among them. */
export function reachable(graph: Graph, start: string, direction: "downstream" | "upstream"): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { source, target } of graph.edges) {
    const [from, to] = direction === "downstream" ? [source, target] : [target, source];
    const list = next.get(from);
    if (list) list.push(to);
    else next.set(from, [to]);
  }
  const found = new Set([start]);
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other);
  return found;
}
