import type { GraphEdge } from "./graph";

/**
 * One cycle for each knot of nodes that lead back to one another, as its edges in the direction in which they run.
 * Looks at the nodes `ids` and the edges among them only.
 */
export function findCycles(ids: readonly string[], edges: readonly GraphEdge[]): readonly (readonly GraphEdge[])[] {
  const knot = knotOf(ids, edges);
  // Inside a knot every node has an edge into it from the same knot, so walking backward along such edges must come round.
  const into = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const inside = knot.has(edge.source) && knot.get(edge.source) === knot.get(edge.target);
    if (inside && !into.has(edge.target)) into.set(edge.target, edge);
  }
  const cycles: GraphEdge[][] = [];
  const done = new Set<string>();
  for (const start of ids) {
    const root = knot.get(start) ?? start;
    if (done.has(root) || !into.has(start)) continue;
    done.add(root);
    const path: string[] = [];
    const onPath = new Set<string>();
    let at = start;
    while (!onPath.has(at)) {
      onPath.add(at);
      path.push(at);
      at = into.get(at)?.source ?? at;
    }
    const loop = path.slice(path.indexOf(at)).map((id) => into.get(id) as GraphEdge);
    cycles.push(loop.reverse());
  }
  return cycles;
}

/** For each node, the first-found node of its knot (Kosaraju's two walks, without recursion so that depth costs no stack). */
function knotOf(ids: readonly string[], edges: readonly GraphEdge[]): ReadonlyMap<string, string> {
  const forward = new Map<string, string[]>(ids.map((id) => [id, []]));
  const backward = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { source, target } of edges) {
    if (!forward.has(source) || !forward.has(target)) continue;
    forward.get(source)?.push(target);
    backward.get(target)?.push(source);
  }
  const finished: string[] = [];
  const visited = new Set<string>();
  for (const start of ids) {
    if (visited.has(start)) continue;
    visited.add(start);
    const stack = [{ id: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const target = forward.get(top.id)?.[top.next];
      top.next += 1;
      if (target === undefined) finished.push((stack.pop() as { id: string }).id);
      else if (!visited.has(target)) {
        visited.add(target);
        stack.push({ id: target, next: 0 });
      }
    }
  }
  const knot = new Map<string, string>();
  for (const root of finished.reverse()) {
    if (knot.has(root)) continue;
    const found = [root];
    knot.set(root, root);
    for (const id of found) {
      for (const source of backward.get(id) ?? []) {
        if (knot.has(source)) continue;
        knot.set(source, root);
        found.push(source);
      }
    }
  }
  return knot;
}
