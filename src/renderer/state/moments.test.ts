import { expect, test } from "vitest";
import type { Watched } from "../worker/player-protocol";
import { chapterAround, chaptersOf, clock, frameAtTime, haltBetween, nextStop } from "./moments";

const marker = (frame: number, seconds: number, title: string) =>
  ({ frame, seconds, what: { code: "m", title } }) as const;
const watched: Pick<Watched, "times" | "stops" | "halts" | "told"> = {
  times: Float64Array.of(0, 0, 1, 1, 2.5, 4),
  stops: Int32Array.of(1, 3, 5),
  halts: Int32Array.of(2, 4),
  told: [marker(1, 0, "One"), marker(4, 2.5, "Two")],
};

test("a moment shows the last frame that it has reached", () => {
  expect([-1, 0, 0.9, 1, 2.4, 2.5, 99].map((seconds) => frameAtTime(watched, seconds))).toEqual([0, 1, 1, 3, 3, 4, 5]);
});

test("stepping goes from any frame to the next stop on either side, and no further than the ends", () => {
  expect([0, 1, 2, 3, 5].map((frame) => nextStop(watched, frame, 1))).toEqual([1, 3, 3, 5, null]);
  expect([0, 1, 2, 3, 5].map((frame) => nextStop(watched, frame, -1))).toEqual([null, null, 1, 1, 3]);
});

test("playing waits at the first halt on its way that has not been answered", () => {
  expect(haltBetween(watched, 0, 5, new Set())).toBe(2);
  expect(haltBetween(watched, 2, 5, new Set())).toBe(4);
  expect(haltBetween(watched, 0, 1, new Set())).toBeNull();
  expect(haltBetween(watched, 0, 5, new Set([2, 4]))).toBeNull();
});

test("a chapter begins where it can be rested at, and lasts until the next", () => {
  const all = watched as Watched;
  expect(chaptersOf(all).map(({ frame }) => frame)).toEqual([1, 4]);
  expect(chapterAround(all, 2)).toEqual({ from: 0, to: 2.5 });
  expect(chapterAround(all, 5)).toEqual({ from: 2.5, to: 4 });
});

test("seconds are written as a clock shows them", () => {
  expect([0, 9.99, 65, 600].map(clock)).toEqual(["0:00", "0:09", "1:05", "10:00"]);
});
