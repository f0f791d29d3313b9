import type { Runnable } from "#core/graph/analyse";
import type { GraphNode } from "#core/graph/graph";
import type { Score } from "#core/tape/score";

/** One entry of the tape as a line of a list. */
export interface TapeRow {
  readonly node: GraphNode;
  readonly ran: Runnable;
  /** The positions in the pass at which it has just been done each way; null where it is not done backward. */
  readonly forward: number;
  readonly backward: number | null;
}

/** The entries in the order in which they run forward. */
export function tapeRows(runnable: readonly Runnable[], { steps }: Score): readonly TapeRow[] {
  const backward = new Map<number, number>();
  for (const [at, step] of steps.entries()) if (step.phase === "backward") backward.set(step.place, at + 1);
  return runnable.map((ran, place) => ({
    node: ran.node,
    ran,
    forward: place + 1,
    backward: backward.get(place) ?? null,
  }));
}
