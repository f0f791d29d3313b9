import { expect, test } from "vitest";
import { addNode, copyFragment, paste } from "#core/document/commands";
import { type Document, emptyDocument } from "#core/document/document";
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
  expect(readFragment(fragmentText(fragment))).toEqual(fragment);
});

test.each([
  ["hello", "The clipboard does not hold a graph. Copy some nodes, then paste."],
  ["[1, 2]", "The clipboard does not hold a graph. Copy some nodes, then paste."],
  [fragmentText({ nodes: [], edges: [], layout: {} }), "The graph on the clipboard has no nodes."],
])("%s on the clipboard is refused in words", (text, words) => {
  expect(readFragment(text)).toBe(words);
});

test("a graph of a newer version is refused with its problem", () => {
  expect(readFragment('{"format":"gradwire-graph","version":99,"nodes":[],"edges":[]}')).toMatch(/version 99/);
});

test("each paste lies a step further than the one before, so that none covers another", () => {
  let document = chain();
  const fragment = copyFragment(document, all(document));
  const offsets = [1, 2, 3].map(() => {
    const offset = pasteOffset(fragment, document, { x: 900, y: 900 });
    document = paste(document, fragment, offset).document;
    return offset;
  });
  expect(offsets).toEqual([
    { x: 32, y: 32 },
    { x: 64, y: 64 },
    { x: 96, y: 96 },
  ]);
});

test("a fragment from elsewhere lands in the middle of what is seen", () => {
  const document = chain();
  const fragment = copyFragment(document, all(document));
  expect(pasteOffset(fragment, emptyDocument, { x: 500, y: 300 })).toEqual({ x: 400, y: 300 });
  expect(pasteOffset(fragment, emptyDocument, null)).toEqual({ x: 0, y: 0 });
});
