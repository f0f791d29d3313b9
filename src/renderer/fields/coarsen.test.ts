import { expect, test } from "vitest";
import { coarsen } from "./coarsen";

test("a plane that fits is left as it is", () => {
  const entries = Float64Array.of(1, 2, 3, 4);
  expect(coarsen(entries, { rows: 2, columns: 2 }, 2, 2).entries).toBe(entries);
});

test("a coarse cell shows the entry of largest magnitude, whatever its sign, so that a spike is never lost", () => {
  const entries = new Float64Array(1_000_000);
  entries[765_432] = -7;
  const coarse = coarsen(entries, { rows: 1000, columns: 1000 }, 10, 10);
  expect([coarse.rows, coarse.columns]).toEqual([10, 10]);
  expect(coarse.entries[74]).toBe(-7);
  expect(coarse.entries.filter((x) => x !== 0)).toHaveLength(1);
});

test("NaN counts as larger than anything that comes before or after it", () => {
  const entries = Float64Array.of(9, Number.NaN, Number.POSITIVE_INFINITY, 1, 2, -3);
  expect([...coarsen(entries, { rows: 1, columns: 6 }, 1, 2).entries]).toEqual([Number.NaN, -3]);
});

test("only the axis that is too long is made coarser", () => {
  const coarse = coarsen(Float64Array.of(1, 2, 3, 4, 5, 6), { rows: 2, columns: 3 }, 5, 1);
  expect(coarse).toEqual({ rows: 2, columns: 1, entries: Float64Array.of(3, 6) });
});
