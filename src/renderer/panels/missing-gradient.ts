import type { NodeReading, Reading } from "#core/tape/readings";

/** A reading as far as it is known, and the whole of it. */
type Seen<T> = readonly [known: T | null | undefined, whole: T | null | undefined];

/** Whether a gradient is still to come at a later step of the pass. */
export function isAwaited(...[known, whole]: Seen<Pick<Reading, "grad">>): boolean {
  return whole?.grad != null && !known?.grad;
}

/** Whether addends of a node's ∂C/∂out are still to come. */
export function isPartial(...[known, whole]: Seen<NodeReading>): boolean {
  return isAwaited(known?.out, whole?.out) || (known?.shares.length ?? 0) < (whole?.shares.length ?? 0);
}

/** What is said where no gradient is shown: its step has not come, or there will be none. */
export function sayMissing(awaited: boolean): string {
  return awaited ? "not yet" : "C does not depend on it";
}
