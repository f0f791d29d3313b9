import { indexOf } from "#core/tensor/index-of";
import { type Shape, sizeOf } from "#core/tensor/tensor";

/** Entries of a tensor that are NaN or infinite: how many, and the first of them, row-major. */
export interface Bad {
  readonly count: number;
  readonly at: number;
  readonly entry: number;
}

/** Which entries are not finite, in words: `1 not finite: NaN at [0, 3]`, `3 not finite, the first ∞ at [2]`; empty where all are. */
export function sayNotFinite(bad: Bad | null, shape: Shape): string {
  if (!bad) return "";
  const place = sizeOf(shape) === 1 ? "" : ` at [${indexOf(bad.at, shape).join(", ")}]`;
  const first = `${signOf(bad.entry)}${place}`;
  return bad.count === 1 ? `1 not finite: ${first}` : `${bad.count} not finite, the first ${first}`;
}

/** A number that is none: NaN, ∞ or −∞. */
export function signOf(entry: number): string {
  return Number.isNaN(entry) ? "NaN" : entry > 0 ? "∞" : "−∞";
}
