import { sizeOf } from "#core/tensor/tensor";
import type { Analysis, Runnable } from "./analyse";

/**
 * What is to be done and how much room it takes, reckoned from shapes before anything is done. Operations are multiply-adds, as ops count
 * them; bytes are those of values, gradients and what ops keep beside them.
 */
export interface Work {
  readonly operations: number;
  readonly bytes: number;
}

/** About so many operations are done in a second; a slow machine does a third of it, a fast one thrice as many. */
export const OPERATIONS_PER_SECOND = 7e8;

/** More than this is not begun unless a person says so: half a minute or so. */
export const MOST_OPERATIONS = 2e10;

/** More memory than this is never asked for. */
export const MOST_BYTES = 3 * 2 ** 30;

const BYTES_PER_ENTRY = 8;

/** Backward is reckoned as two passes forward: a product has two factors. */
const BOTH_WAYS = 3;

/** Multiply-adds of one node forward. */
export function nodeWork({ op, settings, feeds, sources, shape }: Runnable, { runnable }: Analysis): number {
  const handles = Object.keys(feeds);
  const shapes = Object.fromEntries(sources.map((source, at) => [handles[at], (runnable[source] as Runnable).shape]));
  return op.work(shapes, settings, shape);
}

/** Multiply-adds of a pass forward, all nodes that can run together. */
export function forwardOperations(analysis: Analysis): number {
  return analysis.runnable.reduce((sum, node) => sum + nodeWork(node, analysis), 0);
}

/** One pass both ways, and the room that it takes. */
export function passWork(analysis: Analysis): Work {
  const hasCost = analysis.runnable.some(({ op }) => op.isCost);
  const operations = forwardOperations(analysis) * (hasCost ? BOTH_WAYS : 1);
  return { operations, bytes: bytesOf(analysis, hasCost) };
}

/** The same so many times over; the room is taken once. */
export function times(count: number, { operations, bytes }: Work): Work {
  return { operations: operations * count, bytes };
}

/** About how long it takes, in seconds. */
export function secondsOf({ operations }: Work): number {
  return operations / OPERATIONS_PER_SECOND;
}

/** Why so much is not begun, in words that follow "this" and with the numbers; null where it may be. */
export function tooMuch({ operations, bytes }: Work): string | null {
  if (bytes > MOST_BYTES) return `takes ${sayBytes(bytes)} of memory; ${sayBytes(MOST_BYTES)} is the most`;
  if (operations <= MOST_OPERATIONS) return null;
  return `is ${sayCount(operations)} operations, about ${sayDuration(secondsOf({ operations, bytes }))}; ${sayCount(MOST_OPERATIONS)} is the most`;
}

/** A long time in words, as roughly as it is known. */
export function sayDuration(seconds: number): string {
  if (seconds < 1) return "a second";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} minutes`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} hours`;
  return `${sayCount(Math.round(seconds / 86400))} days`;
}

/** A large number in two digits: 23 billion. */
function sayCount(count: number): string {
  const [size, word] = WORDS.find(([size]) => count >= size) ?? [1, ""];
  const shown = Number((count / size).toPrecision(2));
  return `${shown.toLocaleString("en")}${word}`;
}

const WORDS: readonly (readonly [number, string])[] = [
  [1e15, " million billion"],
  [1e12, " thousand billion"],
  [1e9, " billion"],
  [1e6, " million"],
];

function sayBytes(bytes: number): string {
  return `${Math.round((bytes / 2 ** 30) * 10) / 10} GB`;
}

/** Values and gradients of outputs and params, gradients of edges, and what broadcasting and fused ops keep, about as much as the output. */
function bytesOf({ runnable }: Analysis, hasCost: boolean): number {
  let entries = 0;
  for (const { shape, node, params, sources } of runnable) {
    const size = sizeOf(shape);
    let own = size;
    for (const name of Object.keys(params)) own += node.params[name]?.data.length ?? 0;
    entries += own + size;
    if (!hasCost) continue;
    entries += own;
    for (const source of sources) entries += sizeOf((runnable[source] as Runnable).shape);
  }
  return entries * BYTES_PER_ENTRY;
}
