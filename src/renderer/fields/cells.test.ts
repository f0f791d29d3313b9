import { expect, test } from "vitest";
import { fromNested } from "#core/tensor/tensor";
import { entryName, placeNumbers, planeOf, withEntry } from "./cells";

test("the last axis runs across, all that lead run down", () => {
  expect(planeOf([])).toEqual({ rows: 1, columns: 1 });
  expect(planeOf([3])).toEqual({ rows: 1, columns: 3 });
  expect(planeOf([2, 3, 4])).toEqual({ rows: 6, columns: 4 });
  expect(planeOf([0, 3])).toEqual({ rows: 0, columns: 3 });
});

test("an entry is named by its place, counted from 1", () => {
  expect(entryName("mu", [], 0)).toBe("mu");
  expect(entryName("b", [3], 2)).toBe("b, entry 3");
  expect(entryName("W", [2, 3], 4)).toBe("W, row 2, column 2");
  expect(entryName("X", [2, 3, 4], 23)).toBe("X, place 2, 3, 4");
  expect(placeNumbers([1, 2000], 1233)).toBe("1, 1,234");
});

test("changing an entry leaves the tensor that it was in as it was", () => {
  const before = fromNested([1, 2]);
  expect(withEntry(before, 1, 5)).toEqual(fromNested([1, 5]));
  expect(before).toEqual(fromNested([1, 2]));
});
