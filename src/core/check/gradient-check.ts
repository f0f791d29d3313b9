import type { Analysis } from "#core/graph/analyse";
import { backward, compile, forward } from "#core/tape/tape";
import { indexOf } from "#core/tensor/index-of";
import { CHECK_DEFAULTS, type CheckOptions, type Judged, probeOf } from "./differences";
import { badness } from "./judge";
import { checkTensor, isPositive, paramEntries } from "./tensor-check";

/** One entry of one param, both ways: ∂C/∂entry from the tape, and from central differences. */
export interface CheckEntry extends Judged {
  readonly node: string;
  readonly param: string;
  /** Where in the param, one number an axis; empty for a scalar. */
  readonly index: readonly number[];
}

/** What a check has found. */
export interface CheckReport {
  /** No entry is `wrong`. */
  readonly pass: boolean;
  /** The entry that differs most, measured by what it may differ by, kinks and what could not be measured aside; null where there is nothing to check. */
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
  const total = tape.entries.reduce((sum, _, place) => sum + paramEntries(tape, place), 0);
  const entries: CheckEntry[] = [];
  let done = 0;
  for (const [place, { node, params }] of tape.entries.entries()) {
    const probe = probeOf(tape, [place]);
    for (const [param, traced] of Object.entries(params)) {
      const positive = isPositive(analysis.runnable[place]?.params ?? {}, param);
      const check = checkTensor(probe, traced, positive, options, Number.POSITIVE_INFINITY);
      let step = check.next();
      for (; !step.done; step = check.next()) {
        done += 1;
        yield { done, total };
      }
      const { shape } = traced.value;
      for (const { at, ...judged } of step.value.entries) {
        entries.push({ node: node.id, param, index: indexOf(at, shape), ...judged });
      }
    }
    probe.restore();
  }
  return { pass: entries.every(({ verdict }) => verdict !== "wrong"), worst: worstOf(entries, options), entries };
}

/** The one that is farthest off for what it may be off; null where there is none. */
export function worstOf<T extends Judged>(entries: readonly T[], options: CheckOptions): T | null {
  let worst: T | null = null;
  for (const entry of entries) if (!worst || badness(entry, options) > badness(worst, options)) worst = entry;
  return worst;
}
