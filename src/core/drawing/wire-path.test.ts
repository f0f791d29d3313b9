import { expect, test } from "vitest";
import { wirePath } from "./wire-path";

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
