import { sayNotFinite } from "#core/formula/say-not-finite";
import { type GraphEdge, type GraphNode, nameOf, typeNameOf } from "#core/graph/graph";
import type { Problem } from "#core/problem";
import { shorten } from "#core/shorten";
import type { Digest } from "#core/tape/digest";
import type { NodeReading, Reading } from "#core/tape/readings";
import { formatShape, sizeOf } from "#core/tensor/tensor";
import { exact, short } from "./number-format";

/** Entries that are said one by one. */
const SAID = 4;

/** A tensor in words, with all digits where it is short: `0.5, −1`; else its shape and range. */
export function sayDigest({ shape, head, low, high, bad }: Digest): string {
  if (sizeOf(shape) <= SAID && shape.length <= 1) return head.map(exact).join(", ");
  if (bad?.count === sizeOf(shape)) return `${formatShape(shape)}, ${sayNotFinite(bad, shape)}`;
  const range = `${formatShape(shape)}, from ${short(low)} to ${short(high)}`;
  return bad ? `${range}, ${sayNotFinite(bad, shape)}` : range;
}

/** A card in words: name, type, value, and what is wrong. */
export function sayNode(node: GraphNode, reading: NodeReading | null, problems: readonly Problem[]): string {
  const wrong =
    problems.length === 0
      ? []
      : [`${problems.length === 1 ? "problem" : "problems"}: ${sayFirst(problems.map(({ message }) => message))}`];
  return [
    nameOf(node),
    typeNameOf(node),
    reading ? `value ${sayDigest(reading.out.value)}` : "no value yet",
    ...wrong,
  ].join(", ");
}

/** Problems that are said of one node. */
const SAID_PROBLEMS = 4;

/** The first few of some texts, and how many more there are. */
export function sayFirst(texts: readonly string[]): string {
  const more = texts.length - SAID_PROBLEMS;
  const said = texts.slice(0, SAID_PROBLEMS).join("; ");
  return more > 0 ? `${said}; and ${more} more` : said;
}

/** Why an edge that has a value has no gradient: it has not come back yet, or no cost lies that way. */
export type Missing = "not yet" | "no cost";

const MISSING_WORDS: Readonly<Record<Missing, string>> = {
  "not yet": "not yet",
  "no cost": "none, no cost depends on it",
};

/** A wire in words: its ends, its value and its gradient, or why there is none. */
export function sayEdge(
  ends: string,
  reading: Reading | null,
  problem: Problem | null,
  missing: Missing = "no cost",
): string {
  const numbers = reading
    ? `value ${sayDigest(reading.value)}; gradient ${reading.grad ? sayDigest(reading.grad) : MISSING_WORDS[missing]}`
    : "no value yet";
  return `${ends}: ${numbers}${problem ? `; problem: ${problem.message}` : ""}`;
}

/** An edge's ends in words, by the names that people see. */
export function sayEnds(
  { source, target, targetHandle }: Pick<GraphEdge, "source" | "target" | "targetHandle">,
  nodeOf: (id: string) => GraphNode | undefined,
): string {
  const name = (id: string) => {
    const node = nodeOf(id);
    return node ? nameOf(node) : shorten(id);
  };
  return `Edge from ${name(source)} to ${shorten(targetHandle)} of ${name(target)}`;
}
