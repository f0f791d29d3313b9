import type { Analysis } from "#core/graph/analyse";
import type { Traced } from "#core/ops/define";
import { backward, compile, type Entry, forward } from "#core/tape/tape";
import { seededRandom } from "#core/tensor/random";
import { directionLine, entryLine, type Line, type Moving, type Probe, probeOf, slopesAlong } from "./differences";
import type { CheckProgress } from "./gradient-check";
import { isPositive } from "./tensor-check";

/** One entry of a param: `at` counts row-major. */
export interface SweepTarget {
  readonly node: string;
  readonly param: string;
  readonly at: number;
}

/**
 * How far central differences are off for each step: |analytic − numeric| as a share of the larger of the two. With a large step they
 * miss how C bends, an error that falls with step²; with a small one the rounding of C drowns the difference, an error that
 * rises with 1/step. The best step lies between, and where even there the error is large the gradient is wrong.
 */
export interface StepSweep {
  /** Falling, from 1e−1 to 1e−12. */
  readonly steps: readonly number[];
  /** NaN where the step does not fit: it would make a sigma negative. */
  readonly errors: readonly number[];
}

/** Two steps to each power of ten. */
const STEPS = Array.from({ length: 23 }, (_, at) => Number((10 ** (-1 - at / 2)).toPrecision(3)));

/** The whole graph is looked at along so many random directions of all params at once; the largest error counts. */
const DIRECTIONS = 4;
const SEED = 2;
/** Steps go up to a tenth, and a sigma no farther than four tenths of itself. */
const FARTHEST = 4;

/** The curve for one entry, or for the whole graph. Stops after every step size. Null where there is nothing to differentiate. */
export function* sweepSteps(
  analysis: Analysis,
  target: SweepTarget | null,
): Generator<CheckProgress, StepSweep | null, void> {
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const moved = tape.entries.flatMap(({ node, params, live }, place) =>
    (live ? Object.entries(params) : []).map(([param, traced]): Moved => {
      const positive = isPositive(analysis.runnable[place]?.params ?? {}, param);
      return { node: node.id, param, place, traced, positive };
    }),
  );
  const of = target ? moved.filter(({ node, param }) => node === target.node && param === target.param) : moved;
  const [only] = of;
  if (!only) return null;
  const probe = probeOf(tape, [...new Set(of.map(({ place }) => place))]);
  const lines = target ? [lineAt(only, target.at)] : linesOf(of);
  const errors: number[] = [];
  for (const step of STEPS) {
    errors.push(Math.max(...lines.map((line) => errorAt(probe, line, step))));
    yield { done: errors.length, total: STEPS.length };
  }
  return { steps: STEPS, errors };
}

interface Moved {
  readonly node: string;
  readonly param: string;
  readonly place: Entry["sources"][number];
  readonly traced: Traced;
  readonly positive: boolean;
}

/** A line, and how fast the tape says that C goes along it. */
interface Way {
  readonly line: () => Line;
  readonly analytic: number;
}

function lineAt({ traced: { value, grad }, positive }: Moved, at: number): Way {
  return { line: () => entryLine(value.data, at, positive), analytic: grad ? (grad.data[at] as number) : 0 };
}

function linesOf(moved: readonly Moved[]): readonly Way[] {
  const random = seededRandom(SEED);
  return Array.from({ length: DIRECTIONS }, (): Way => {
    let analytic = 0;
    const parts = moved.map(({ traced: { value, grad }, positive }): Moving => {
      const direction = Float64Array.from(value.data, (x) => {
        const drawn = random.normal();
        return positive ? Math.max(-FARTHEST * x, Math.min(FARTHEST * x, drawn)) : drawn;
      });
      direction.forEach((each, at) => {
        analytic += each * (grad ? (grad.data[at] as number) : 0);
      });
      return { entries: value.data, direction, from: 0, to: value.data.length, positive };
    });
    return { line: () => directionLine(parts), analytic };
  });
}

function errorAt(probe: Probe, { line, analytic }: Way, step: number): number {
  const along = line();
  if (step > along.room) return Number.NaN;
  const { across } = slopesAlong(probe, along, step);
  const off = Math.abs(analytic - across);
  return off === 0 ? 0 : off / Math.max(Math.abs(analytic), Math.abs(across));
}
