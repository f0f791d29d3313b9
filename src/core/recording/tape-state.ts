import type { Named } from "#core/formula/site";
import type { Known } from "#core/tape/score";
import { isSummed, sumOf } from "#core/tape/shares";
import type { Entry, Tape } from "#core/tape/tape";
import { copyOf, type Tensor } from "#core/tensor/tensor";
import type { Contribution, State } from "./event";

/**
 * What is computed of a pass: all values and gradients that are known, from a tape that was run both ways. They are the tape's own
 * tensors, so they hold until it runs again.
 */
export function stateOf(tape: Tape, known: Known): State {
  const outs: Entries<Tensor> = [];
  const params: Entries<Named<Tensor>> = [];
  const outGrads: Entries<Tensor> = [];
  const paramGrads: Entries<Named<Tensor>> = [];
  const edges: Entries<Tensor> = [];
  tape.entries.forEach((entry, place) => {
    const { id } = entry.node;
    if (place < known.forward) outs.push([id, entry.out.value]);
    const own = Object.entries(entry.params);
    if (own.length > 0) {
      params.push([id, Object.fromEntries(own.map(([name, { value }]) => [name, value]))]);
      if (place >= known.backward && entry.live) paramGrads.push([id, gradsOf(entry)]);
    }
    let arrived = 0;
    for (const { edge, target, grad } of entry.outgoing) {
      if (!grad || target < known.backward) continue;
      arrived += 1;
      edges.push([edge.id, grad]);
    }
    if (entry.out.grad && isSummed(entry) && (arrived > 0 || (entry.seed && known.seeded))) {
      outGrads.push([id, place >= known.backward ? entry.out.grad : sumOf(entry, arrived)]);
    }
  });
  return {
    outs: Object.fromEntries(outs),
    params: Object.fromEntries(params),
    outGrads: Object.fromEntries(outGrads),
    paramGrads: Object.fromEntries(paramGrads),
    edges: Object.fromEntries(edges),
  };
}

// Pairs first, and an object at the end: a node may be called __proto__.
type Entries<T> = (readonly [string, T])[];

/** ∂C/∂param of each param of an entry, as far as C depends on it; the tape's own tensors. */
export function gradsOf({ params }: Entry): Named<Tensor> {
  return Object.fromEntries(Object.entries(params).flatMap(([name, { grad }]) => (grad ? [[name, grad]] : [])));
}

/** Gives what the entry at `place` brings back to those that feed it, in the order in which it is added up. */
export type Contributions = (place: number) => readonly Contribution[];

/**
 * Contributions on a tape that was run both ways, for as long as it does not run again. Asked for places in the order of the backward
 * pass, it adds each gradient of an output only once, however many edges leave that.
 */
export function contributionsOn({ entries }: Tape): Contributions {
  const sums = new Map<number, RunningSum>();
  return (place) => {
    const sources = new Set((entries[place] as Entry).sources);
    return [...sources]
      .sort((a, b) => b - a)
      .flatMap((source) => {
        const entry = entries[source] as Entry;
        const before = sums.get(source);
        const sum = before && before.last > place ? before : { last: entries.length, edges: 0, total: seedOf(entry) };
        sums.set(source, sum);
        return bringBack(entry, place, sum);
      });
  };
}

/** ∂C/∂out of an entry as far as the consumers at place `last` and above have brought it back, by its first `edges` outgoing edges. */
interface RunningSum {
  last: number;
  edges: number;
  readonly total: Float64Array;
}

function seedOf({ out, seed }: Entry): Float64Array {
  return seed ? seed.slice() : new Float64Array(out.value.data.length);
}

function bringBack(entry: Entry, place: number, sum: RunningSum): readonly Contribution[] {
  const { outgoing, out } = entry;
  const summed = isSummed(entry);
  const brought: Contribution[] = [];
  // Last consumer first, as the tape has them.
  for (let next = outgoing[sum.edges]; next && next.target >= place; next = outgoing[sum.edges]) {
    sum.edges += 1;
    const { edge, target, grad } = next;
    if (!grad) continue;
    for (let i = 0; i < sum.total.length; i += 1) sum.total[i] = (sum.total[i] as number) + (grad.data[i] as number);
    // 0 + −0 is 0: what just one edge brings back is told as it is.
    const total = summed ? copyOf({ shape: out.value.shape, data: sum.total }) : grad;
    if (target === place) brought.push({ edge: edge.id, grad, sum: total });
  }
  sum.last = place;
  return brought;
}
