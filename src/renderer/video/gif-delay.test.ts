import { expect, test } from "vitest";
import { delayParts, delayUntil } from "./gif-delay";

function delays(seconds: readonly number[]): readonly number[] {
  let [elapsed, shown] = [0, 0];
  return seconds.map((stays) => {
    elapsed += stays;
    const delay = delayUntil(elapsed, shown);
    shown += delay;
    return delay;
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test("what is rounded off one delay comes back in the next", () => {
  expect(delays([1 / 3, 1 / 3, 1 / 3])).toEqual([33, 34, 33]);
  expect(sum(delays(new Array<number>(1000).fill(1.0349)))).toBe(103_490);
});

test("no delay is so short that browsers make it long, and the next one makes up for it", () => {
  expect(delays([0.001, 0.001, 1])).toEqual([2, 2, 96]);
});

test("a delay that fits stays one", () => {
  expect(delayParts(2)).toEqual([2]);
  expect(delayParts(65_535)).toEqual([65_535]);
});

test.each([65_536, 65_537, 65_538, 70_000, 131_070, 131_071, 131_072, 131_073, 1_000_000])(
  "%i hundredths are parted into delays that fit and add up",
  (delay) => {
    const parts = delayParts(delay);
    expect(sum(parts)).toBe(delay);
    expect(parts).toHaveLength(Math.ceil(delay / 65_535));
    expect(parts.every((part) => part >= 2 && part <= 65_535)).toBe(true);
  },
);
