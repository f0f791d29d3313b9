import type { Problem } from "#core/problem";

/** Problems where they are marked: all of a node's on its card, the first of an edge's on its wire. */
export interface ProblemsByPlace {
  readonly nodes: ReadonlyMap<string, readonly Problem[]>;
  readonly edges: ReadonlyMap<string, Problem>;
}

/** Sorts problems by the node and by the edge that each names. */
export function problemsByPlace(problems: readonly Problem[]): ProblemsByPlace {
  const nodes = new Map<string, Problem[]>();
  const edges = new Map<string, Problem>();
  for (const problem of problems) {
    if (problem.edge !== undefined && !edges.has(problem.edge)) edges.set(problem.edge, problem);
    if (problem.node === undefined) continue;
    const list = nodes.get(problem.node);
    if (list) list.push(problem);
    else nodes.set(problem.node, [problem]);
  }
  return { nodes, edges };
}
