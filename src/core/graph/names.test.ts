import { expect, test } from "vitest";
import { scalar } from "#core/tensor/tensor";
import type { Graph, GraphEdge, GraphNode } from "./graph";
import { namesOf } from "./names";

const node = (id: string, type: string, more: Partial<GraphNode> = {}): GraphNode => ({
  id,
  type,
  config: {},
  params: {},
  ...more,
});
const edge = (source: string, target: string, targetHandle: string): GraphEdge => ({
  id: `${source}-${target}.${targetHandle}`,
  source,
  sourceHandle: "out",
  target,
  targetHandle,
});

test("an input bears the name of what feeds it, and the op's symbol while nothing does", () => {
  const loss = node("C", "Loss");
  const graph: Graph = {
    nodes: [loss, node("n1", "Input", { label: "guess" })],
    edges: [edge("n1", "C", "prediction")],
  };
  const names = namesOf(graph, loss);
  expect(names.out).toBe("C");
  expect(names.inputs.prediction).toBe("guess");
  expect(names.inputs.target).toBeTypeOf("string");
  expect(names.inputs.target).not.toBe("guess");
});

test("the symbols of an expression are its inputs, but those that are params", () => {
  const line = node("y", "Expression", { config: { expression: "a*x + b" }, params: { a: scalar(2), b: scalar(1) } });
  const graph: Graph = { nodes: [line, node("t", "Input")], edges: [edge("t", "y", "x")] };
  expect(namesOf(graph, line)).toEqual({ out: "y", inputs: { x: "t" }, params: { a: "a", b: "b" } });
});

test("a node of unknown type has a name and no more", () => {
  const odd = node("q", "Teleport");
  expect(namesOf({ nodes: [odd], edges: [] }, odd)).toEqual({ out: "q", inputs: {}, params: {} });
});
