import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import type { Json, JsonObject } from "#core/json";
import { jsonPieces } from "#core/tensor/json-pieces";
import { encodeRun } from "./encode-run";
import { conformance, conformanceGraph } from "./fixtures/conformance";
import { backward, compile, forward, type Tape } from "./tape";

function run(graph: Graph): Tape {
  const tape = compile(analyse(graph));
  forward(tape);
  backward(tape);
  return tape;
}

/** A run as the command line writes it. */
function textOf(graph: Graph): string {
  return [...jsonPieces(encodeRun(run(graph)))].join("");
}

/** Places at which the two differ: in shape, or in a number by more than 1e-9 of it and by more than 1e-12. */
function differences(actual: unknown, expected: Json | undefined, place = ""): readonly string[] {
  if (typeof expected === "number" && typeof actual === "number") {
    const off = Math.abs(actual - expected);
    return off <= Math.max(1e-9 * Math.abs(expected), 1e-12) ? [] : [`${place}: ${actual} is not ${expected}`];
  }
  if (typeof expected !== "object" || expected === null || typeof actual !== "object" || actual === null) {
    return actual === expected ? [] : [`${place}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`];
  }
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...keys].flatMap((key) =>
    differences((actual as JsonObject)[key], (expected as JsonObject)[key], `${place}/${key}`),
  );
}

describe("a run gives the numbers that PyTorch gives", () => {
  it.each(conformance)("$name", ({ graph, expected }) => {
    expect(analyse(graph).problems).toEqual([]);
    const { tape: _order, ...run_ } = JSON.parse(textOf(graph));
    expect(differences(run_, expected)).toEqual([]);
  });

  it("and the comparison would see a number that is off, another shape, and a gradient where there is none", () => {
    const expected = { a: { shape: [2], value: [1, 2], grad: null } };
    expect(differences({ a: { shape: [2], value: [1, 2 + 1e-8], grad: null } }, expected)).toHaveLength(1);
    expect(differences({ a: { shape: [1, 2], value: [[1, 2]], grad: null } }, expected)).not.toEqual([]);
    expect(differences({ a: { shape: [2], value: [1, 2], grad: [0, 0] } }, expected)).toHaveLength(1);
  });
});

describe("a run is the same to the last bit", () => {
  const cases = conformance.filter(({ name }) => /^(random-7-0[0-2]|deep|1\.2|3\.3\.1)/.test(name));

  it.each(cases)("whatever the order of nodes and edges: $name", ({ graph }) => {
    const expected = textOf(graph);
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    fc.assert(
      fc.property(shuffled(graph.nodes), shuffled(graph.edges), (nodes, edges) => {
        expect(textOf({ nodes, edges })).toBe(expected);
      }),
      { numRuns: 5 },
    );
  });

  it("however often it is run", () => {
    const tape = run(conformanceGraph("deep"));
    const [values, grads] = [tape.values.slice(), tape.grads.slice()];
    forward(tape);
    backward(tape);
    expect(tape.values).toEqual(values);
    expect(tape.grads).toEqual(grads);
  });
});
