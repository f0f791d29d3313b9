import { expect, test } from "vitest";
import { roundTicks, tickText } from "./ticks";

test("ticks are round, evenly spaced and within their bounds", () => {
  expect(roundTicks(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(roundTicks(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(roundTicks(0.13, 0.31, 3)).toEqual([0.2, 0.3]);
});

test("bounds that span nothing, or no finite length, have no ticks", () => {
  expect(roundTicks(1, 1, 4)).toEqual([]);
  expect(roundTicks(0, Number.POSITIVE_INFINITY, 4)).toEqual([]);
  expect(roundTicks(0, Number.NaN, 4)).toEqual([]);
});

test("a tick has no digits that say nothing", () => {
  expect([0, 0.5, -20, 1e6, 2.5e-7, 1000].map(tickText)).toEqual(["0", "0.5", "−20", "1e6", "2.5e−7", "1000"]);
});
