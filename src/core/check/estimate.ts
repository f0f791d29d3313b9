import { type Line, type Probe, type Slopes, slopesAlong } from "./differences";

/** A slope, and how far it may be off. */
export interface Estimate {
  readonly slope: number;
  /** By how C bends: what a narrower step still changed. */
  readonly bend: number;
  /** By rounding. */
  readonly noise: number;
}

/** Slopes at a step. */
export interface Rung extends Slopes {
  readonly step: number;
}

/** What measuring a slope has brought. */
export interface Measurement {
  /** Falling steps, at which C is finite at least on one side; the first of them is not always the first that was tried. */
  readonly rungs: readonly Rung[];
  /** The one that is off by the least; null where C was not finite beside where it is, on the same side at two steps. */
  readonly best: Estimate | null;
}

/** From step to step; a power of two, so that a narrower step is as exact as the wider. */
const RATIO = 4;
/** So often a step is narrowed, and widened, at the most. */
const MOST_NARROWER = 14;
const MOST_WIDER = 14;
/** No step is wider than this share of what is moved, or where that is small, of 1. */
const WIDEST = 0.25;

/**
 * Measures the slope of C along a line, from the step `first` on: narrower as long as that helps, then wider where rounding drowns the
 * difference. From two neighbouring steps Richardson's extrapolation takes out most of how C bends: (16 D(h/4) − D(h)) / 15 of central
 * differences, whose error falls with h², and (4 D(h/4) − D(h)) / 3 of one-sided ones, where only one side of the domain is there.
 * `enough` is how well it need be known.
 */
export function measure(probe: Probe, line: Line, first: number, enough: (slope: number) => number): Measurement {
  const rungs: Rung[] = [];
  const isEnough = (found: Estimate | null) => found !== null && found.bend + found.noise <= enough(found.slope);
  let sure = 0;
  let best: Estimate | null = null;
  let step = first;
  for (let turn = 0; turn <= MOST_NARROWER && step > 0; turn += 1, step /= RATIO) {
    const rung = { step, ...slopesAlong(probe, line, step) };
    rungs.push(rung);
    const found = estimated(rungs.at(-2), rung);
    best = better(best, found);
    sure = isEnough(found) ? sure + 1 : 0;
    // Two in a row agree by no accident.
    if (sure > 1) return { rungs, best };
    // A narrower step can only be drowned deeper.
    if (best && rung.noise > best.bend + best.noise && rung.noise > enough(best.slope)) break;
  }
  const widest = Math.min(line.room, WIDEST * Math.max(1, line.size));
  step = first * RATIO;
  for (let turn = 0; turn < MOST_WIDER && step <= widest && !isEnough(best); turn += 1, step *= RATIO) {
    const rung = { step, ...slopesAlong(probe, line, step) };
    const found = estimated(rung, rungs[0]);
    rungs.unshift(rung);
    best = better(best, found);
    // Too wide to see anything but the bend.
    if (best && found && found.bend > 10 * (best.bend + best.noise) && found.bend > 10 * found.noise) break;
  }
  return { rungs, best };
}

function better(best: Estimate | null, found: Estimate | null): Estimate | null {
  if (!found) return best;
  return !best || found.bend + found.noise < best.bend + best.noise ? found : best;
}

/** From two neighbouring steps, central where both have both sides. */
function estimated(wide: Rung | undefined, narrow: Rung | undefined): Estimate | null {
  if (!wide || !narrow) return null;
  if (Number.isFinite(wide.across) && Number.isFinite(narrow.across)) {
    return extrapolated(wide.across, narrow.across, RATIO ** 2, narrow.noise);
  }
  // A one-sided difference is over half the way, so that rounding puts it off by twice as much.
  for (const side of ["right", "left"] as const) {
    if (Number.isFinite(wide[side]) && Number.isFinite(narrow[side])) {
      return extrapolated(wide[side], narrow[side], RATIO, 2 * narrow.noise);
    }
  }
  return null;
}

function extrapolated(wide: number, narrow: number, power: number, noise: number): Estimate {
  const slope = narrow + (narrow - wide) / (power - 1);
  // What was taken out bounds what is left in.
  const bend = Math.abs(slope - narrow);
  return { slope, bend, noise: (noise * (power + 1)) / (power - 1) };
}
