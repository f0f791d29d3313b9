import type { Entry, Tape } from "#core/tape/tape";
import { type GradPlace, readAt } from "./grad-place";
import { localColumn } from "./local";

/** One step of a path: over an edge to the node that it feeds, or from a param to its own node, where `edge` is null. */
export interface PathStep {
  readonly edge: string | null;
  readonly node: string;
  /** The one entry of the node's output that moves, in row-major order; null where several do. */
  readonly at: number | null;
  /** ∂out/∂x between the one entry that moves before the step and the one that moves after it; null where several move. */
  readonly factor: number | null;
}

/** A way on which a nudge at the entry reaches C, and what it adds to the gradient. */
export interface Path {
  /** From the entry to a cost; empty where the entry is the cost itself. */
  readonly steps: readonly PathStep[];
  /** The chain of Jacobians along this path alone; where every step has a factor, the product of the factors. */
  readonly contribution: number;
}

/** The paths from one entry to C, Vicas 2022 (10): the gradient is the sum of what they contribute. */
export interface Paths {
  /** How many there are: exact up to 2^53, Infinity beyond 10^308. */
  readonly count: number;
  /** The gradient as the tape has it. */
  readonly total: number;
  /** Those that were followed, by magnitude of contribution, largest first. */
  readonly paths: readonly Path[];
  /** All were followed. Where not, those that promised most were, and a larger one may be among the rest. */
  readonly complete: boolean;
  /** How many were not followed, and what they contribute together: what the others leave of the gradient. */
  readonly rest: { readonly count: number; readonly sum: number };
}

/** Paths that are followed to their end unless more are asked for. */
export const MOST_PATHS = 256;

/** Numbers that are read and written to find them, with so many more for each node that is pushed through. */
const MOST_WORK = 2 ** 22;
const WORK_A_PUSH = 64;

/** All paths together have no more steps than this, so that long ones cannot fill the memory. */
const MOST_STEPS = 2 ** 18;

/** The numbers that wait in tangents of branches not yet followed; the least promising are given up. */
const MOST_HELD = 2 ** 22;

/** The steps that lead somewhere, last first. */
interface Trail {
  readonly step: PathStep;
  readonly before: Trail | null;
  readonly length: number;
}

/** How the output of one node moves when the entry does, by way of one path. */
interface Front {
  readonly place: number;
  /** Tangent of the output; null where it is `scale` at the entry `at` and 0 elsewhere. */
  readonly dot: Float64Array | null;
  readonly at: number;
  readonly scale: number;
  readonly trail: Trail | null;
  /** What all paths that begin like this contribute together. */
  readonly promise: number;
}

/**
 * Follows the paths from entry `at`, in row-major order, of a gradient to C, on a tape that was run both ways, and which it leaves as it
 * is. From an edge they go over that edge only. Null where there is no such gradient.
 */
export function pathsFrom(tape: Tape, from: GradPlace, at: number, most = MOST_PATHS): Paths | null {
  const first = firstFront(tape, from, at);
  if (!first) return null;
  const { front, total } = first;
  const count = countsOf(tape)[front.place] as number;
  const paths: Path[] = [];
  // The most promising front is the last; each is followed to its end at once, for a path that is begun and not ended says nothing.
  const fronts = [front];
  const spent = { work: 0, steps: 0, held: 0 };
  let dropped = false;
  const fits = () => paths.length < most && spent.work < MOST_WORK && spent.steps < MOST_STEPS;
  for (let next = fronts.pop(); next; next = fits() ? fronts.pop() : undefined) {
    spent.held -= next.dot?.length ?? 0;
    for (let at: Front | undefined = next; at; ) {
      const entry = tape.entries[at.place] as Entry;
      if (entry.seed && paths.length < most) {
        paths.push({ steps: stepsOf(at), contribution: along(at, entry.seed) });
        spent.steps += at.trail?.length ?? 0;
      } else if (entry.seed) dropped = true;
      const branches = branchesOf(tape, entry, at);
      for (const { place } of branches) spent.work += WORK_A_PUSH + workOf(tape, at.place) + workOf(tape, place);
      at = branches.pop();
      for (const branch of branches) {
        insert(fronts, branch);
        spent.held += branch.dot?.length ?? 0;
      }
      while (spent.held > MOST_HELD) {
        spent.held -= fronts.shift()?.dot?.length ?? 0;
        dropped = true;
      }
    }
  }
  paths.sort((a, b) => magnitude(b.contribution) - magnitude(a.contribution) || 0);
  const followed = paths.reduceRight((sum, { contribution }) => sum + contribution, 0);
  const complete = fronts.length === 0 && !dropped;
  const rest = complete ? { count: 0, sum: 0 } : { count: count - paths.length, sum: total - followed };
  return { count, total, paths, complete, rest };
}

function workOf({ entries }: Tape, place: number): number {
  return entries[place]?.out.value.data.length ?? 0;
}

/** Where a front goes next, least promising first. */
function branchesOf(tape: Tape, { outgoing }: Entry, front: Front): Front[] {
  const branches: Front[] = [];
  for (const { edge, target, grad } of outgoing) {
    if (grad) insert(branches, pushed(tape, target, edge.targetHandle, front, edge.id));
  }
  return branches;
}

/** By place, how many paths lead from the node's output to C. */
function countsOf({ entries }: Tape): Float64Array {
  const counts = new Float64Array(entries.length);
  for (let place = entries.length - 1; place >= 0; place -= 1) {
    const { seed, outgoing } = entries[place] as Entry;
    let count = seed ? 1 : 0;
    for (const { target, grad } of outgoing) if (grad) count += counts[target] as number;
    counts[place] = count;
  }
  return counts;
}

function firstFront(tape: Tape, from: GradPlace, at: number): { readonly front: Front; readonly total: number } | null {
  if (from.kind === "out") {
    const place = tape.places.get(from.node) ?? -1;
    const total = tape.entries[place]?.out.grad?.data[at];
    if (total === undefined) return null;
    return { front: { place, dot: null, at, scale: 1, trail: null, promise: total }, total };
  }
  const read = readAt(tape, from);
  const total = read?.traced.grad?.data[at];
  if (!read || total === undefined) return null;
  const nowhere = { place: -1, dot: null, at, scale: 1, trail: null, promise: total };
  return { front: pushed(tape, read.place, read.name, nowhere, from.kind === "edge" ? from.edge : null), total };
}

/** Pushes on through one node, by the tensor that it reads under this name. */
function pushed(tape: Tape, place: number, name: string, before: Front, edge: string | null): Front {
  const entry = tape.entries[place] as Entry;
  const dot = before.dot ? new Float64Array(entry.out.value.data.length) : columnAt(entry, place, name, before.at);
  if (before.dot) entry.push({ [name]: before.dot }, dot);
  const only = before.dot ? null : onlyEntry(dot, before.at);
  const scaled = () => (before.dot ? dot : dot.map((slope) => slope * before.scale));
  const front =
    only === null
      ? { place, dot: scaled(), at: 0, scale: 0 }
      : { place, dot: null, at: only, scale: before.scale * (dot[only] as number) };
  const step = { edge, node: entry.node.id, at: only, factor: only === null ? null : (dot[only] as number) };
  const trail = { step, before: before.trail, length: (before.trail?.length ?? 0) + 1 };
  return { ...front, trail, promise: along(front, entry.out.grad?.data) };
}

/** What one entry moves: pushed as 1, so that what comes out is the factor itself. */
function columnAt(entry: Entry, place: number, name: string, at: number): Float64Array {
  const from = Object.hasOwn(entry.inputs, name) ? "input" : "param";
  const traced = (from === "input" ? entry.inputs : entry.params)[name];
  if (!traced) throw new Error(`${entry.node.id} reads no ${name}`);
  return localColumn({ place, entry, name, from, traced }, at).locals;
}

/** The one entry that moves; null where several do. Where none does, it is the one at the same place, as behind a rectifier. */
function onlyEntry(dot: Float64Array, before: number): number | null {
  let only: number | null = null;
  for (let i = 0; i < dot.length; i += 1) {
    if (dot[i] === 0) continue;
    if (only !== null) return null;
    only = i;
  }
  return only ?? (dot.length > 0 ? Math.min(before, dot.length - 1) : null);
}

/** How a scalar moves whose gradient by the front's output is this. */
function along({ dot, at, scale }: Pick<Front, "dot" | "at" | "scale">, grad: Float64Array | undefined): number {
  if (!grad) return 0;
  if (!dot) return scale * (grad[at] as number);
  let sum = 0;
  for (let i = 0; i < dot.length; i += 1) sum += (dot[i] as number) * (grad[i] as number);
  return sum;
}

function stepsOf({ trail }: Front): readonly PathStep[] {
  const steps: PathStep[] = [];
  for (let each = trail; each; each = each.before) steps.push(each.step);
  return steps.reverse();
}

/** Puts a front where its promise belongs; among equals the last comes first. */
function insert(fronts: Front[], front: Front): void {
  let low = 0;
  let high = fronts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (magnitude((fronts[middle] as Front).promise) <= magnitude(front.promise)) low = middle + 1;
    else high = middle;
  }
  fronts.splice(low, 0, front);
}

function magnitude(x: number): number {
  return Number.isNaN(x) ? Number.POSITIVE_INFINITY : Math.abs(x);
}
