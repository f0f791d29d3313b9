import { reachOf } from "#core/tape/rerun";
import { type Entry, forwardEntry, type Tape } from "#core/tape/tape";

/** How a gradient is checked; the defaults are those of `torch.autograd.gradcheck`. */
export interface CheckOptions {
  /** The step by which an entry is moved up and down. */
  readonly eps: number;
  /** What the two may differ by … */
  readonly atol: number;
  /** … and by this share of the numeric gradient on top. */
  readonly rtol: number;
}

/** The defaults of `gradwire check`. */
export const CHECK_DEFAULTS: CheckOptions = { eps: 1e-6, atol: 1e-5, rtol: 1e-3 };

/**
 * - `ok`: |analytic − numeric| ≤ atol + rtol · |numeric|;
 * - `kink`: they differ because C has a corner here, such as ReLU's at 0, and the tape's gradient lies between the slopes on its two
 *   sides; nothing is wrong;
 * - `unmeasured`: the slope could not be measured, or not so well that a difference could be told from what the measuring is off by:
 *   neither right nor wrong can be told, and `reason` says why;
 * - `wrong`: the slope was measured, and it is another.
 */
export type Verdict = "ok" | "wrong" | "kink" | "unmeasured";

/** One derivative both ways. */
export interface Judged {
  /** From the tape; 0 where C does not depend on what is moved. */
  readonly analytic: number;
  /** From differences: NaN where there are none. */
  readonly numeric: number;
  /** |analytic − numeric|. */
  readonly abs: number;
  /** `abs` as a share of the larger of the two; 0 when both are 0. */
  readonly rel: number;
  readonly verdict: Verdict;
  /** Why it could not be measured, as a clause; on no other verdict. */
  readonly reason?: string;
}

/** The scalar that some nodes lead to, as a function of their params; what they do not lead to cancels out. */
export interface Probe {
  /** Its value with the params as they are in the graph. */
  readonly base: number;
  /** Its value now: runs forward from the nodes. */
  readonly cost: () => number;
  /** Leaves the tape as it was, once the params are as they were. */
  readonly restore: () => void;
  /** Whether the nodes lead to it at all. */
  readonly reaches: boolean;
  /** How far rounding may put its value off, to first order: half a last bit of each number on the way, as far as that reaches it. */
  readonly rounding: number;
}

/** What the nodes at these places lead to: C, or on a tape with a seed Σ seed · out, the scalar whose gradients it holds. */
export function probeOf(tape: Tape, from: Iterable<number>): Probe {
  const places = reachOf(tape, from).forward;
  const sown = places.map((place) => tape.entries[place] as Entry).filter(({ seed }) => seed !== null);
  const run = () => {
    for (const place of places) forwardEntry(tape, place);
  };
  const scalar = () => {
    let sum = 0;
    for (const { seed, out } of sown) {
      const weights = seed as Float64Array;
      for (let at = 0; at < weights.length; at += 1) {
        // What has no weight does not count, not even where it is not a number.
        if (weights[at] !== 0) sum += (weights[at] as number) * (out.value.data[at] as number);
      }
    }
    return sum;
  };
  return {
    base: scalar(),
    cost() {
      run();
      return scalar();
    },
    restore: sown.length > 0 ? run : () => {},
    reaches: sown.length > 0,
    rounding: roundingOf(places.map((place) => tape.entries[place] as Entry)),
  };
}

/** Σ |∂C/∂v · v| · ε/2 over all numbers v that are computed on the way. */
function roundingOf(entries: readonly Entry[]): number {
  let sum = 0;
  for (const { out } of entries) {
    if (!out.grad) continue;
    const { data } = out.value;
    const slopes = out.grad.data;
    for (let at = 0; at < data.length; at += 1) {
      const share = Math.abs((slopes[at] as number) * (data[at] as number));
      // A number of no influence does no harm, not even where it is infinite; and where a slope is not finite, nothing is known of it.
      if (Number.isFinite(share)) sum += share;
    }
  }
  return (sum * Number.EPSILON) / 2;
}

/** A line through the numbers of a tape, along which one may go some way and come back. */
export interface Line {
  /** Goes so far from where the numbers were, and says how far it came, which rounding may make another way. */
  readonly go: (way: number) => number;
  readonly back: () => void;
  /** How large the numbers are, for a step so small that they cannot show it measures nothing. */
  readonly size: number;
  /** One may not go farther: a sigma would become negative. */
  readonly room: number;
}

/** Along one entry. */
export function entryLine(entries: Float64Array, at: number, positive: boolean): Line {
  const x = entries[at] as number;
  return {
    go(way) {
      entries[at] = x + way;
      return (entries[at] as number) - x;
    },
    back() {
      entries[at] = x;
    },
    size: Math.abs(x),
    room: positive ? x / 2 : Number.POSITIVE_INFINITY,
  };
}

/** Some entries of a tensor and how fast each moves; `direction` is as long as `entries`, and counts from `from` up to `to`. */
export interface Moving {
  readonly entries: Float64Array;
  readonly direction: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly positive: boolean;
}

/** Along a direction of many entries at once, of one tensor or several. */
export function directionLine(parts: readonly Moving[]): Line {
  const before = parts.map(({ entries, from, to }) => entries.slice(from, to));
  let size = 0;
  let room = Number.POSITIVE_INFINITY;
  for (const { entries, direction, from, to, positive } of parts) {
    for (let at = from; at < to; at += 1) {
      const x = entries[at] as number;
      // An infinite entry stays where it is, and says nothing of how far the others may go.
      if (Number.isFinite(x)) size = Math.max(size, Math.abs(x));
      if (positive && direction[at] !== 0) room = Math.min(room, x / 2 / Math.abs(direction[at] as number));
    }
  }
  return {
    go(way) {
      parts.forEach(({ entries, direction, from, to }, part) => {
        const start = before[part] as Float64Array;
        for (let at = from; at < to; at += 1) {
          entries[at] = (start[at - from] as number) + way * (direction[at] as number);
        }
      });
      return way;
    },
    back() {
      parts.forEach(({ entries, from }, part) => {
        entries.set(before[part] as Float64Array, from);
      });
    },
    size,
    room,
  };
}

/** Slopes of C along a line: on the left of where it is, on the right, and across. */
export interface Slopes {
  readonly left: number;
  readonly right: number;
  readonly across: number;
  /** How far rounding of C may put them off. */
  readonly noise: number;
}

/** Of a cost that is not finite, the other side alone is off. */
function sizeOf(cost: number): number {
  return Number.isFinite(cost) ? Math.abs(cost) : 0;
}

/** Goes `step` up and down the line and comes back. */
export function slopesAlong(probe: Probe, line: Line, step: number): Slopes {
  const above = line.go(step);
  const costAbove = probe.cost();
  const below = line.go(-step);
  const costBelow = probe.cost();
  line.back();
  return {
    left: (costBelow - probe.base) / below,
    right: (costAbove - probe.base) / above,
    across: (costAbove - costBelow) / (above - below),
    // Both costs are off, each by its own rounding.
    noise: (2 * probe.rounding + Number.EPSILON * (sizeOf(costAbove) + sizeOf(costBelow))) / (above - below),
  };
}
