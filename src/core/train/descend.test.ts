import { expect, test } from "vitest";
import { analyse } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import { backward, compile, forward } from "#core/tape/tape";
import { scalar, type Tensor } from "#core/tensor/tensor";
import { descend, descendTape } from "./descend";
import { learnableOn } from "./learnable";

const row = (...data: number[]): Tensor => ({ shape: [data.length], data: Float64Array.from(data) });

/** C = (w · x − t)², with w learnable, x trainable or not, and t never. */
function graphOf(trainable: boolean): Graph {
  return {
    nodes: [
      { id: "x", type: "Input", config: trainable ? { trainable } : {}, params: { value: row(3) } },
      { id: "t", type: "Input", config: {}, params: { value: row(1) } },
      { id: "z", type: "Linear", config: {}, params: { weight: { shape: [1, 1], data: Float64Array.of(2) } } },
      { id: "C", type: "Loss", config: {}, params: {} },
    ],
    edges: [
      { id: "x-z", source: "x", sourceHandle: "out", target: "z", targetHandle: "x" },
      { id: "z-C", source: "z", sourceHandle: "out", target: "C", targetHandle: "prediction" },
      { id: "t-C", source: "t", sourceHandle: "out", target: "C", targetHandle: "target" },
    ],
  };
}

function tapeOf(graph: Graph) {
  const tape = compile(analyse(graph));
  forward(tape);
  backward(tape);
  return tape;
}

test("a step goes against the gradient by the rate", () => {
  const tape = tapeOf(graphOf(false));
  descendTape(learnableOn(tape), 0.1);
  // ∂C/∂w = 2 (6 − 1) · 3 = 30.
  expect(tape.entries.find(({ node }) => node.id === "z")?.params.weight?.value.data).toEqual(
    Float64Array.of(2 - 0.1 * 30),
  );
});

test("an Input learns only when it is trainable", () => {
  const names = (trainable: boolean) =>
    learnableOn(tapeOf(graphOf(trainable))).map(({ node, name }) => `${node}.${name}`);
  expect(names(false)).toEqual(["z.weight"]);
  expect(names(true)).toEqual(["x.value", "z.weight"]);
});

test("a graph steps to the same bits as its tape, and what cannot learn stays the same object", () => {
  const graph = graphOf(true);
  const tape = tapeOf(graph);
  const gradOf = (node: string, param: string) =>
    tape.entries[tape.places.get(node) ?? -1]?.params[param]?.grad ?? null;
  const after = descend(graph, gradOf, 0.3);
  descendTape(learnableOn(tape), 0.3);
  for (const { node, params } of tape.entries) {
    const moved = after.nodes.find(({ id }) => id === node.id);
    for (const [name, { value }] of Object.entries(params)) expect(moved?.params[name]?.data).toEqual(value.data);
  }
  expect(after.nodes[1]).toBe(graph.nodes[1]);
  expect(after.nodes[3]).toBe(graph.nodes[3]);
});

test("without a gradient nothing moves", () => {
  const graph = {
    nodes: [{ id: "x", type: "Input", config: { trainable: true }, params: { value: scalar(2) } }],
    edges: [],
  };
  expect(descend(graph, () => null, 1).nodes[0]).toBe(graph.nodes[0]);
});
