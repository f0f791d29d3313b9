import fc from "fast-check";
import { expect, test } from "vitest";
import { LABEL_HEIGHT } from "./lane";
import { placeLabels, type Wanting } from "./place-labels";
import { labelAt } from "./wire-path";

const wire = (id: string, from: [number, number], to: [number, number], width = 80): Wanting => ({
  id,
  ends: { from: { x: from[0], y: from[1] }, to: { x: to[0], y: to[1] } },
  width,
  height: LABEL_HEIGHT,
});

test("a label of a level wire lies before the handle too", () => {
  const placed = placeLabels([wire("e", [100, 50], [300, 50])], []);
  expect(placed.get("e")).toEqual({ at: { x: 252, y: 50 }, stretch: "target", crowded: false });
});

test("a label of a wire that bends lies before the handle that it leads to", () => {
  const placed = placeLabels([wire("e", [100, 50], [300, 150])], []);
  expect(placed.get("e")?.at.y).toBe(150);
  expect(placed.get("e")?.stretch).toBe("target");
});

test("where a card lies before the handle, the label goes behind the handle that it comes from", () => {
  const card = { x: 200, y: 120, width: 90, height: 60 };
  const placed = placeLabels([wire("e", [100, 50], [300, 150])], [card]);
  expect(placed.get("e")?.stretch).toBe("source");
});

test("a label without any room is crowded out", () => {
  const placed = placeLabels(
    [wire("e", [100, 50], [120, 50])],
    [
      { x: 0, y: 0, width: 95, height: 100 },
      { x: 125, y: 0, width: 95, height: 100 },
    ],
  );
  expect(placed.get("e")?.crowded).toBe(true);
});

const point = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 600 }));
const graph = fc.record({
  ends: fc.array(fc.tuple(point, point), { maxLength: 14 }),
  cards: fc.array(point, { maxLength: 8 }),
});

test("no label lies on a card or on another label, whatever the graph", () => {
  fc.assert(
    fc.property(graph, ({ ends, cards }) => {
      const wires = ends.map(([from, to], i) => wire(`e${i}`, from, to));
      const boxes = cards.map(([x, y]) => ({ x, y, width: 140, height: 100 }));
      const placed = placeLabels(wires, boxes);
      const labels = wires
        .filter(({ id }) => !placed.get(id)?.crowded)
        .map(({ id, width, height }) => {
          const { x, y } = placed.get(id)?.at ?? { x: 0, y: 0 };
          return { x: x - width / 2, y: y - height / 2, width, height };
        });
      for (const [i, label] of labels.entries()) {
        for (const other of [...boxes, ...labels.slice(i + 1)]) expect(overlap(label, other)).toBe(false);
      }
    }),
  );
});

test("the order in which wires are given does not matter", () => {
  fc.assert(
    fc.property(graph, ({ ends, cards }) => {
      const wires = ends.map(([from, to], i) => wire(`e${i}`, from, to));
      const boxes = cards.map(([x, y]) => ({ x, y, width: 140, height: 100 }));
      const placed = placeLabels(wires, boxes);
      const reversed = placeLabels([...wires].reverse(), boxes);
      for (const { id } of wires) expect(reversed.get(id)).toEqual(placed.get(id));
    }),
  );
});

test("a label is put where its stretch says", () => {
  const ends = { from: { x: 0, y: 0 }, to: { x: 400, y: 90 } };
  expect(labelAt(ends, "source", 80)).toEqual({ x: 48, y: 0 });
  expect(labelAt(ends, "target", 80)).toEqual({ x: 352, y: 90 });
});

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test("a card that a file puts as far out as numbers go does not hang the canvas", () => {
  const far = { x: 1e300, y: -1e300 };
  const wire = { id: "e", ends: { from: far, to: { x: 0, y: 0 } }, width: 80, height: LABEL_HEIGHT };
  expect(placeLabels([wire], [{ ...far, width: 100, height: 60 }]).size).toBe(1);
});

test("in a heap of cards every label is crowded, and that is seen at once", () => {
  const heap = Array.from({ length: 60_000 }, () => ({ x: 0, y: 0, width: 120, height: 80 }));
  const wires = heap.map((_, at) => ({
    id: `e${at}`,
    ends: { from: { x: 125, y: 44 }, to: { x: 165, y: 44 } },
    width: 80,
    height: LABEL_HEIGHT,
  }));
  const placed = placeLabels(wires, heap);
  expect([...placed.values()].every(({ crowded }) => crowded)).toBe(true);
}, 15_000);
