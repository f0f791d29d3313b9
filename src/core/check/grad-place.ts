import type { Traced } from "#core/ops/define";
import type { Entry, Tape } from "#core/tape/tape";

/** A gradient on a tape: ∂C/∂out of a node, what one edge brings back, or ∂C/∂param. */
export type GradPlace =
  | { readonly kind: "out"; readonly node: string }
  | { readonly kind: "edge"; readonly edge: string }
  | { readonly kind: "param"; readonly node: string; readonly param: string };

/** A tensor that a node reads: by the handle of an input, or by a param's name. */
export interface Read {
  /** Place on the tape of the node that reads it. */
  readonly place: number;
  readonly entry: Entry;
  readonly name: string;
  readonly from: "input" | "param";
  readonly traced: Traced;
}

/** The tensor whose gradient an edge or a param has, with the node that sends that back; null where the tape has none such. */
export function readAt(tape: Tape, place: Exclude<GradPlace, { kind: "out" }>): Read | null {
  if (place.kind === "param") {
    const at = tape.places.get(place.node) ?? -1;
    const entry = tape.entries[at];
    const traced = entry && Object.hasOwn(entry.params, place.param) ? entry.params[place.param] : undefined;
    return entry && traced ? { place: at, entry, name: place.param, from: "param", traced } : null;
  }
  const edge = tape.graph.edges.find(({ id }) => id === place.edge);
  const at = edge ? (tape.places.get(edge.target) ?? -1) : -1;
  const entry = tape.entries[at];
  const traced =
    edge && entry && Object.hasOwn(entry.inputs, edge.targetHandle) ? entry.inputs[edge.targetHandle] : undefined;
  return edge && entry && traced ? { place: at, entry, name: edge.targetHandle, from: "input", traced } : null;
}
