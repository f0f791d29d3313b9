import { analyse } from "#core/graph/analyse";
import type { Problem } from "#core/problem";
import type { Parsed } from "./parse";

/**
 * Everything that is wrong with a file, short of running it: what keeps it from being opened, then what is wrong with the graph.
 * Where a node could not be read, what follows from that at the node and at its edges is not listed as well.
 */
export function problemsOf({ document, problems }: Parsed): readonly Problem[] {
  if (!document) return problems;
  const { graph } = document;
  const found = analyse(graph).problems;
  if (problems.length === 0) return found;
  const unread = new Set(problems.flatMap(({ node }) => node ?? []));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const follows = ({ node, edge }: Problem) => {
    const at = edges.get(edge ?? "");
    return unread.has(node ?? "") || unread.has(at?.source ?? "") || unread.has(at?.target ?? "");
  };
  return [...problems, ...found.filter((problem) => !follows(problem))];
}
