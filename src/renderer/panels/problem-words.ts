import { type Graph, nameOf } from "#core/graph/graph";
import type { Problem, ProblemCode } from "#core/problem";
import { shorten } from "#core/shorten";

/** What to do about a problem, for those whose own words do not say it. */
const ADVICE: Readonly<Partial<Record<ProblemCode, string>>> = {
  "missing-input": "Drag from another node’s output to this input.",
  "shape-mismatch": "Change the shape of a param or of what is wired here so that they agree.",
  "unknown-type": "Remove the node, or open the file with the version of Gradwire that made it.",
  "dangling-edge": "Remove the edge.",
  "not-finite":
    "Look at the numbers that go in: a logarithm of zero, a division by zero or too large a number makes this.",
};

/** What a person may do about a problem; null where its words say so already. */
export function adviceFor({ code }: Problem): string | null {
  return ADVICE[code] ?? null;
}

/** The handle, param or setting concerned; null for none, and where the problem's own words begin with it. */
export function partOf({ handle, param, config, message }: Problem): string | null {
  const whole = handle ?? param ?? config ?? null;
  const part = whole === null ? null : shorten(whole);
  return part !== null && message.startsWith(`${part} `) ? null : part;
}

/** Where a problem is, as people name it: `z › x`, `x → z`; empty where it concerns the whole. */
export function placeOf(problem: Problem, graph: Graph): string {
  const name = (id: string) => {
    const node = graph.nodes.find((other) => other.id === id);
    return node ? nameOf(node) : shorten(id);
  };
  const part = partOf(problem);
  if (problem.node !== undefined) return part === null ? name(problem.node) : `${name(problem.node)} › ${part}`;
  const edge = graph.edges.find(({ id }) => id === problem.edge);
  if (edge) return `${name(edge.source)} → ${name(edge.target)}`;
  return shorten(problem.edge ?? "");
}
