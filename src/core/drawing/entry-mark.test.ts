import { expect, test } from "vitest";
import { digest } from "#core/tape/digest";
import { fromNested, tensor } from "#core/tensor/tensor";
import { entryMark, entryUnder } from "./entry-mark";
import { CHARACTER, laneWidth, PICTURE_HEIGHT, PICTURE_LEFT, pictureWidth, textLeft } from "./lane";

test("a few numbers are marked one by one, each where it is written", () => {
  const three = digest(fromNested([1, 2, 3]));
  const marks = [0, 1, 2].map((at) => entryMark(three, at)?.x ?? 0);
  expect(marks[0]).toBeCloseTo(textLeft([3]) - 2);
  expect((marks[2] ?? 0) - (marks[1] ?? 0)).toBeCloseTo(7 * CHARACTER);
  expect(entryMark(three, 3)).toBeNull();
});

test("an entry of a matrix is marked at its cell, also where a cell stands for many entries", () => {
  const small = digest(tensor([2, 4], new Float64Array(8)));
  expect(entryMark(small, 5)).toMatchObject({ x: PICTURE_LEFT + pictureWidth([2, 4]) / 4, width: 12, height: 6.5 });
  const shape = [100, 400];
  const large = digest(tensor(shape, new Float64Array(40_000)));
  for (const at of [0, 399, 20_000, 39_999]) {
    const mark = entryMark(large, at);
    if (!mark) throw new Error("there is no mark");
    expect(mark.x).toBeGreaterThan(PICTURE_LEFT - 3);
    expect(mark.x + mark.width).toBeLessThan(PICTURE_LEFT + pictureWidth(shape) + 3);
    expect(mark.y + mark.height).toBeLessThan(PICTURE_HEIGHT + 5);
    expect(mark.x + mark.width).toBeLessThan(laneWidth(shape));
  }
});

test("what is marked is found again under the middle of its mark", () => {
  for (const shape of [[], [3], [12], [2, 4], [3, 2, 5], [8, 32]]) {
    const of = digest(tensor(shape, new Float64Array(shape.reduce((size, length) => size * length, 1))));
    for (let at = 0; at < of.head.length; at += 1) {
      const mark = entryMark(of, at);
      expect(mark && entryUnder(of, mark.x + mark.width / 2, mark.y + mark.height / 2), `${shape}: ${at}`).toBe(at);
    }
    expect(entryUnder(of, 2, 8)).toBeNull();
  }
});
