import type { Traced } from "#core/ops/define";
import type { Entry, Tape } from "#core/tape/tape";
import { seededRandom } from "#core/tensor/random";
import { type CheckOptions, directionLine, entryLine, type Judged, type Moving, type Probe } from "./differences";
import { badness, judge } from "./judge";

/** A tensor of more entries than this is checked along random directions, where that is asked for. */
export const LARGEST_BY_ENTRY = 2000;

/** So many directions are tried for each tensor that is too large. */
export const DIRECTIONS = 8;

/** One entry of a tensor, both ways. */
export interface EntryCheck extends Judged {
  /** Where it is, row-major. */
  readonly at: number;
}

/** What has been found of one tensor. */
export interface TensorFound {
  /** Every entry, or of a sample those that a wrong direction led to. */
  readonly entries: readonly EntryCheck[];
  /** Derivatives along random directions, ⟨∂C/∂tensor, v⟩, as JAX's `check_grads` compares them; null where every entry was checked. */
  readonly directions: readonly Judged[] | null;
}

/** How many judgements a tensor takes. */
export function judgementsOf(size: number, sampleAbove: number): number {
  return size > sampleAbove ? DIRECTIONS : size;
}

/** Checks a tensor against what its place leads to, and stops after every judgement. */
export function* checkTensor(
  probe: Probe,
  traced: Traced,
  positive: boolean,
  options: CheckOptions,
  sampleAbove: number,
): Generator<void, TensorFound, void> {
  const { data } = traced.value;
  if (data.length > sampleAbove) return yield* sample(probe, traced, positive, options);
  const entries: EntryCheck[] = [];
  for (let at = 0; at < data.length; at += 1) {
    entries.push(judgeEntry(probe, traced, at, positive, options));
    yield;
  }
  return { entries, directions: null };
}

function judgeEntry(
  probe: Probe,
  { value, grad }: Traced,
  at: number,
  positive: boolean,
  options: CheckOptions,
): EntryCheck {
  const analytic = grad ? (grad.data[at] as number) : 0;
  return { at, ...judge(probe, entryLine(value.data, at, positive), analytic, options) };
}

/** The directions are the same each time, so that a check says the same each time. */
const SEED = 1;

function* sample(
  probe: Probe,
  traced: Traced,
  positive: boolean,
  options: CheckOptions,
): Generator<void, TensorFound, void> {
  const { data } = traced.value;
  const random = seededRandom(SEED);
  const directions: Judged[] = [];
  const entries: EntryCheck[] = [];
  for (let turn = 0; turn < DIRECTIONS; turn += 1) {
    const direction = Float64Array.from(data, () => random.normal());
    const all: Moving = { entries: data, direction, from: 0, to: data.length, positive };
    const found = judgeAlong(probe, traced, all, options);
    directions.push(found);
    // One entry that is wrong shows what is the matter; every direction would lead to some.
    if (found.verdict === "wrong" && entries.length === 0) entries.push(yield* locate(probe, traced, all, options));
    yield;
  }
  return { entries, directions };
}

function judgeAlong(probe: Probe, { grad }: Traced, moving: Moving, options: CheckOptions): Judged {
  let analytic = 0;
  if (grad) {
    for (let at = moving.from; at < moving.to; at += 1) {
      analytic += (grad.data[at] as number) * (moving.direction[at] as number);
    }
  }
  return judge(probe, directionLine([moving]), analytic, options);
}

/** Follows a wrong direction to one entry, by halves: into the one that is farther off. */
function* locate(
  probe: Probe,
  traced: Traced,
  whole: Moving,
  options: CheckOptions,
): Generator<void, EntryCheck, void> {
  let { from, to } = whole;
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    const left = judgeAlong(probe, traced, { ...whole, from, to: middle }, options);
    yield;
    const right = judgeAlong(probe, traced, { ...whole, from: middle, to }, options);
    yield;
    if (badness(left, options) >= badness(right, options)) to = middle;
    else from = middle;
  }
  return judgeEntry(probe, traced, from, whole.positive, options);
}

/** Whether every entry of a param must stay above 0. */
export function isPositive(fields: Readonly<Record<string, { readonly positive?: boolean }>>, param: string): boolean {
  return fields[param]?.positive === true;
}

/** All entries of the params at a place of the tape. */
export function paramEntries(tape: Tape, place: number): number {
  const { params } = tape.entries[place] as Entry;
  return Object.values(params).reduce((sum, { value }) => sum + value.data.length, 0);
}
