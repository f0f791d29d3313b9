import { expect, test } from "vitest";
import { analyse } from "#core/graph/analyse";
import { zeros } from "#core/tensor/tensor";
import { type Anchor, connectionTo, judgeFor, legalPlaces } from "./connecting";

const nodes = [
  { id: "x", type: "Input", config: {}, params: { value: zeros([3]) } },
  { id: "a", type: "Sigmoid", config: {}, params: {} },
  { id: "b", type: "Tanh", config: {}, params: {} },
  { id: "C", type: "Loss", config: {}, params: {} },
];
const edges = [{ id: "e", source: "x", sourceHandle: "out", target: "a", targetHandle: "x" }];
const analysis = analyse({ nodes, edges });
const ids = nodes.map(({ id }) => id);
const from = (node: string): Anchor => ({ node, handle: "out", side: "source" });

test("from an output a wire may end at every free input that leads to no cycle", () => {
  const judge = judgeFor(analysis, from("a"));
  expect(legalPlaces(analysis, from("a"), judge, ids).map(({ node, handle }) => `${node}.${handle}`)).toEqual([
    "b.x",
    "C.prediction",
    "C.target",
  ]);
  expect(judgeFor(analysis, from("b"))("a", "x")?.code).toBe("handle-taken");
  expect(judge("a", "x")?.code).toBe("cycle");
});

test("from an input a wire may begin at every output that leads to no cycle", () => {
  const anchor: Anchor = { node: "b", handle: "x", side: "target" };
  const judge = judgeFor(analysis, anchor);
  expect(legalPlaces(analysis, anchor, judge, ids).map(({ node }) => node)).toEqual(["x", "a", "C"]);
});

test("whichever end a wire was picked up at, the edge leads from an output to an input", () => {
  expect(connectionTo(from("x"), "b", "x")).toEqual({
    source: "x",
    sourceHandle: "out",
    target: "b",
    targetHandle: "x",
  });
  expect(connectionTo({ node: "b", handle: "x", side: "target" }, "x", "out")).toEqual({
    source: "x",
    sourceHandle: "out",
    target: "b",
    targetHandle: "x",
  });
});
