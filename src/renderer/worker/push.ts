import { readAt } from "#core/check/grad-place";
import { type Digest, digest } from "#core/tape/digest";
import { type ModeCosts, modeCosts } from "#core/tape/mode-cost";
import { costTangent, tangentsAlong } from "#core/tape/tangents";
import type { Tape } from "#core/tape/tape";

/** An entry of a param that is moved at speed 1, while all others stand still. */
export interface Nudge {
  readonly node: string;
  readonly param: string;
  readonly at: number;
}

/** What forward mode says along one direction, beside what reverse mode says of the same entry. */
export interface Pushed {
  /** By edge, how fast what goes along it moves; those alone that the entry reaches. */
  readonly edges: readonly { readonly edge: string; readonly dot: Digest }[];
  /** Ċ, from the inputs to C. Null where there is no C. */
  readonly cost: number | null;
  /** ∂C/∂ the entry, from C to the inputs; 0 where C does not depend on it. */
  readonly grad: number;
  /** Entries of the tape that each mode goes through. */
  readonly visited: { readonly forward: number; readonly reverse: number };
  /** What each takes for the whole param. */
  readonly costs: ModeCosts;
  /** Entries of the param. */
  readonly size: number;
}

/** Pushes one entry through a tape that was run both ways, and which it leaves as it is. Null where the tape has no such entry. */
export function push(tape: Tape, { node, param, at }: Nudge): Pushed | null {
  const traced = readAt(tape, { kind: "param", node, param })?.traced;
  const size = traced?.value.data.length ?? 0;
  if (!traced || at < 0 || at >= size) return null;
  const tangent = new Float64Array(size);
  tangent[at] = 1;
  const mode = tangentsAlong(tape, [{ node, param, tangent }]);
  const edges = tape.entries.flatMap(({ outgoing }, place) => {
    const dot = mode.outs[place];
    return dot ? outgoing.map(({ edge }) => ({ edge: edge.id, dot: digest(dot) })) : [];
  });
  return {
    edges,
    cost: costTangent(tape, mode),
    grad: traced.grad?.data[at] ?? 0,
    visited: {
      forward: mode.outs.filter((dot) => dot !== null).length,
      reverse: tape.entries.filter(({ live }) => live).length,
    },
    costs: modeCosts(tape, mode, () => performance.now()),
    size,
  };
}
