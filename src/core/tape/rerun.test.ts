import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { sketch } from "#core/graph/fixtures/sketch";
import type { Graph } from "#core/graph/graph";
import { seededRandom } from "#core/tensor/random";
import { scalar, type Tensor, tensor } from "#core/tensor/tensor";
import { conformance } from "./fixtures/conformance";
import { reachOf, rerun, setParam } from "./rerun";
import { backward, compile, forward, type Tape } from "./tape";

function run(graph: Graph): Tape {
  const tape = compile(analyse(graph));
  forward(tape);
  backward(tape);
  return tape;
}

/** The same graph with one param of one node replaced. */
function withParam(graph: Graph, id: string, name: string, value: Tensor): Graph {
  const nodes = graph.nodes.map((node) =>
    node.id === id ? { ...node, params: { ...node.params, [name]: value } } : node,
  );
  return { ...graph, nodes };
}

/** Ids of the entries at these places. */
function idsAt(tape: Tape, places: readonly number[]): string {
  return places.map((place) => tape.entries[place]?.node.id).join(" ");
}

describe("rerun", () => {
  const learnable = conformance.flatMap(({ graph }) =>
    graph.nodes.flatMap((node) =>
      Object.entries(node.params).map(([name, value]) => ({ graph, node: node.id, name, value })),
    ),
  );

  it("leaves the tape as a whole run would, to the last bit, edit after edit", () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...conformance), edits, fc.boolean(), ({ graph }, edits, together) => {
        const tape = run(graph);
        const places: number[] = [];
        let edited = graph;
        for (const [pick, seed] of edits) {
          const own = learnable.filter((param) => param.graph === graph);
          const { node, name, value } = own[pick % own.length] as (typeof learnable)[number];
          const random = seededRandom(seed);
          const next = tensor(
            value.shape,
            value.data.map((entry) => entry + 0.2 * random.uniform()),
          );
          edited = withParam(edited, node, name, next);
          places.push(setParam(tape, node, name, next));
          if (!together) rerun(tape, places.splice(0));
        }
        rerun(tape, places);
        const whole = run(edited);
        expect(tape.values).toEqual(whole.values);
        expect(tape.grads).toEqual(whole.grads);
      }),
      { numRuns: 150 },
    );
  });

  it("goes forward only where an edit leads, and backward only where a gradient may be another", () => {
    const graph = sketch(
      "x:Input > a:Linear > b:Sigmoid > C:Loss.prediction; y:Input > C.target; x > d:Linear > e:Tanh > D:Loss.prediction; y > D.target; a > f:Sum",
      { "x.value": [1], "y.value": [0], "a.weight": [[2]], "d.weight": [[3]] },
    );
    const tape = run(graph);
    const reach = (id: string) => {
      const { forward: ahead, backward: back } = reachOf(tape, [tape.places.get(id) as number]);
      return `${idsAt(tape, ahead)} | ${idsAt(tape, back)}`;
    };
    expect(reach("a")).toBe("a b f C | C b a y x");
    expect(reach("d")).toBe("d e D | D e d y x");
    expect(reach("f")).toBe("f | ");
    expect(reachOf(tape, [])).toEqual({ forward: [], backward: [] });
  });

  it("changes a param on the tape and not in the graph, and only by one of its shape", () => {
    const graph = sketch("x:Input > s:Sum", { "x.value": [1, 2] });
    const tape = run(graph);
    rerun(tape, [setParam(tape, "x", "value", tensor([2], [3, 4]))]);
    expect([...(tape.entries[1]?.out.value.data ?? [])]).toEqual([7]);
    expect([...(graph.nodes[0]?.params.value?.data ?? [])]).toEqual([1, 2]);
    expect(() => setParam(tape, "x", "value", scalar(1))).toThrow(RangeError);
    expect(() => setParam(tape, "x", "weight", scalar(1))).toThrow(RangeError);
    expect(() => setParam(tape, "z", "value", scalar(1))).toThrow(RangeError);
  });
});
