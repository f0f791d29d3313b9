import type { Position } from "#core/document/document";
import type { Named } from "#core/formula/site";
import type { GraphEdge } from "#core/graph/graph";
import type { Problem } from "#core/problem";
import type { CardContent, WireContent, WireEdge } from "./flow-parts";

/** Whether two cards have the same on them. */
export function sameContent(a: CardContent, b: CardContent): boolean {
  return a.node === b.node && a.plan === b.plan && sameFeeds(a.feeds, b.feeds) && sameProblems(a.problems, b.problems);
}

function sameFeeds(a: Named<string>, b: Named<string>): boolean {
  const handles = Object.keys(a);
  return handles.length === Object.keys(b).length && handles.every((handle) => a[handle] === b[handle]);
}

function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  return (
    a.length === b.length &&
    a.every((problem, i) => problem.message === b[i]?.message && problem.handle === b[i]?.handle)
  );
}

/** Whether two wires have the same to show. */
export function sameWire(a: WireContent, b: WireContent): boolean {
  return (
    a.words === b.words &&
    a.labelWidth === b.labelWidth &&
    a.shape?.join() === b.shape?.join() &&
    a.problem?.message === b.problem?.message &&
    a.placed.stretch === b.placed.stretch &&
    a.placed.crowded === b.placed.crowded &&
    samePosition(a.placed.at, b.placed.at) &&
    samePosition(a.ends.from, b.ends.from) &&
    samePosition(a.ends.to, b.ends.to)
  );
}

/** Whether two edges join the same handles. */
export function sameHandles(a: WireEdge, b: GraphEdge): boolean {
  return (
    a.source === b.source &&
    a.target === b.target &&
    a.sourceHandle === b.sourceHandle &&
    a.targetHandle === b.targetHandle
  );
}

/** Whether two places are one. */
export function samePosition(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y;
}

/** The old list where the new one holds the same things, so that who compares lists sees that nothing changed. */
export function sameList<T>(list: T[], before: T[] | undefined): T[] {
  return before && list.length === before.length && list.every((each, at) => each === before[at]) ? before : list;
}
