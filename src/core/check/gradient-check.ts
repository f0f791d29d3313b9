import type { Analysis } from "#core/graph/analyse";
import type { Traced } from "#core/ops/define";
import { reachOf } from "#core/tape/rerun";
import { backward, compile, type Entry, forward, forwardEntry, type Tape } from "#core/tape/tape";

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
 * - `wrong`: they differ otherwise, or one of them is not a number.
 */
export type Verdict = "ok" | "wrong" | "kink";

/** One entry of one param, both ways. */
export interface CheckEntry {
  readonly node: string;
  readonly param: string;
  /** Where in the param, one number an axis; empty for a scalar. */
  readonly index: readonly number[];
  /** ∂C/∂entry from the tape; 0 where C does not depend on the param. */
  readonly analytic: number;
  /** ∂C/∂entry from central differences. */
  readonly numeric: number;
  /** |analytic − numeric|. */
  readonly abs: number;
  /** `abs` as a share of the larger of the two; 0 when both are 0. */
  readonly rel: number;
  readonly verdict: Verdict;
}

/** What a check has found. */
export interface CheckReport {
  /** No entry is `wrong`. */
  readonly pass: boolean;
  /** The entry that differs most, measured by what it may differ by, kinks aside; null where there is nothing to check. */
  readonly worst: CheckEntry | null;
  readonly entries: readonly CheckEntry[];
}

/** How far a check has come. */
export interface CheckProgress {
  readonly done: number;
  readonly total: number;
}

/** Checks every entry of every param that is on the tape, Inputs' values among them, in one go. */
export function checkGradients(analysis: Analysis, options: CheckOptions = CHECK_DEFAULTS): CheckReport {
  const check = checkSteps(analysis, options);
  let step = check.next();
  while (!step.done) step = check.next();
  return step.value;
}

/** As `checkGradients`, but stops after every entry to say how far it is: whoever runs it may pause it, or drop it. */
export function* checkSteps(
  analysis: Analysis,
  options: CheckOptions = CHECK_DEFAULTS,
): Generator<CheckProgress, CheckReport, void> {
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const total = tape.entries.reduce((sum, { params }) => sum + paramEntries(params), 0);
  const entries: CheckEntry[] = [];
  for (const [place, { node, params }] of tape.entries.entries()) {
    const probe = probeOf(tape, place);
    for (const [param, traced] of Object.entries(params)) {
      const positive = analysis.runnable[place]?.params[param]?.positive === true;
      for (let at = 0; at < traced.value.data.length; at += 1) {
        const judged = judge(probe, traced, at, positive, options);
        entries.push({ node: node.id, param, index: indexOf(at, traced.value.shape), ...judged });
        yield { done: entries.length, total };
      }
    }
    probe.restore();
  }
  return { pass: entries.every(({ verdict }) => verdict !== "wrong"), worst: worstOf(entries, options), entries };
}

function paramEntries(params: Entry["params"]): number {
  return Object.values(params).reduce((sum, { value }) => sum + value.data.length, 0);
}

/** The costs that one node leads to, as a function of the node's params; those that it does not lead to cancel out. */
interface Probe {
  /** Their sum with the params as they are in the graph. */
  readonly base: number;
  /** Their sum now: runs forward from the node. */
  readonly cost: () => number;
  /** Leaves the tape as it was, once the params are as they were. */
  readonly restore: () => void;
  /** Whether the node leads to any cost. */
  readonly reaches: boolean;
}

function probeOf(tape: Tape, place: number): Probe {
  const places = reachOf(tape, [place]).forward;
  const costs = places.filter((other) => tape.entries[other]?.isCost);
  const run = () => {
    for (const other of places) forwardEntry(tape, other);
  };
  const sumOfCosts = () => {
    let sum = 0;
    for (const other of costs) sum += (tape.entries[other] as Entry).out.value.data[0] as number;
    return sum;
  };
  return {
    base: sumOfCosts(),
    cost() {
      run();
      return sumOfCosts();
    },
    restore: costs.length > 0 ? run : () => {},
    reaches: costs.length > 0,
  };
}

/** Slopes of C along one entry: on the left of its value, on the right, and across. */
interface Slopes {
  readonly left: number;
  readonly right: number;
  readonly across: number;
  /** How far rounding of C may put them off. */
  readonly noise: number;
}

type Judged = Omit<CheckEntry, "node" | "param" | "index">;

/** Steps are widened this much where rounding drowns the difference, and narrowed to tell a kink from a bend. */
const WIDER = 30;
const NARROWER = 1 / 8;

function judge(probe: Probe, { value, grad }: Traced, at: number, positive: boolean, options: CheckOptions): Judged {
  const analytic = grad ? (grad.data[at] as number) : 0;
  if (!probe.reaches) return compared(analytic, 0, "ok");
  const x = value.data[at] as number;
  // A step so small that x cannot show it would measure nothing; one that takes a sigma below 0 would measure something else.
  const step = Math.min(Math.max(options.eps, Math.abs(x) * 1e-9), positive ? x / 2 : Number.POSITIVE_INFINITY);
  const tolerance = (numeric: number) => options.atol + options.rtol * Math.abs(numeric);
  const agrees = (numeric: number) => Math.abs(analytic - numeric) <= tolerance(numeric);

  const first = slopesAt(probe, value.data, at, step);
  if (agrees(first.across)) return compared(analytic, first.across, "ok");
  if (first.noise > tolerance(first.across) / 10 && (!positive || step * WIDER < x)) {
    const wide = slopesAt(probe, value.data, at, step * WIDER);
    if (agrees(wide.across)) return compared(analytic, wide.across, "ok");
  }
  const narrow = slopesAt(probe, value.data, at, step * NARROWER);
  return compared(analytic, first.across, isKink(analytic, first, narrow, tolerance(first.across)) ? "kink" : "wrong");
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

/** Moves one entry up and down by `step` and puts it back. */
function slopesAt(probe: Probe, entries: Float64Array, at: number, step: number): Slopes {
  const x = entries[at] as number;
  entries[at] = x + step;
  const above = entries[at] as number;
  const costAbove = probe.cost();
  entries[at] = x - step;
  const below = entries[at] as number;
  const costBelow = probe.cost();
  entries[at] = x;
  return {
    left: (probe.base - costBelow) / (x - below),
    right: (costAbove - probe.base) / (above - x),
    across: (costAbove - costBelow) / (above - below),
    noise: (Number.EPSILON * (Math.abs(costAbove) + Math.abs(costBelow))) / (above - below),
  };
}

function compared(analytic: number, numeric: number, verdict: Verdict): Judged {
  const abs = Math.abs(analytic - numeric);
  const larger = Math.max(Math.abs(analytic), Math.abs(numeric));
  return { analytic, numeric, abs, rel: abs === 0 ? 0 : abs / larger, verdict };
}

function worstOf(entries: readonly CheckEntry[], { atol, rtol }: CheckOptions): CheckEntry | null {
  const badness = ({ abs, numeric, verdict }: CheckEntry) => {
    if (verdict === "kink") return -1;
    // Equal is equal, even where nothing may differ.
    const share = abs === 0 ? 0 : abs / (atol + rtol * Math.abs(numeric));
    return Number.isNaN(share) ? Number.POSITIVE_INFINITY : share;
  };
  let worst: CheckEntry | null = null;
  for (const entry of entries) if (!worst || badness(entry) > badness(worst)) worst = entry;
  return worst;
}

/** Where entry `at` of a tensor of this shape lies, one number an axis. */
function indexOf(at: number, shape: readonly number[]): readonly number[] {
  const index: number[] = [];
  let rest = at;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const length = shape[axis] as number;
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}
