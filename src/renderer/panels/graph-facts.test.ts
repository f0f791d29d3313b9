import { expect, test } from "vitest";
import type { GraphNode } from "#core/graph/graph";
import { scalar, zeros } from "#core/tensor/tensor";
import { costsIn, learnableIn } from "./graph-facts";

const node = (id: string, type: string, more: Partial<GraphNode> = {}): GraphNode => ({
  id,
  type,
  config: {},
  params: {},
  ...more,
});

test("what training may change: every param, but an input's only where it is trainable", () => {
  const nodes = [
    node("x", "Input", { params: { value: zeros([3]) } }),
    node("v", "Input", { params: { value: zeros([2]) }, config: { trainable: true } }),
    node("z", "Linear", { params: { weight: zeros([2, 3]) } }),
    node("odd", "Teleport", { params: { p: scalar(1) } }),
  ];
  const found = learnableIn({ nodes, edges: [] });
  expect(found.map(({ node: { id }, name, entries }) => [id, name, entries])).toEqual([
    ["v", "value", 2],
    ["z", "weight", 6],
  ]);
});

test("every cost with its weight, the default where it has none of its own", () => {
  const nodes = [node("C", "Loss"), node("D", "Loss", { config: { weight: 0.5 } }), node("s", "Sum")];
  expect(costsIn({ nodes, edges: [] }).map(({ node: { id }, weight }) => [id, weight])).toEqual([
    ["C", 1],
    ["D", 0.5],
  ]);
});
