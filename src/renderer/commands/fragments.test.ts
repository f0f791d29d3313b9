import { expect, test } from "vitest";
import { addNode, copyFragment } from "#core/document/commands";
import { type Document, emptyDocument } from "#core/document/document";
import { createReader } from "../worker/create-reader";
import { fragmentText, pasteOffset, readFragment } from "./fragments";

/** A chain of two with an edge between, at (0, 0) and (200, 0). */
function chain(): Document {
  const first = addNode(emptyDocument, "Input", { x: 0, y: 0 });
  const second = addNode(first.document, "Sigmoid", { x: 200, y: 0 });
  const edge = { id: "e", source: first.id, sourceHandle: "out", target: second.id, targetHandle: "x" };
  return { ...second.document, graph: { ...second.document.graph, edges: [edge] } };
}

const all = (document: Document) => new Set(document.graph.nodes.map(({ id }) => id));

test("what is copied comes back from its text as it was", () => {
  const document = chain();
  const fragment = copyFragment(document, all(document));
  expect(readFragment(createReader().read(fragmentText(fragment)))).toEqual(fragment);
});

test.each([
  ["hello", "The clipboard does not hold a graph. Copy some nodes, then paste."],
  ["[1, 2]", "The clipboard does not hold a graph. Copy some nodes, then paste."],
  [fragmentText({ nodes: [], edges: [], layout: {} }), "The graph on the clipboard has no nodes."],
])("%s on the clipboard is refused in words", (text, words) => {
  expect(readFragment(createReader().read(text))).toBe(words);
});

test("a graph of a newer version is refused with its problem", () => {
  expect(readFragment(createReader().read('{"format":"gradwire-graph","version":99,"nodes":[],"edges":[]}'))).toMatch(
    /version 99/,
  );
});

const size = { width: 120, height: 80 };
const cards = [
  { id: "first", x: 0, y: 0, ...size },
  { id: "second", x: 0, y: 100, ...size },
  { id: "aside", x: 400, y: 0, ...size },
];
const copied = {
  nodes: [{ id: "first", type: "Input", config: {}, params: {} }],
  edges: [],
  layout: { first: { x: 0, y: 0 } },
};

test("a copy lands below what it was copied from, and on no other card", () => {
  expect(pasteOffset(copied, cards, { x: 900, y: 900 })).toEqual({ x: 0, y: 216 });
});

test("another copy lands below the first one", () => {
  const copy = { id: "copy", x: 0, y: 216, ...size };
  expect(pasteOffset(copied, [...cards, copy], null)).toEqual({ x: 0, y: 332 });
});

test("a fragment from elsewhere lands in the middle of what is seen, or below the cards there", () => {
  const document = chain();
  const fragment = copyFragment(document, all(document));
  expect(pasteOffset(fragment, [], { x: 500, y: 300 })).toEqual({ x: 310, y: 230 });
  expect(pasteOffset(fragment, [{ id: "there", x: 450, y: 250, ...size }], { x: 500, y: 300 })).toEqual({
    x: 310,
    y: 366,
  });
  expect(pasteOffset(fragment, [], null)).toEqual({ x: 0, y: 0 });
});
