import { type GradPlace, readAt } from "#core/check/grad-place";
import { type Jacobian, type JacobianSize, jacobian } from "#core/check/jacobian";
import { type Paths, pathsFrom } from "#core/check/paths";
import { type Why, why } from "#core/check/why";
import type { Tape } from "#core/tape/tape";
import { gradTex, pathTex, type WhyTex, whyTex } from "#core/telling/why-text";
import { indexOf } from "#core/tensor/index-of";
import type { Shape, Tensor } from "#core/tensor/tensor";

/** An entry of a gradient, in row-major order; `largest` is the one of largest magnitude. */
export interface WhyQuestion {
  readonly place: GradPlace;
  readonly at: number | "largest";
}

/** Why an entry of a gradient is what it is, and which entry it is: `index` counts along each axis of `shape` from 0. */
export interface Explanation {
  readonly place: GradPlace;
  readonly at: number;
  readonly index: readonly number[];
  readonly shape: Shape;
  readonly why: Why;
  /** TeX of the gradient itself, and of its explanation. */
  readonly grad: string;
  readonly tex: WhyTex;
}

/** The paths from an entry to C; `numbers` is the product of the factors of each as TeX, for the first of them that are short. */
export interface ToldPaths extends Paths {
  readonly numbers: readonly (string | null)[];
}

/**
 * Answers on a tape that was run both ways. What one edge alone brings back to an output is explained at that edge, for there is no sum
 * to be told. Null where there is no such gradient.
 */
export function explain(tape: Tape, { place, at }: WhyQuestion, most?: number): Explanation | null {
  const grad = gradAt(tape, place);
  if (!grad) return null;
  const entry = at === "largest" ? largestOf(grad) : at;
  const answer = why(tape, place, entry, most);
  if (!answer) return null;
  const [only, ...more] = answer.kind === "sum" ? answer.terms : [];
  if (only?.edge != null && more.length === 0) {
    return explain(tape, { place: { kind: "edge", edge: only.edge }, at: entry }, most);
  }
  return {
    place,
    at: entry,
    index: indexOf(entry, grad.shape),
    shape: grad.shape,
    why: answer,
    grad: gradTex(tape, place, entry),
    tex: whyTex(tape, place, entry, answer),
  };
}

/** Paths that are written as products, and steps of one that can be read as such. */
const WRITTEN = 64;
const SHORT = 6;

/** The paths from an entry to C, written out as far as they are read. */
export function tellPaths(tape: Tape, place: GradPlace, at: number): ToldPaths | null {
  const found = pathsFrom(tape, place, at);
  if (!found) return null;
  const numbers = found.paths
    .slice(0, WRITTEN)
    .map((path) => (path.steps.length > SHORT ? null : pathTex(tape, place, at, path).numbers));
  return { ...found, numbers };
}

function gradAt(tape: Tape, place: GradPlace): Tensor | null {
  if (place.kind === "out") return tape.entries[tape.places.get(place.node) ?? -1]?.out.grad ?? null;
  return readAt(tape, place)?.traced.grad ?? null;
}

function largestOf({ data }: Tensor): number {
  let largest = 0;
  let size = -1;
  for (let at = 0; at < data.length; at += 1) {
    const each = Math.abs(data[at] as number);
    // What is not a number is what one wants to know about.
    if (Number.isNaN(each)) return at;
    if (each > size) [largest, size] = [at, each];
  }
  return largest;
}

/** Rows and columns of a local Jacobian that are looked at at once, at the most. */
const WIDEST = 256;

/** The local Jacobian that an entry of a gradient goes by, whole or as much of it about the entry's own column as can be looked at. */
export function jacobianAt(tape: Tape, place: Exclude<GradPlace, { kind: "out" }>, at: number): Jacobian | null {
  const size = jacobian(tape, place, { rows: [0, 0], columns: [0, 0] });
  if (!size) return null;
  const first = firstMoved(tape, place, at);
  const found: Jacobian | JacobianSize | null = jacobian(tape, place, {
    rows: about(first, size.rows),
    columns: about(at, size.columns),
  });
  return found && "matrix" in found ? found : null;
}

/** The first entry of the output that moves with entry `at`, so that a window shows something. */
function firstMoved(tape: Tape, place: GradPlace, at: number): number {
  const answer = why(tape, place, at, 1);
  return answer?.kind === "chain" ? (answer.terms[0]?.at ?? 0) : 0;
}

function about(at: number, length: number): readonly [number, number] {
  const from = Math.max(0, Math.min(at - WIDEST / 2, length - WIDEST));
  return [from, Math.min(length, from + WIDEST)];
}
