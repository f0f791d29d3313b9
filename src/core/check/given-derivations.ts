import type { KnownSite } from "#core/formula/site";
import type { Analysis } from "#core/graph/analyse";
import type { GraphNode } from "#core/graph/graph";
import { namesOf } from "#core/graph/names";
import { resolve } from "#core/graph/resolve";
import type { Exercise } from "#core/ops/define";
import { type DerivationVerdict, judgeDerivation } from "./derivation";

/** A derivative by hand that a document holds and a run goes by, judged. */
export interface GivenDerivation {
  readonly node: string;
  readonly exercise: Exercise;
  readonly text: string;
  readonly verdict: DerivationVerdict;
}

/** What a learner may derive by hand at a node; none where the node is at fault. */
export function exercisesAt({ graph }: Pick<Analysis, "graph">, node: GraphNode): readonly Exercise[] {
  const resolved = resolve(node);
  if (!resolved?.op.exercises || resolved.faults.length > 0) return [];
  return resolved.op.exercises(namesOf(graph, node), resolved.settings);
}

/** The derivative by hand that a node has for an exercise; null where it has none. */
export function givenFor({ setting, by }: Exercise, { config }: GraphNode): string | null {
  const texts = setting === undefined ? undefined : config[setting];
  if (typeof texts !== "object" || texts === null || Array.isArray(texts)) return null;
  const text = Object.hasOwn(texts, by) ? (texts as Readonly<Record<string, unknown>>)[by] : undefined;
  return typeof text === "string" && text.trim() !== "" ? text : null;
}

/** Judges the first derivatives by hand in a graph, `most` of them. What cannot be read at all is a problem of the graph, and is not listed. */
export function checkDerivations(
  analysis: Pick<Analysis, "graph">,
  siteOf: (node: string) => KnownSite | null,
  most = Number.POSITIVE_INFINITY,
): readonly GivenDerivation[] {
  const judged: GivenDerivation[] = [];
  for (const node of analysis.graph.nodes) {
    // Naming the inputs of every node is dear on a large graph, and few nodes have a derivative by hand.
    if (!hasTexts(node)) continue;
    for (const exercise of exercisesAt(analysis, node)) {
      const text = givenFor(exercise, node);
      if (text === null) continue;
      if (judged.length >= most) return judged;
      judged.push({ node: node.id, exercise, text, verdict: judgeDerivation(exercise, text, siteOf(node.id)) });
    }
  }
  return judged;
}

function hasTexts(node: GraphNode): boolean {
  return Object.entries(resolve(node)?.op.config ?? {}).some(
    ([name, { kind }]) => kind === "texts" && node.config[name] !== undefined,
  );
}
