import type { Digest } from "#core/tape/digest";

/** Gradients from here down look like none; from there up they look alike. Between them a factor of ten is one step. */
const FAINTEST = 1e-4;
const STRONGEST = 1e1;

/** How strong a gradient is, from 0 to 1, by the order of magnitude of its largest entry. */
export function strength(grad: Digest | null): number {
  if (!grad) return 0;
  const largest = Math.max(Math.abs(grad.low), Math.abs(grad.high));
  if (!(largest > FAINTEST)) return 0;
  return Math.min(1, Math.log10(largest / FAINTEST) / Math.log10(STRONGEST / FAINTEST));
}

/** Which way a gradient points: the sign of its largest entry. */
export function direction(grad: Digest | null): "up" | "down" | "none" {
  if (!grad || (grad.low === 0 && grad.high === 0)) return "none";
  return Math.abs(grad.low) > Math.abs(grad.high) ? "down" : "up";
}
