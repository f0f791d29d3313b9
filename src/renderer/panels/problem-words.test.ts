import { expect, test } from "vitest";
import type { Graph } from "#core/graph/graph";
import { placeOf } from "./problem-words";

const graph: Graph = {
  nodes: [
    { id: "n1", type: "Input", label: "x", config: {}, params: {} },
    { id: "n2", type: "Sum", config: {}, params: {} },
  ],
  edges: [{ id: "e", source: "n1", sourceHandle: "out", target: "n2", targetHandle: "x" }],
};

test("a place is named as people named it, down to the handle, param or setting", () => {
  const message = "";
  expect(placeOf({ code: "missing-input", message, node: "n1", handle: "x" }, graph)).toBe("x › x");
  expect(placeOf({ code: "bad-param", message, node: "n2", param: "sigma" }, graph)).toBe("n2 › sigma");
  expect(placeOf({ code: "unknown-type", message, node: "n2" }, graph)).toBe("n2");
});

test("a part that the words begin with is not said twice", () => {
  const message = "loss must be one of mse, sse";
  expect(placeOf({ code: "bad-config", message, node: "n2", config: "loss" }, graph)).toBe("n2");
});

test("an edge is named by its ends, and one that leads nowhere by its id", () => {
  expect(placeOf({ code: "dangling-edge", message: "", edge: "e" }, graph)).toBe("x → n2");
  expect(placeOf({ code: "dangling-edge", message: "", edge: "gone" }, graph)).toBe("gone");
});
