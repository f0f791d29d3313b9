import { expect, test } from "vitest";
import { digest } from "#core/tape/digest";
import { fromNested, tensor, zeros } from "#core/tensor/tensor";
import { laneCells, laneForm, laneText, laneWidth } from "./lane";
import { heatColor, heatPaths } from "./lane-picture";

test("a scalar is a number, a short vector numbers, a longer one bars, a matrix a map", () => {
  expect(laneForm([])).toBe("number");
  expect(laneForm([1])).toBe("number");
  expect(laneForm([4])).toBe("numbers");
  expect(laneForm([5])).toBe("bars");
  expect(laneForm([1, 64])).toBe("bars");
  expect(laneForm([2, 2])).toBe("map");
  expect(laneForm([0])).toBe("bars");
});

test("a lane's text keeps its length while its numbers change", () => {
  const lengths = (shape: number[], samples: number[][]) =>
    new Set(samples.map((data) => laneText(digest(tensor(shape, data))).length)).size;
  expect(
    lengths(
      [3],
      [
        [0.5, -1, 2],
        [-0.125, -1e-7, 12345],
        [Number.NaN, Number.POSITIVE_INFINITY, 0],
      ],
    ),
  ).toBe(1);
  expect(
    lengths(
      [2, 2],
      [
        [1, 2, 3, 4],
        [-0.00123, 1e-12, 1e8, -5],
      ],
    ),
  ).toBe(1);
});

test("a lane is as wide for one tensor of a shape as for another, and wider for more numbers", () => {
  expect(laneWidth([2])).toBeLessThan(laneWidth([3]));
  expect(laneWidth([])).toBeLessThan(laneWidth([2]));
});

test("a matrix small enough to be quoted is drawn cell by cell", () => {
  expect(
    laneCells(
      digest(
        fromNested([
          [1, -2, 3],
          [4, 5, 6],
        ]),
      ),
    ),
  ).toEqual({ rows: 2, columns: 3, cells: [1, -2, 3, 4, 5, 6] });
});

test("what is small but not zero is not drawn as zero", () => {
  expect(heatColor(0, 1)).toBe(4);
  expect(heatColor(1e-9, 1)).toBe(5);
  expect(heatColor(-1e-9, 1)).toBe(3);
  expect(heatColor(-1, 1)).toBe(0);
  expect(heatColor(1, 1)).toBe(8);
  expect(heatColor(Number.NaN, 1)).toBe(9);
});

test("every cell of a picture is in exactly one colour", () => {
  const cells = [0, 1, -1, 0.2, Number.NaN, -0.7];
  const paths = heatPaths({ rows: 2, columns: 3, cells }, 60, 12, false);
  expect(paths.join("").match(/M/g)).toHaveLength(cells.length);
});

test("an empty tensor has nothing to draw and does not throw", () => {
  const empty = digest(zeros([0, 3]));
  expect(heatPaths(laneCells(empty) ?? { rows: 0, columns: 0, cells: [] }, 60, 12, false).join("")).toBe("");
  expect(laneText(empty)).toContain("0×3");
});
