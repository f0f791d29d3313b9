import { expect, test } from "vitest";
import { parseDocument } from "#core/document/parse";
import { createEngine } from "../worker/create-engine";
import { answersAt, toleranceFor } from "./answers";

function run(value: unknown) {
  const nodes = [
    { id: "x", type: "Input", params: { value } },
    { id: "y", type: "Input", params: { value } },
    { id: "C", type: "Loss", config: { loss: "halfSse" } },
  ];
  const edges = [
    { id: "p", source: "x", sourceHandle: "out", target: "C", targetHandle: "prediction" },
    { id: "t", source: "y", sourceHandle: "out", target: "C", targetHandle: "target" },
  ];
  const { document } = parseDocument(JSON.stringify({ format: "gradwire-graph", version: 1, nodes, edges }));
  if (!document) throw new Error("the graph cannot be opened");
  return createEngine().run(document.graph, 1);
}

test("the answers at a place are its values and its gradients", () => {
  expect(answersAt({ node: "C" }, run(2))).toEqual([
    { name: "Value", value: 0 },
    { name: "Gradient", value: 1 },
  ]);
  expect(answersAt({ edge: "p" }, run([3, -1])).map(({ name, value }) => [name, value])).toEqual([
    ["Value, entry 1", 3],
    ["Value, entry 2", -1],
    ["Gradient, entry 1", 0],
    ["Gradient, entry 2", 0],
  ]);
});

test("a larger tensor, and a place that has not run, have none", () => {
  expect(answersAt({ node: "x" }, run([1, 2, 3, 4, 5]))).toEqual([]);
  expect(answersAt({ node: "nowhere" }, run(1))).toEqual([]);
  expect(answersAt({}, run(1))).toEqual([]);
});

test("an answer may be missed by a hundredth of it, and zero by a hundredth", () => {
  expect([0.70123, -250, 0, 1e-7].map(toleranceFor)).toEqual([0.007, 2.5, 0.01, 1e-9]);
});
