import { expect, test } from "vitest";
import { addNode, place, remove, setLabel, setMeta, setParam } from "#core/document/commands";
import { type Document, emptyDocument } from "#core/document/document";
import { serialiseDocument } from "#core/document/serialise";
import { changeBetween, changed } from "./document-change";

const scalar = (value: number) => ({ shape: [], data: Float64Array.of(value) });
const two = addNode(addNode(emptyDocument, "Input", { x: 0, y: 0 }).document, "Sigmoid", { x: 200, y: 0 }).document;
const [first, second] = two.graph.nodes.map(({ id }) => id) as [string, string];
const edge = { id: "1", source: first, sourceHandle: "out", target: second, targetHandle: "x" };
const wired: Document = { ...two, graph: { ...two.graph, edges: [edge] }, rest: { beside: { kept: true } } };
const [bare] = wired.graph.nodes as [Document["graph"]["nodes"][number]];
const odd: Document = {
  ...wired,
  graph: { ...wired.graph, nodes: [{ ...bare, id: "__proto__" }, ...wired.graph.nodes] },
  layout: Object.fromEntries([...Object.entries(wired.layout), ["__proto__", { x: 1, y: 2 }]]),
};

const walks: readonly [string, readonly Document[]][] = [
  ["a number", [wired, setParam(wired, first, "value", scalar(3))]],
  ["a name", [wired, setLabel(wired, first, "other")]],
  ["a title", [wired, setMeta(wired, { title: "Other" })]],
  ["a place", [wired, place(wired, { [first]: { x: 5, y: 7 } })]],
  ["a node that is taken away, with its edge", [wired, remove(wired, new Set([first]), new Set())]],
  ["a node that is new", [wired, addNode(wired, "Tanh", { x: 0, y: 300 }).document]],
  ["a node that loses its place", [wired, { ...wired, layout: {} }]],
  ["nodes that change places", [wired, { ...wired, graph: { ...wired.graph, nodes: wired.graph.nodes.toReversed() } }]],
  ["what is beside the graph", [wired, { meta: wired.meta, graph: wired.graph, layout: wired.layout }]],
  ["a name that objects have", [wired, odd, place(odd, { [first]: { x: 9, y: 9 } })]],
  ["another document", [wired, emptyDocument, two]],
];

test.each(walks)("a thread that is told of changes holds the same document: %s", (_, documents) => {
  let told: Document | null = null;
  let held: Document | null = null;
  for (const document of documents) {
    held = changed(held, structuredClone(changeBetween(told, document)));
    told = document;
    expect(serialiseDocument(held)).toBe(serialiseDocument(document));
  }
});

test("of a graph in which one node changes only that node crosses", () => {
  const { nodes, edges, layout } = changeBetween(wired, setLabel(wired, second, "other"));
  expect(nodes).toEqual([0, expect.objectContaining({ label: "other" })]);
  expect(edges).toEqual([0]);
  expect(layout).toBeNull();
});
