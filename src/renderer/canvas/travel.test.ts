import { expect, test } from "vitest";
import type { Graph } from "#core/graph/graph";
import { nextStop, stopsInOrder, travel } from "./travel";

const node = (id: string) => ({ id, type: "Sigmoid", config: {}, params: {} });
const edge = (source: string, target: string) => ({
  id: `${source}${target}`,
  source,
  sourceHandle: "out",
  target,
  targetHandle: "x",
});
const graph: Graph = { nodes: ["x", "a", "b"].map(node), edges: [edge("x", "a"), edge("x", "b")] };
const boxes = new Map([
  ["x", { x: 0, y: 0, width: 100, height: 80 }],
  ["a", { x: 200, y: 0, width: 100, height: 80 }],
  ["b", { x: 200, y: 200, width: 100, height: 80 }],
]);
const order = stopsInOrder(graph, ["x", "a", "b"]);

test("Tab goes from a node over the wires that leave it to the next node, and ends past the last", () => {
  const ids = [];
  for (let stop = nextStop(order, null, 1); stop; stop = nextStop(order, stop, 1)) ids.push(stop.id);
  expect(ids).toEqual(["x", "xa", "xb", "a", "b"]);
  expect(nextStop(order, { kind: "node", id: "b" }, 1)).toBeNull();
  expect(nextStop(order, null, -1)?.id).toBe("b");
});

test("arrows follow wires sideways", () => {
  expect(travel(graph, boxes, { kind: "node", id: "x" }, "right")).toEqual({ kind: "edge", id: "xa" });
  expect(travel(graph, boxes, { kind: "edge", id: "xa" }, "right")).toEqual({ kind: "node", id: "a" });
  expect(travel(graph, boxes, { kind: "edge", id: "xa" }, "left")).toEqual({ kind: "node", id: "x" });
  expect(travel(graph, boxes, { kind: "node", id: "x" }, "left")).toBeNull();
});

test("up and down go to the next wire of a fan, and to the nearest card", () => {
  expect(travel(graph, boxes, { kind: "edge", id: "xa" }, "down")).toEqual({ kind: "edge", id: "xb" });
  expect(travel(graph, boxes, { kind: "node", id: "a" }, "down")).toEqual({ kind: "node", id: "b" });
  expect(travel(graph, boxes, { kind: "node", id: "a" }, "up")).toBeNull();
});
