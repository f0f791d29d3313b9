import { expect, test } from "vitest";
import { addNode, connect, place } from "#core/document/commands";
import { type Document, emptyDocument } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import { emptySelection } from "../state/work";
import { toCommands, toFlow } from "./flow";

function chain(): Document {
  const x = addNode(emptyDocument, "Input", { x: 0, y: 0 });
  const a = addNode(x.document, "Sigmoid", { x: 300, y: 0 });
  const b = addNode(a.document, "Tanh", { x: 600, y: 100 });
  const one = connect(b.document, analyse(b.document.graph), {
    source: "x",
    sourceHandle: "out",
    target: "a",
    targetHandle: "x",
  });
  return connect(one, analyse(one.graph), { source: "a", sourceHandle: "out", target: b.id, targetHandle: "x" });
}

const viewOf = (document: Document, selection = emptySelection) => ({
  document,
  analysis: analyse(document.graph),
  selection,
});

test("every node has its size and handles before it is mounted", () => {
  const { nodes } = toFlow(viewOf(chain()), null);
  for (const node of nodes) {
    expect(node.width).toBe(node.data.plan.width);
    expect(node.handles?.some(({ type }) => type === "source")).toBe(true);
  }
});

test("nodes come in the order of the tape", () => {
  const document = chain();
  const turned = { ...document, graph: { ...document.graph, nodes: [...document.graph.nodes].reverse() } };
  expect(toFlow(viewOf(turned), null).nodes.map(({ id }) => id)).toEqual(
    toFlow(viewOf(document), null).nodes.map(({ id }) => id),
  );
});

test("moving one card makes one new node and new edges only at it", () => {
  const view = viewOf(chain());
  const before = toFlow(view, null);
  const document = place(view.document, { x: { x: -50, y: 10 } });
  const after = toFlow({ ...view, document }, before);
  expect(after.nodes.filter((node, i) => node !== before.nodes[i]).map(({ id }) => id)).toEqual(["x"]);
  expect(after.nodes[0]?.data).toBe(before.nodes[0]?.data);
  expect(after.edges.filter((edge, i) => edge !== before.edges[i]).map(({ source }) => source)).toEqual(["x"]);
});

test("selecting a node leaves all others as they were", () => {
  const view = viewOf(chain());
  const before = toFlow(view, null);
  const after = toFlow({ ...view, selection: { nodes: new Set(["a"]), edges: new Set() } }, before);
  expect(after.nodes.filter((node, i) => node !== before.nodes[i]).map(({ id }) => id)).toEqual(["a"]);
  expect(after.edges).toEqual(before.edges);
});

test("an edge to a handle that is not there is left out, and the rest is drawn", () => {
  const document = chain();
  const edges = [
    ...document.graph.edges,
    { id: "bad", source: "x", sourceHandle: "out", target: "a", targetHandle: "nowhere" },
  ];
  const { edges: drawn } = toFlow(viewOf({ ...document, graph: { ...document.graph, edges } }), null);
  expect(drawn.map(({ id }) => id)).toEqual(document.graph.edges.map(({ id }) => id));
});

test("cards without a place stand beside each other", () => {
  const { nodes } = toFlow(viewOf({ ...chain(), layout: {} }), null);
  expect(new Set(nodes.map(({ position }) => position.x)).size).toBe(nodes.length);
});

test("a drag is a wish to place, done when the pointer is let go", () => {
  const change = (dragging: boolean) => [
    { id: "x", type: "position" as const, position: { x: 1.4, y: 2.6 }, dragging },
  ];
  expect(toCommands("nodes", change(true))).toEqual([{ kind: "place", positions: { x: { x: 1, y: 3 } }, done: false }]);
  expect(toCommands("nodes", change(false))).toEqual([{ kind: "place", positions: { x: { x: 1, y: 3 } }, done: true }]);
});

test("selecting is a wish to select; measuring and removing are none", () => {
  expect(
    toCommands("edges", [
      { id: "e", type: "select", selected: true },
      { id: "f", type: "select", selected: false },
      { id: "g", type: "remove" },
    ]),
  ).toEqual([{ kind: "select", of: "edges", on: ["e"], off: ["f"] }]);
  expect(toCommands("nodes", [{ id: "x", type: "dimensions", dimensions: { width: 1, height: 1 } }])).toEqual([]);
});
