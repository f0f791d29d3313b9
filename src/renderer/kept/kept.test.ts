import { expect, test } from "vitest";
import { complete, type Kept, sortKept } from "./kept";

const DAY = 86_400_000;
const now = 100 * DAY;
const kept = (id: string, days: number, more: Partial<Kept> = {}): Kept => ({
  ...complete({ id, title: id, kept: now - days * DAY }),
  ...more,
});

test("what no window works on is offered, the latest first, however many there are", () => {
  const many = Array.from({ length: 50 }, (_, at) => kept(`${at}`, at % 29));
  const { offered, over } = sortKept(many, new Set(), now);
  expect(offered).toHaveLength(50);
  expect(offered.map(({ kept }) => kept)).toEqual(offered.map(({ kept }) => kept).toSorted((a, b) => b - a));
  expect(over).toEqual([]);
});

test.each([
  ["a month old and more", kept("a", 31), "over"],
  ["almost a month old", kept("a", 29), "offered"],
  ["of a clock that was ahead", kept("a", -3), "offered"],
  ["a window works on", kept("a", 1, { window: "lives" }), "neither"],
  ["a window works on that has been open for months", kept("a", 90, { window: "lives" }), "neither"],
  ["just thrown away", kept("a", 3, { thrown: now - 60_000 }), "neither"],
  ["thrown away long ago", kept("a", 3, { thrown: now - 2 * DAY }), "over"],
])("what is %s is sorted so", (_, each, where) => {
  const { offered, over } = sortKept([each], new Set(["lives"]), now);
  expect([offered.length, over.length]).toEqual([where === "offered" ? 1 : 0, where === "over" ? 1 : 0]);
});
