import { expect, test } from "vitest";
import { fromNested, scalar } from "#core/tensor/tensor";
import type { Graph, GraphNode } from "./graph";
import { paramEdits } from "./param-edits";

const node: GraphNode = { id: "O", type: "GaussianConv", config: {}, params: { mu: scalar(0), sigma: scalar(1) } };
const other: GraphNode = { id: "x", type: "Input", config: {}, params: { value: fromNested([1, 2]) } };
const before: Graph = { nodes: [node, other], edges: [] };

function edited(change: Partial<GraphNode>): Graph {
  return { ...before, nodes: [{ ...node, ...change }, other] };
}

test("another number in a param is an edit of that param alone", () => {
  const mu = scalar(0.5);
  expect(paramEdits(before, edited({ params: { ...node.params, mu } }))).toEqual([
    { node: "O", param: "mu", value: mu },
  ]);
});

test("a node that is another object with the same in it is no edit", () => {
  expect(paramEdits(before, edited({}))).toEqual([]);
  expect(paramEdits(before, before)).toEqual([]);
});

test.each<[what: string, after: Graph]>([
  ["an edge more", { ...before, edges: [] }],
  ["a node less", { ...before, nodes: [node] }],
  ["nodes in another order", { ...before, nodes: [other, node] }],
  ["a setting", edited({ config: { radius: 3 } })],
  ["a name", edited({ label: "blur" })],
  ["another shape", edited({ params: { mu: fromNested([0]), sigma: fromNested([1]) } })],
  ["a param less", edited({ params: { mu: scalar(0) } })],
  ["a value that is not sound", edited({ params: { mu: scalar(0), sigma: scalar(-1) } })],
])("%s asks for the graph to be read anew", (_, after) => {
  expect(paramEdits(before, after)).toBe(null);
});

test("a value that makes an unsound node sound again asks for the graph to be read anew", () => {
  const unsound = edited({ params: { mu: scalar(0), sigma: scalar(0) } });
  expect(paramEdits(unsound, before)).toBe(null);
});
