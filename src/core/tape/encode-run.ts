import type { Json, JsonObject } from "#core/json";
import type { Traced } from "#core/ops/define";
import type { Tensor } from "#core/tensor/tensor";
import { encodeNumber, encodeTensor } from "#core/tensor/tensor-json";
import { costOf, type Tape } from "./tape";

/** The state of a tape as the `gradwire-run` JSON of the contract: every value, and every gradient or null. */
export function encodeRun(tape: Tape): JsonObject {
  const edges = tape.entries.flatMap(({ out, outgoing }) =>
    outgoing.map(({ edge, grad }): [string, Json] => [edge.id, encodeTraced(out.value, grad)]),
  );
  const cost = costOf(tape);
  return {
    format: "gradwire-run",
    version: 1,
    cost: cost === null ? null : encodeNumber(cost),
    nodes: Object.fromEntries(
      tape.entries.map(({ node, params, out }): [string, Json] => [
        node.id,
        { params: encodeAll(params), outputs: { out: encodeTraced(out.value, out.grad) } },
      ]),
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

function encodeAll(all: Readonly<Record<string, Traced>>): JsonObject {
  return Object.fromEntries(Object.entries(all).map(([name, { value, grad }]) => [name, encodeTraced(value, grad)]));
}

function encodeTraced(value: Tensor, grad: Tensor | null): Json {
  return { shape: value.shape, value: encodeTensor(value), grad: grad && encodeTensor(grad) };
}
