import type { Analysis, Runnable } from "#core/graph/analyse";

/** A stretch of a pass. `update` comes after the pass, and only where there is something to learn. */
export type Phase = "forward" | "seed" | "backward" | "update";

/** One step of a pass: an entry done forward, the gradient 1 given to the costs, or an entry done backward. */
export type Step =
  | { readonly phase: "forward" | "backward"; readonly place: number; readonly node: string }
  | { readonly phase: "seed" };

/**
 * The steps of one pass over a tape, in order: each entry forward, the seed, and in reverse each entry that C depends on.
 * A position in it is a number of steps that are done: 0 is before all, `steps.length` after all.
 */
export interface Score {
  readonly steps: readonly Step[];
  /** Entries on the tape, which are as many steps forward. */
  readonly entries: number;
  /** By place, whether C depends on the entry. */
  readonly live: readonly boolean[];
}

/**
 * The steps of a pass over the tape that `compile` makes of this analysis. Without a cost there is neither seed nor backward.
 * `seeded` is the place of the entry that is differentiated in place of C.
 */
export function scoreOf({ runnable }: Pick<Analysis, "runnable">, seeded?: number): Score {
  const live = Array.from(liveness(runnable, seeded), (flag) => flag === 1);
  const steps: Step[] = runnable.map(({ node }, place) => ({ phase: "forward", place, node: node.id }));
  if (live.includes(true)) {
    steps.push({ phase: "seed" });
    for (let place = runnable.length - 1; place >= 0; place -= 1) {
      const node = (runnable[place] as Runnable).node.id;
      if (live[place]) steps.push({ phase: "backward", place, node });
    }
  }
  return { steps, entries: runnable.length, live };
}

/** What is computed at a position of a pass. */
export interface Known {
  /** Entries at lower places have their values. */
  readonly forward: number;
  /** The costs have their gradient, 1. */
  readonly seeded: boolean;
  /** Entries that C depends on at this place and above have been done backward. */
  readonly backward: number;
}

/** What is computed once so many steps of a pass are done. */
export function knownAt({ steps, entries }: Score, position: number): Known {
  const last = position > entries ? steps[Math.min(position, steps.length) - 1] : undefined;
  return {
    forward: Math.min(position, entries),
    seeded: last !== undefined,
    backward: last?.phase === "backward" ? last.place : entries,
  };
}

/** What is computed after a whole pass over so many entries. */
export function wholeOf({ entries }: { readonly entries: readonly unknown[] }): Known {
  return { forward: entries.length, seeded: true, backward: 0 };
}

/** For each place, 1 where C depends on it, or the output of the place `seeded` in place of C. */
export function liveness(runnable: readonly Pick<Runnable, "op" | "sources">[], seeded?: number): Uint8Array {
  const live = new Uint8Array(runnable.length);
  for (let place = runnable.length - 1; place >= 0; place -= 1) {
    const { op, sources } = runnable[place] as Pick<Runnable, "op" | "sources">;
    if (seeded === undefined ? op.isCost : place === seeded) live[place] = 1;
    if (live[place] === 1) for (const source of sources) live[source] = 1;
  }
  return live;
}
