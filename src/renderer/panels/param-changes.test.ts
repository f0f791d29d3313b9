import { expect, test } from "vitest";
import { analyse } from "#core/graph/analyse";
import type { GraphNode } from "#core/graph/graph";
import { type Resolved, resolve } from "#core/graph/resolve";
import { scalar, zeros } from "#core/tensor/tensor";
import { bornParam, inputsToLearn, paramsToFeed } from "./param-changes";

const resolved = (node: GraphNode) => resolve(node) as Resolved;
const linear: GraphNode = { id: "z", type: "Linear", config: {}, params: { weight: zeros([3, 2]) } };
const line: GraphNode = {
  id: "y",
  type: "Expression",
  config: { expression: "a*x + b" },
  params: { a: scalar(1) },
};

test("a new bias has one entry for each neuron, wired or not", () => {
  expect(bornParam(resolved(linear), null, {}, "bias").shape).toEqual([3]);
  const x: GraphNode = { id: "x", type: "Input", config: {}, params: { value: zeros([5, 2]) } };
  const edge = { id: "e", source: "x", sourceHandle: "out", target: "z", targetHandle: "x" };
  const ran = analyse({ nodes: [x, linear], edges: [edge] }).runnable.find(({ node }) => node === linear) ?? null;
  expect(ran).not.toBeNull();
  expect(bornParam(resolved(linear), ran, { x: [5, 2] }, "bias").shape).toEqual([3]);
});

test("each symbol of an expression can be learned or fed", () => {
  expect(inputsToLearn(resolved(line))).toEqual(["x", "b"]);
  expect(paramsToFeed(resolved(line))).toEqual(["a"]);
});

test("handles and params that an op declares stay what they are", () => {
  expect(inputsToLearn(resolved(linear))).toEqual([]);
  expect(paramsToFeed(resolved(linear))).toEqual([]);
});
