import { expect, test } from "vitest";
import { type Stretch, wireBox, wirePath } from "./wire-path";

test("a wire between two handles at one height is a straight line", () => {
  expect(wirePath({ from: { x: 10, y: 40 }, to: { x: 200, y: 40 } }, "middle", 80)).toBe("M10 40L200 40");
});

test("a wire runs level under its label, before the handle that it leads to", () => {
  const path = wirePath({ from: { x: 0, y: 0 }, to: { x: 300, y: 100 } }, "target", 80);
  expect(path).toMatch(/^M0 0C/);
  expect(path).toMatch(/ 204 100L300 100$/);
});

test("a wire runs level under its label, behind the handle that it comes from", () => {
  const path = wirePath({ from: { x: 0, y: 0 }, to: { x: 300, y: 100 } }, "source", 80);
  expect(path).toMatch(/^M0 0L96 0C/);
  expect(path).toMatch(/ 300 100$/);
});

test("a wire that must go back goes round, half way between the heights of its ends", () => {
  const path = wirePath({ from: { x: 300, y: 0 }, to: { x: 0, y: 200 } }, "target", 80);
  expect(path).toContain("L318 82Q318 100 300 100L-96 100");
});

test("a wire that must go back at its own height passes below", () => {
  const path = wirePath({ from: { x: 300, y: 50 }, to: { x: 0, y: 50 } }, "target", 80);
  expect(path).toContain("L-96 160");
});

test("a wire that goes back runs level under its label, too", () => {
  const path = wirePath({ from: { x: 300, y: 0 }, to: { x: 0, y: 100 } }, "target", 80);
  expect(path).toMatch(/ -96 100L0 100$/);
});

test("a wire's box holds every point of its path, and little more", () => {
  for (const to of [
    { x: 300, y: 0 },
    { x: 300, y: 120 },
    { x: -300, y: 200 },
    { x: -300, y: 10 },
  ]) {
    for (const stretch of ["target", "source", "middle"] satisfies Stretch[]) {
      const ends = { from: { x: 0, y: 0 }, to };
      const { x, y, width, height } = wireBox(ends, stretch, 100);
      const points = [...wirePath(ends, stretch, 100).matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, px, py]) =>
        [px, py].map(Number),
      );
      const [lefts, tops] = [0, 1].map((axis) => points.map((point) => point[axis] as number)) as [number[], number[]];
      expect(Math.min(...lefts), stretch).toBeGreaterThanOrEqual(x);
      expect(Math.max(...lefts), stretch).toBeLessThanOrEqual(x + width);
      expect(Math.min(...tops), stretch).toBeGreaterThanOrEqual(y);
      expect(Math.max(...tops), stretch).toBeLessThanOrEqual(y + height);
      if (to.x < 0 && stretch !== "middle") expect(Math.min(...lefts)).toBeLessThan(x + 20);
    }
  }
});
