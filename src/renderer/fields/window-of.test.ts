import { expect, test } from "vitest";
import { windowOf } from "./window-of";

test("a list that fits is drawn whole", () => {
  expect(windowOf(0, 300, 5, 26, 2)).toEqual({ start: 0, end: 5, top: 0, length: 130, pitch: 26 });
  expect(windowOf(0, 300, 0, 26, 2)).toMatchObject({ start: 0, end: 0 });
});

test("of a long list the lines in view are drawn at their places, with some to spare", () => {
  const view = windowOf(2600, 260, 1000, 26, 2);
  expect([view.start, view.end]).toEqual([98, 112]);
  expect(view.top).toBe(98 * 26);
});

test("scrolling beyond an end, as some machines do, changes nothing", () => {
  expect(windowOf(-50, 260, 1000, 26, 2)).toEqual(windowOf(0, 260, 1000, 26, 2));
  expect(windowOf(99_999, 260, 1000, 26, 2)).toEqual(windowOf(25_740, 260, 1000, 26, 2));
});

test("both ends of a list taller than any page can be reached, and lie at the ends of the view", () => {
  const [count, size, room] = [4_000_000, 26, 260];
  const { length, pitch } = windowOf(0, room, count, size, 2);
  expect(length).toBeLessThanOrEqual(10_000_000);
  const first = windowOf(0, room, count, size, 2);
  expect([first.start, first.top]).toEqual([0, 0]);
  const last = windowOf(length - room, room, count, size, 2);
  expect(last.end).toBe(count);
  expect(last.top + (last.end - last.start) * size).toBeCloseTo(length, 6);
  const middle = windowOf(2_000_000 * pitch, room, count, size, 2);
  expect(middle.start).toBeLessThanOrEqual(2_000_000);
  expect(middle.end).toBeGreaterThan(2_000_000);
});
