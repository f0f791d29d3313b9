import type { Graph } from "./graph";

/** Orders ids by their code units: the same on every machine, whatever its language. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** An edge between two nodes that go by numbers. */
export interface Link {
  readonly source: number;
  readonly target: number;
}

/** Nodes in an order in which each comes after all that feed it, and those that no such order can hold. */
export interface Order {
  readonly ready: readonly number[];
  /** Nodes on a cycle or behind one. */
  readonly stuck: readonly number[];
}

/**
 * Kahn's order of the nodes 0 to `count` − 1. Among nodes that could come next, the one that became free first does; where two become
 * free together, the one whose link stands first.
 */
export function orderNodes(count: number, links: readonly Link[]): Order {
  const waiting = new Int32Array(count);
  // Targets of each source lie side by side: those of `source` from starts[source] up to starts[source + 1].
  const starts = new Int32Array(count + 1);
  for (const { source, target } of links) {
    waiting[target] = (waiting[target] ?? 0) + 1;
    starts[source + 1] = (starts[source + 1] ?? 0) + 1;
  }
  for (let at = 1; at <= count; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const targets = new Int32Array(links.length);
  const filled = starts.slice();
  for (const { source, target } of links) {
    const at = filled[source] ?? 0;
    targets[at] = target;
    filled[source] = at + 1;
  }
  const ready: number[] = [];
  for (let at = 0; at < count; at += 1) if (waiting[at] === 0) ready.push(at);
  for (const source of ready) {
    for (let at = starts[source] ?? 0; at < (starts[source + 1] ?? 0); at += 1) {
      const target = targets[at] as number;
      const left = (waiting[target] as number) - 1;
      waiting[target] = left;
      if (left === 0) ready.push(target);
    }
  }
  const stuck: number[] = [];
  for (let at = 0; at < count; at += 1) if ((waiting[at] as number) > 0) stuck.push(at);
  return { ready, stuck };
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
