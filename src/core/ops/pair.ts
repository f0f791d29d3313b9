import type { Named } from "#core/formula/site";
import { broadcastShape } from "#core/tensor/broadcast";
import { formatShape, type Shape, sameShape, sizeOf } from "#core/tensor/tensor";
import type { HandleField, Sample, ShapeResult } from "./define";

/*
 * Two tensors that are stretched to one another by NumPy's rule: what Add and Multiply have in common besides their arithmetic.
 */

/** The two inputs of such an op. */
export const pairInputs = {
  a: { symbol: "a", hint: "Any shape" },
  b: { symbol: "b", hint: "A shape that stretches to the other" },
} as const satisfies Named<HandleField>;

/** The shape that both stretch to. */
export function pairShape(a: Shape, b: Shape): ShapeResult {
  const out = broadcastShape([a, b]);
  if (out) return { out };
  const message = `shapes ${formatShape(a)} and ${formatShape(b)} do not fit: axes must match, or one of them be 1`;
  return { faults: [{ code: "shape-mismatch", handle: "b", message }] };
}

/** Multiply-adds of such an op: where an input is stretched, each entry is looked up. */
export function pairWork({ a, b }: { readonly a: Shape; readonly b: Shape }, _settings: unknown, out: Shape): number {
  return sizeOf(out) * (sameShape(a, b) ? 2 : 6) + 1;
}

/** What a reader of the formulas should know besides. */
export const PAIR_NOTE = "Where an input was stretched, its gradient is summed over the copies.";

/** Shapes to try such an op with: alike, and stretched along one axis, many axes, and both ways at once. */
export function pairSamples(lead: Shape): readonly Sample[] {
  return [
    { inputs: { a: [...lead, 3], b: [...lead, 3] } },
    { inputs: { a: [...lead, 3], b: [3] } },
    { inputs: { a: [1], b: [...lead, 2, 3] } },
    { inputs: { a: [...lead, 3, 1], b: [1, 2] } },
  ];
}
