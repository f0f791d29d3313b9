import type { Analysis, Runnable } from "./analyse";

/*
 * How much is to be done, reckoned from shapes before anything is done, in operations: multiply-adds, as ops count them. How much room it
 * takes is bounded by `analyse`, which leaves out what would not fit.
 */

/** About so many operations are done in a second; a slow machine does a third of it, a fast one thrice as many. */
export const OPERATIONS_PER_SECOND = 7e8;

/** More than this is not begun unless a person says so: half a minute or so. */
export const MOST_OPERATIONS = 2e10;

/** Backward is reckoned as two passes forward: a product has two factors. */
const BOTH_WAYS = 3;

/** Operations of one node forward. */
export function nodeOperations({ op, settings, feeds, sources, shape }: Runnable, { runnable }: Analysis): number {
  const handles = Object.keys(feeds);
  const shapes = Object.fromEntries(sources.map((source, at) => [handles[at], (runnable[source] as Runnable).shape]));
  return op.work(shapes, settings, shape);
}

/** Operations of one pass: forward, and backward too where there is a cost. */
export function passOperations(analysis: Analysis): number {
  const hasCost = analysis.runnable.some(({ op }) => op.isCost);
  const forward = analysis.runnable.reduce((sum, node) => sum + nodeOperations(node, analysis), 0);
  return forward * (hasCost ? BOTH_WAYS : 1);
}

/** About how long so many operations take, in seconds. */
export function secondsOf(operations: number): number {
  return operations / OPERATIONS_PER_SECOND;
}

/** Why so much is not begun unasked, as the rest of a sentence that begins with what it is; null where it may be. */
export function tooMuch(operations: number): string | null {
  if (operations <= MOST_OPERATIONS) return null;
  const duration = sayDuration(secondsOf(operations));
  return `takes ${sayCount(operations)} operations, about ${duration}; ${sayCount(MOST_OPERATIONS)} is the most`;
}

/** A time in words, as roughly as it is known. */
export function sayDuration(seconds: number): string {
  if (seconds < 1.5) return "a second";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} minutes`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} hours`;
  return `${sayCount(Math.round(seconds / 86400))} days`;
}

/** A large number in two digits: 23 billion. */
function sayCount(count: number): string {
  const [size, word] = WORDS.find(([least]) => count >= least) ?? [1, ""];
  return `${Number((count / size).toPrecision(2)).toLocaleString("en")}${word}`;
}

const WORDS: readonly (readonly [number, string])[] = [
  [1e15, " million billion"],
  [1e12, " thousand billion"],
  [1e9, " billion"],
  [1e6, " million"],
];
