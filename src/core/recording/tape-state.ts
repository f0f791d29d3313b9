import type { Named } from "#core/ops/define";
import type { Known } from "#core/tape/score";
import { isSummed, sumOf } from "#core/tape/shares";
import type { Entry, Tape } from "#core/tape/tape";
import type { Tensor } from "#core/tensor/tensor";
import { copyOf } from "#core/tensor/tensor";
import type { Contribution, State } from "./event";

/** What is computed of a pass: copies of all values and gradients that are known, from a tape that was run both ways. */
export function stateOf(tape: Tape, known: Known): State {
  const outs: Entries<Tensor> = [];
  const params: Entries<Named<Tensor>> = [];
  const outGrads: Entries<Tensor> = [];
  const paramGrads: Entries<Named<Tensor>> = [];
  const edges: Entries<Tensor> = [];
  tape.entries.forEach((entry, place) => {
    const { node, out } = entry;
    if (place < known.forward) outs.push([node.id, copyOf(out.value)]);
    const own = Object.entries(entry.params);
    if (own.length > 0)
      params.push([node.id, Object.fromEntries(own.map(([name, { value }]) => [name, copyOf(value)]))]);
    if (place >= known.backward) {
      const grads = gradsOf(entry);
      if (grads.length > 0) paramGrads.push([node.id, Object.fromEntries(grads)]);
    }
    let arrived = 0;
    for (const { edge, target, grad } of entry.outgoing) {
      if (!grad || target < known.backward) continue;
      arrived += 1;
      edges.push([edge.id, copyOf(grad)]);
    }
    if (out.grad && isSummed(entry) && (arrived > 0 || (entry.isCost && known.seeded))) {
      outGrads.push([node.id, sumOf(entry, arrived)]);
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

/** ∂C/∂param of each param of an entry that C depends on. */
export function gradsOf({ params }: Entry): readonly (readonly [string, Tensor])[] {
  return Object.entries(params).flatMap(([name, { grad }]) => (grad ? [[name, copyOf(grad)] as const] : []));
}

/** What the entry at `place` brings back to those that feed it, in the order in which it is added up. */
export function contributionsOf(tape: Tape, place: number): readonly Contribution[] {
  const { sources } = tape.entries[place] as Entry;
  return [...new Set(sources)]
    .sort((a, b) => b - a)
    .flatMap((source) => {
      const entry = tape.entries[source] as Entry;
      let arrived = 0;
      return entry.outgoing.flatMap(({ edge, target, grad }) => {
        if (!grad) return [];
        arrived += 1;
        return target === place ? { edge: edge.id, grad: copyOf(grad), sum: sumOf(entry, arrived) } : [];
      });
    });
}
