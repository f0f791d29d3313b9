import type { Entry, Tape } from "#core/tape/tape";
import { indexOf } from "#core/tensor/index-of";
import { type GradPlace, type Read, readAt } from "./grad-place";
import { localColumn } from "./local";

/** What one outgoing edge brings to an entry of ∂C/∂out; `edge` is null for the seed, such as the 1 of a cost. */
export interface Addend {
  readonly edge: string | null;
  readonly value: number;
}

/** One term of the chain rule, Vicas 2022 (1): ∂C/∂out_j · ∂out_j/∂x_k. */
export interface Term {
  /** Which entry of the output, in row-major order and by its axes, from 0. */
  readonly at: number;
  readonly index: readonly number[];
  /** ∂C/∂out_j, whose own place is the output of `Chain.node`. */
  readonly upstream: number;
  /** ∂out_j/∂x_k. */
  readonly local: number;
  readonly product: number;
}

/** Terms that are not told one by one. */
export interface Rest {
  readonly count: number;
  readonly sum: number;
}

interface Answer<Each> {
  /** The gradient as the tape has it. */
  readonly total: number;
  /** The terms of largest magnitude, largest first; a NaN is larger than any. */
  readonly terms: readonly Each[];
  readonly rest: Rest;
  /** Sum of the terms and the rest: `total` but for rounding. */
  readonly sum: number;
}

/** Why an entry of ∂C/∂out is what it is: the sum over the edges that leave the output, Vicas 2022 (10). */
export interface SumOfShares extends Answer<Addend> {
  readonly kind: "sum";
}

/**
 * Why an entry of an edge's or param's gradient is what it is: Σ_j ∂C/∂out_j · ∂out_j/∂x_k over the entries of the output of `node`
 * whose formula mentions x_k. `name` is x among the node's handles or params.
 */
export interface Chain extends Answer<Term> {
  readonly kind: "chain";
  readonly node: string;
  readonly name: string;
  readonly from: "input" | "param";
}

export type Why = SumOfShares | Chain;

/** As many terms as are told one by one unless more are asked for. */
export const MOST_TERMS = 8;

/**
 * The chain rule at entry `at`, in row-major order, of a gradient on a tape that was run both ways, and which it leaves as it is. Null
 * where there is no such gradient: no such place or entry, or C does not depend on it.
 *
 * One mechanism serves every op: pushing a tangent that is 1 at the entry and 0 elsewhere gives ∂out_j/∂x_k for all j at once.
 */
export function why(tape: Tape, place: GradPlace, at: number, most = MOST_TERMS): Why | null {
  if (place.kind === "out") {
    const entry = tape.entries[tape.places.get(place.node) ?? -1];
    return entry ? whyOut(entry, at, most) : null;
  }
  const read = readAt(tape, place);
  return read ? whyRead(read, at, most) : null;
}

function whyOut({ out, outgoing, seed }: Entry, at: number, most: number): SumOfShares | null {
  const total = out.grad?.data[at];
  if (total === undefined) return null;
  const own: readonly Addend[] = seed ? [{ edge: null, value: seed[at] as number }] : [];
  const shares = outgoing.flatMap(({ edge, grad }) => (grad ? { edge: edge.id, value: grad.data[at] as number } : []));
  return { kind: "sum", total, ...largest([...own, ...shares], most, ({ value }) => value) };
}

function whyRead(read: Read, at: number, most: number): Chain | null {
  const { entry, name, from, traced } = read;
  const total = traced.grad?.data[at];
  const dOut = entry.out.grad;
  if (total === undefined || !dOut) return null;
  const { locals, mentioned } = localColumn(read, at);
  const terms: { readonly at: number; readonly product: number }[] = [];
  for (let j = 0; j < locals.length; j += 1) {
    const local = locals[j] as number;
    if (mentioned[j] === 1) terms.push({ at: j, product: (dOut.data[j] as number) * local });
  }
  const { terms: told, ...rest } = largest(terms, most, ({ product }) => product);
  const whole = told.map(({ at: j, product }): Term => {
    const [upstream, local] = [dOut.data[j] as number, locals[j] as number];
    return { at: j, index: indexOf(j, dOut.shape), upstream, local, product };
  });
  return { kind: "chain", node: entry.node.id, name, from, total, terms: whole, ...rest };
}

/** The largest few, largest first, what the others add up to, and the sum of all. */
function largest<T>(all: readonly T[], most: number, sizeOf: (each: T) => number) {
  const magnitude = (each: T) => (Number.isNaN(sizeOf(each)) ? Number.POSITIVE_INFINITY : Math.abs(sizeOf(each)));
  // Sorting is stable, so that among equals the first comes first.
  const sorted = [...all].sort((a, b) => {
    const [left, right] = [magnitude(a), magnitude(b)];
    return left === right ? 0 : right - left;
  });
  const add = (sum: number, each: T) => sum + sizeOf(each);
  const terms = sorted.slice(0, Math.max(0, most));
  const folded = sorted.slice(terms.length);
  // From the smallest up, so that small terms are not lost beside large ones.
  const rest = { count: folded.length, sum: folded.reduceRight(add, 0) };
  return { terms, rest, sum: terms.reduceRight(add, rest.sum) };
}
