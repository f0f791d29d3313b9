import type { ForwardMode } from "./tangents";
import { backward, type Tape } from "./tape";

/** What one mode costs, in milliseconds, for all derivatives of some scalars by some entries. */
export interface ModeCost {
  /** Forward mode takes one pass for each entry that moves, reverse mode one for each scalar that is differentiated. */
  readonly passes: number;
  readonly each: number;
  readonly all: number;
}

/** Both modes over the same tape. */
export interface ModeCosts {
  readonly forward: ModeCost;
  readonly reverse: ModeCost;
}

/** Each pass is timed this often at the least, and until this many milliseconds are over. */
const LEAST_RUNS = 3;
const LEAST_TIME = 5;

/**
 * Measures both modes on a tape that was run both ways, and leaves it as it is. For the derivatives of `scalars` numbers by every
 * entry that the mode moves, forward mode pays for each entry and reverse mode for each scalar. `now` is a clock in milliseconds.
 */
export function modeCosts(tape: Tape, mode: ForwardMode, now: () => number, scalars = 1): ModeCosts {
  const entries = mode.directions.reduce((sum, { data }) => sum + data.length, 0);
  const cost = (passes: number, each: number): ModeCost => ({ passes, each, all: passes * each });
  return {
    forward: cost(entries, timeOf(mode.run, now)),
    reverse: cost(
      scalars,
      timeOf(() => backward(tape), now),
    ),
  };
}

/** The fastest of several runs: whatever else the machine did only ever makes one slower. */
function timeOf(run: () => void, now: () => number): number {
  let best = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let runs = 0; runs < LEAST_RUNS || spent < LEAST_TIME; runs += 1) {
    // A clock may be too coarse to see one short pass, so that more are timed at once.
    const batch = 2 ** Math.min(runs, 12);
    const start = now();
    for (let turn = 0; turn < batch; turn += 1) run();
    const took = now() - start;
    spent += took;
    best = took > 0 ? Math.min(best, took / batch) : best;
    if (runs > 24) break;
  }
  return Number.isFinite(best) ? best : 0;
}
