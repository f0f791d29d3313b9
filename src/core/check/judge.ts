import { type CheckOptions, type Judged, type Line, type Probe, slopesAlong, type Verdict } from "./differences";
import { type Estimate, type Measurement, measure, type Rung } from "./estimate";

/** Judges a derivative along a line by differences. */
export function judge(probe: Probe, line: Line, analytic: number, options: CheckOptions): Judged {
  if (!probe.reaches) return compared(analytic, 0, "ok");
  if (!Number.isFinite(probe.base)) return unmeasured(analytic, Number.NaN, `C is ${said(probe.base)} here`);
  if (!Number.isFinite(line.size)) return unmeasured(analytic, Number.NaN, "no step moves what is not finite");
  const step = Math.min(Math.max(options.eps, line.size * LEAST), line.room);
  const tolerance = (slope: number) => options.atol + options.rtol * Math.abs(slope);

  const first = { step, ...slopesAlong(probe, line, step) };
  const agrees = Number.isFinite(first.across) && Math.abs(analytic - first.across) <= tolerance(first.across);
  if (agrees && !bends(first, options.atol)) return compared(analytic, first.across, "ok");
  const measured = measure(probe, line, step, (slope) => tolerance(slope) / 10);
  return weighed(probe, measured, first, analytic, tolerance);
}

/** Whether C bends so much within the step that what it agrees with may be no slope. */
function bends(rung: Rung, atol: number): boolean {
  return apartOf(rung) > BENT * Math.abs(rung.across) + atol + MOST_NOISE * rung.noise;
}

/** Sides that are this share of the slope apart put it off by about the square of it. */
const BENT = 0.03;
/** The least step, as a share of what is moved: a smaller one would not show in it. */
const LEAST = 1e-9;
/** Rounding is reckoned to first order, and as if every operation were as good as it can be. */
const MOST_NOISE = 8;
/** Where narrowing the step still changes the slope by more than this share, the differences have not settled. */
const SETTLED = 1e-3;

function weighed(
  probe: Probe,
  measured: Measurement,
  first: Rung,
  analytic: number,
  tolerance: (slope: number) => number,
): Judged {
  const { best } = measured;
  if (!best) return unmeasured(analytic, Number.NaN, "a step to either side leaves where C is finite");
  const { slope, bend, noise } = best;
  const may = tolerance(slope);
  const corner = cornerIn(measured.rungs, may);
  if (corner) {
    if (Math.abs(analytic - first.across) <= may) return compared(analytic, first.across, "ok");
    const isBetween = analytic >= corner.low - may && analytic <= corner.high + may;
    return compared(analytic, first.across, isBetween ? "kink" : "wrong");
  }
  if (bend > Math.max(may, SETTLED * Math.abs(slope), 4 * noise)) {
    return unmeasured(analytic, slope, "the differences do not settle as the step narrows");
  }
  const off = Math.abs(analytic - slope);
  if (off <= may)
    return hidesCorner(measured.rungs, first, best, may)
      ? compared(analytic, first.across, "kink")
      : compared(analytic, slope, "ok");
  // Rounding is told before bending, for it is what bending is then measured through.
  if (noise + bend > may && off <= may + MOST_NOISE * (noise + bend)) {
    return unmeasured(analytic, slope, sayRounding(probe, noise + bend));
  }
  return compared(analytic, slope, "wrong");
}

/** The slopes on the two sides of a corner. */
interface Corner {
  readonly low: number;
  readonly high: number;
}

/** At a corner the slopes of the two sides stay apart however narrow the step; where C only bends, they close up with it. */
function cornerIn(rungs: readonly Rung[], may: number): Corner | null {
  const clear = rungs.filter((rung) => isClear(apartOf(rung), may, rung));
  const [wide, narrow] = clear.slice(-2);
  if (!wide || !narrow || rungs.indexOf(narrow) < Math.min(2, rungs.length - 1)) return null;
  if (apartOf(narrow) < apartOf(wide) * STAYS || apartOf(narrow) > apartOf(wide) / STAYS) return null;
  return { low: Math.min(narrow.left, narrow.right), high: Math.max(narrow.left, narrow.right) };
}

/** Beside a bend the sides close up to a quarter from step to step. */
const STAYS = 0.75;

function apartOf({ left, right }: Rung): number {
  return Math.abs(right - left);
}

/**
 * Whether the first step reached over a corner that a narrower one leaves aside. Where C only bends, each step brings a sixteenth of the
 * correction of the one before; a corner comes into reach, and no longer is, from one step to the next.
 */
function hidesCorner(rungs: readonly Rung[], first: Rung, { slope, noise }: Estimate, may: number): boolean {
  const at = rungs.findIndex(({ step }) => step === first.step);
  const [wide, middle, narrow] = rungs.slice(at);
  if (!wide || !middle || !narrow || !isClear(Math.abs(wide.across - slope), may, wide)) return false;
  const change = Math.abs(wide.across - middle.across);
  const next = Math.abs(middle.across - narrow.across);
  return change > 64 * (next + noise + narrow.noise) || change < 5 * next;
}

/** Whether a difference is one of slopes, and not of rounding; nor is it one where C is not finite on a side. */
function isClear(difference: number, may: number, { noise }: Rung): boolean {
  return Number.isFinite(difference) && difference > may + MOST_NOISE * noise;
}

function sayRounding({ base }: Probe, noise: number): string {
  return `C is ${digits(base)}, so that rounding alone may put its slope off by ${digits(noise)}`;
}

function digits(x: number): string {
  return String(Number(x.toPrecision(2)));
}

function said(x: number): string {
  return Number.isNaN(x) ? "NaN" : x > 0 ? "∞" : "−∞";
}

function unmeasured(analytic: number, numeric: number, reason: string): Judged {
  return { ...compared(analytic, numeric, "unmeasured"), reason };
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
