import type { ComparedPlace, ComparedTensor, Comparison, Feeding } from "#core/check/compare-nodes";
import type { NameOf } from "./check-words";

/** The whole comparison in a few sentences: whether they agree, what was fed, and what was left out. */
export function sayComparison(
  { agree, rows, left, sameParams, feeds, ownUpstream }: Comparison,
  feeding: Feeding,
  first: string,
  second: string,
  nameOf: NameOf,
): string {
  const sources = [...new Set(feeds.map(([of]) => nameOf(of)))].join(", ");
  const alike = feeds.every(([a, b]) => a === b);
  const fed =
    feeds.length === 0
      ? "Neither is fed anything"
      : feeding === "own" && !alike
        ? "Each was fed what reaches it in the graph"
        : `Both were fed ${sources}${alike ? "" : `, which reaches ${first}`}`;
  const back = ownUpstream
    ? `and given the gradient that comes back to ${first}`
    : "and, as C tells them little, given a gradient of size 1";
  const off = rows.filter(({ agrees }) => !agrees);
  const unpaired = left.flat();
  const verdict = agree
    ? `${first} and ${second} agree: ${rows.every(({ largest }) => largest === 0) ? "to the last bit" : "to rounding"}.`
    : off.length === 0
      ? `What can be compared agrees, but not all can.`
      : `${first} and ${second} differ in ${list(off.map((row) => nameRow(row)))}.`;
  const params =
    !agree && !sameParams && off.length > 0
      ? " Their params hold different numbers, which is enough to make them differ."
      : "";
  const rest =
    unpaired.length > 0 ? ` ${list(unpaired.map((place) => sayPlace(place, nameOf)))} has no counterpart.` : "";
  return `${verdict}${params}${rest} ${fed}, ${back}.`;
}

/** What is compared, in words. */
export function nameRow({ what, of, first, second }: ComparedTensor): string {
  if (what === "output") return "the output";
  const name = first.name === second.name ? first.name : `${first.name} and ${second.name}`;
  if (what === "input") return `the gradient of the input ${name}`;
  return of === "value" ? `the ${name} itself` : `the gradient of ${name}`;
}

function sayPlace({ node, name }: ComparedPlace, nameOf: NameOf): string {
  return `${name} of ${nameOf(node)}`;
}

function list(names: readonly string[]): string {
  return names.length <= 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
