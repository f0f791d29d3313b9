import { expect, test } from "vitest";
import type { Box } from "#core/drawing/box";
import { placeCard, type Scene } from "./place-card";

const frame = { width: 900, height: 600 };
const card = { width: 300, height: 80 };
const anchor = { x: 400, y: 250, width: 140, height: 100 };
const scene: Scene = { anchor, card, frame, others: [], before: null };

function apart(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
}

test("a card lies beside what it speaks of, inside the frame, with a line between them", () => {
  const { line, ...at } = placeCard(scene);
  expect(apart({ ...at, ...card }, anchor)).toBe(true);
  expect(line).not.toBeNull();
  expect(line?.to.x).toBeGreaterThanOrEqual(anchor.x);
  expect(line?.to.x).toBeLessThanOrEqual(anchor.x + anchor.width);
});

test("it covers nothing else where there is room for that", () => {
  const others = [
    { x: 300, y: 360, width: 400, height: 120 },
    { x: 0, y: 240, width: 380, height: 130 },
  ];
  const at = placeCard({ ...scene, others });
  for (const other of [...others, anchor]) expect(apart({ ...at, ...card }, other)).toBe(true);
});

test("where all round it is taken, it finds room elsewhere", () => {
  const around = { x: 20, y: 20, width: 860, height: 460 };
  const at = placeCard({ ...scene, others: [around] });
  expect(apart({ ...at, ...card }, around)).toBe(true);
});

test("what is out of view is pointed at from the edge that it lies behind", () => {
  const at = placeCard({ ...scene, anchor: { ...anchor, x: 2000 } });
  expect(at.x).toBeGreaterThan(frame.width / 2);
  expect(at.x + card.width).toBeLessThanOrEqual(frame.width);
  expect(at.line?.to.x).toBeGreaterThan(frame.width - 30);
});

test("a card stays where it is while that is about as good, and leaves what it comes to cover", () => {
  const first = placeCard(scene);
  const moved = { ...anchor, x: anchor.x + 4 };
  expect(placeCard({ ...scene, anchor: moved, before: first })).toMatchObject({ x: first.x, y: first.y });
  const onTop = placeCard({ ...scene, before: { x: anchor.x, y: anchor.y } });
  expect(apart({ ...onTop, ...card }, anchor)).toBe(true);
});

test("a window smaller than the card still shows its beginning", () => {
  expect(placeCard({ ...scene, frame: { width: 200, height: 60 } })).toMatchObject({ x: 10, y: 10 });
});
