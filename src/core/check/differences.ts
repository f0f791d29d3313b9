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
 * - `unmeasured`: they differ by no more than rounding may put the differences off, which is more than they may differ by: neither right
 *   nor wrong can be told;
 * - `wrong`: they differ otherwise, or one of them is not a number.
 */
export type Verdict = "ok" | "wrong" | "kink" | "unmeasured";

/** One derivative both ways. */
export interface Judged {
  /** From the tape; 0 where C does not depend on what is moved. */
  readonly analytic: number;
  /** From central differences. */
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
export function probeOf(tape: Tape, from: readonly number[]): Probe {
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
    // A number of no influence does no harm, not even where it is infinite.
    for (let at = 0; at < data.length; at += 1)
      if (slopes[at] !== 0) sum += Math.abs((slopes[at] as number) * (data[at] as number));
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
      size = Math.max(size, Math.abs(x));
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
    noise: (2 * probe.rounding + Number.EPSILON * (Math.abs(costAbove) + Math.abs(costBelow))) / (above - below),
  };
}

/** Steps are widened this much where rounding drowns the difference, so often at the most, and narrowed to tell a kink from a bend. */
const WIDER = 30;
const MOST_WIDER = 3;
const NARROWER = 1 / 8;

/** Judges a derivative along a line by central differences. */
export function judge(probe: Probe, line: Line, analytic: number, options: CheckOptions): Judged {
  if (!probe.reaches) return compared(analytic, 0, "ok");
  const step = Math.min(Math.max(options.eps, line.size * 1e-9), line.room);
  const tolerance = (numeric: number) => options.atol + options.rtol * Math.abs(numeric);
  const agrees = (numeric: number) => Math.abs(analytic - numeric) <= tolerance(numeric);

  const first = slopesAlong(probe, line, step);
  if (agrees(first.across)) return compared(analytic, first.across, "ok");
  let last = first;
  for (let turn = 1; turn <= MOST_WIDER && last.noise > tolerance(last.across) / 10; turn += 1) {
    const wider = step * WIDER ** turn;
    if (!(wider < 2 * line.room)) break;
    last = slopesAlong(probe, line, wider);
    if (agrees(last.across)) return compared(analytic, last.across, "ok");
  }
  // Beside a large number a step that shows may be too wide for what bends faster than the number is large, such as a sine.
  for (let closer = step * NARROWER; step > options.eps && closer >= options.eps; closer *= NARROWER) {
    const close = slopesAlong(probe, line, closer);
    if (close.noise > tolerance(close.across)) break;
    if (agrees(close.across)) return compared(analytic, close.across, "ok");
  }
  const off = Math.abs(analytic - first.across);
  if (first.noise > tolerance(first.across) && off <= tolerance(first.across) + MOST_NOISE * first.noise) {
    return { ...compared(analytic, first.across, "unmeasured"), reason: sayUnmeasured(probe, first) };
  }
  const narrow = slopesAlong(probe, line, step * NARROWER);
  return compared(analytic, first.across, isKink(analytic, first, narrow, tolerance(first.across)) ? "kink" : "wrong");
}

/** Rounding is reckoned to first order, and as if every operation were as good as it can be. */
const MOST_NOISE = 8;

function sayUnmeasured({ base }: Probe, { noise }: Slopes): string {
  return `C is ${digits(base)}, so that rounding alone may put its slope off by ${digits(noise)}`;
}

function digits(x: number): string {
  return String(Number(x.toPrecision(2)));
}

/**
 * C has a corner within the step, and the gradient is one that it may have there. At a corner the slopes of the two sides stay apart
 * however narrow the step; where C only bends, they close up with it. Beside a corner a narrower step finds the gradient itself.
 */
function isKink(analytic: number, first: Slopes, narrow: Slopes, tolerance: number): boolean {
  const apart = Math.abs(first.right - first.left);
  if (!(apart > tolerance)) return false;
  if (Math.abs(analytic - narrow.across) <= tolerance) return true;
  const stillApart = Math.abs(narrow.right - narrow.left);
  const low = Math.min(narrow.left, narrow.right) - tolerance;
  const high = Math.max(narrow.left, narrow.right) + tolerance;
  return stillApart > apart / 2 && stillApart > tolerance && analytic >= low && analytic <= high;
}

function compared(analytic: number, numeric: number, verdict: Verdict): Judged {
  const abs = Math.abs(analytic - numeric);
  const larger = Math.max(Math.abs(analytic), Math.abs(numeric));
  return { analytic, numeric, abs, rel: abs === 0 ? 0 : abs / larger, verdict };
}

/** How far two differ, by what they may differ by: above 1 is too far. Kinks and what could not be measured come last, and what is not a number first. */
export function badness({ abs, numeric, verdict }: Judged, { atol, rtol }: CheckOptions): number {
  if (verdict === "kink" || verdict === "unmeasured") return -1;
  // Equal is equal, even where nothing may differ.
  const share = abs === 0 ? 0 : abs / (atol + rtol * Math.abs(numeric));
  return Number.isNaN(share) ? Number.POSITIVE_INFINITY : share;
}
