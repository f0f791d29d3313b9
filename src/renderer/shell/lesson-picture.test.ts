import { expect, test } from "vitest";
import { addNode } from "#core/document/commands";
import { type Document, emptyDocument } from "#core/document/document";
import { createEngine } from "../worker/create-engine";
import { drawLesson, HEIGHT, WIDTH } from "./lesson-picture";

/** x → a → C ← y, in columns 300 apart, y below a. */
function neuron(): Document {
  let document = emptyDocument;
  for (const [type, x, y] of [
    ["Input", 0, 0],
    ["Sigmoid", 300, 0],
    ["Input", 300, 200],
    ["Loss", 600, 0],
  ] as const) {
    document = addNode(document, type, { x, y }).document;
  }
  const [x, a, y, C] = document.graph.nodes.map(({ id }) => id) as [string, string, string, string];
  const edge = (source: string, target: string, targetHandle: string) => {
    return { id: `${source}-${target}.${targetHandle}`, source, sourceHandle: "out", target, targetHandle };
  };
  const edges = [edge(x, a, "x"), edge(a, C, "prediction"), edge(y, C, "target")];
  return { ...document, graph: { ...document.graph, edges } };
}

test("every card lies inside the picture, and none on another", () => {
  const { cards } = drawLesson(neuron(), null);
  expect(cards).toHaveLength(4);
  for (const card of cards) {
    expect(card.x).toBeGreaterThanOrEqual(0);
    expect(card.y).toBeGreaterThanOrEqual(0);
    expect(card.x + card.width).toBeLessThanOrEqual(WIDTH);
    expect(card.y + card.height).toBeLessThanOrEqual(HEIGHT);
    for (const other of cards) {
      const apart =
        other === card ||
        other.x >= card.x + card.width ||
        card.x >= other.x + other.width ||
        other.y >= card.y + card.height ||
        card.y >= other.y + other.height;
      expect(apart, `${card.id} and ${other.id}`).toBe(true);
    }
  }
});

test("a wire carries the numbers of a run as bars between −1 and 1, and none without a run", () => {
  const document = neuron();
  const [first] = drawLesson(document, createEngine().run(document.graph, 0)).wires;
  expect(first?.values.length).toBeGreaterThan(0);
  expect(first?.gradients).toHaveLength(first?.values.length ?? 0);
  for (const bar of [...(first?.values ?? []), ...(first?.gradients ?? [])]) {
    expect(Math.abs(bar)).toBeLessThanOrEqual(1);
  }
  expect(drawLesson(document, null).wires.map(({ values }) => values)).toEqual([[], [], []]);
});

test("a graph without places, and one without nodes, are drawn all the same", () => {
  expect(drawLesson({ ...neuron(), layout: {} }, null).cards).toHaveLength(4);
  expect(drawLesson(emptyDocument, null)).toEqual({ cards: [], wires: [] });
});
