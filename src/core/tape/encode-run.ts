import type { JsonTree } from "#core/tensor/json-pieces";
import type { Tensor } from "#core/tensor/tensor";
import { encodeNumber } from "#core/tensor/tensor-json";
import { type Known, wholeOf } from "./score";
import { gradAt } from "./shares";
import { costOf, type Entry, type Tape } from "./tape";

/**
 * The state of a tape as the `gradwire-run` JSON of the contract: every value, and every gradient or null. With `known`, what is not
 * computed by then is null too, and ∂C/∂out of a node is the sum of what has come back. The tensors in it are the tape's own.
 */
export function encodeRun(tape: Tape, known: Known = wholeOf(tape)): { readonly [key: string]: JsonTree } {
  const edges = tape.entries.flatMap(({ out, outgoing }, place) =>
    outgoing.map(({ edge, target, grad }): [string, JsonTree] => [
      edge.id,
      encodeTraced(out.value, place < known.forward, target >= known.backward ? grad : null),
    ]),
  );
  const cost = tape.entries.some(({ isCost }, place) => isCost && place >= known.forward) ? null : costOf(tape);
  return {
    format: "gradwire-run",
    version: 1,
    cost: cost === null ? null : encodeNumber(cost),
    nodes: Object.fromEntries(
      tape.entries.map((entry, place): [string, JsonTree] => [entry.node.id, encodeEntry(entry, place, known)]),
    ),
    edges: Object.fromEntries(edges),
    tape: tape.entries.map(({ node, type, sources, live }) => ({
      node: node.id,
      type,
      inputs: sources.map((source) => tape.entries[source]?.node.id ?? null),
      live,
    })),
  };
}

function encodeEntry(entry: Entry, place: number, known: Known): JsonTree {
  const { out, params } = entry;
  const done = place >= known.backward;
  return {
    params: Object.fromEntries(
      Object.entries(params).map(([name, { value, grad }]) => [name, encodeTraced(value, true, done ? grad : null)]),
    ),
    outputs: { out: encodeTraced(out.value, place < known.forward, gradAt(entry, known)) },
  };
}

function encodeTraced(value: Tensor, isKnown: boolean, grad: Tensor | null): JsonTree {
  return { shape: value.shape, value: isKnown ? value : null, grad };
}
