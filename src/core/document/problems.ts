import { analyse } from "#core/graph/analyse";
import type { Problem } from "#core/problem";
import type { Parsed } from "./parse";

/**
 * Everything that is wrong with a file, short of running it: what keeps it from being opened, then what is wrong with the graph.
 * What only follows from a node or a param that could not be read is not listed as well.
 */
export function problemsOf({ document, problems }: Parsed): readonly Problem[] {
  if (!document) return problems;
  const { graph } = document;
  const found = analyse(graph).problems;
  if (problems.length === 0) return found;
  const there = new Set(graph.nodes.map(({ id }) => id));
  const lost = new Set(problems.flatMap(({ node }) => (node === undefined || there.has(node) ? [] : node)));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const key = (node: string | undefined, name: string | undefined) => JSON.stringify([node, name]);
  // A param that was not read is missing; one of an Expression then looks like a handle.
  const unread = new Set(problems.flatMap(({ node, param }) => (param === undefined ? [] : key(node, param))));
  const fed = graph.edges.filter(({ source }) => lost.has(source)).map((edge) => key(edge.target, edge.targetHandle));
  for (const handle of fed) unread.add(handle);
  const follows = ({ code, node, edge, param, handle }: Problem) => {
    if (code === "bad-param" || code === "missing-input") return unread.has(key(node, param ?? handle));
    const at = edges.get(edge ?? "");
    return code === "dangling-edge" && (lost.has(at?.source ?? "") || lost.has(at?.target ?? ""));
  };
  return [...problems, ...found.filter((problem) => !follows(problem))];
}
