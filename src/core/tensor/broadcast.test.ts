import fc from "fast-check";
import { expect, test } from "vitest";
import { broadcastShape, spreadIndex, sumTo } from "./broadcast";
import { type Shape, sizeOf } from "./tensor";

/** A shape, and one that stretches to it: some axes set to 1, some leading ones left out. */
const stretched = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { maxLength: 4 }).chain((axes) =>
  fc.integer({ min: 0, max: axes.length }).map((drop) => ({
    from: axes.slice(drop).map(([length, collapse]) => (collapse ? 1 : length)),
    to: axes.map(([length]) => length),
  })),
);

/** The textbook definition: the coordinates of the entry, clamped to 0 where `from` has no such axis or one of length 1. */
function sourceOf(entry: number, from: Shape, to: Shape): number {
  let rest = entry;
  let source = 0;
  let stride = 1;
  for (let axis = to.length - 1; axis >= 0; axis -= 1) {
    const length = to[axis] as number;
    const own = from[axis - (to.length - from.length)] ?? 1;
    if (own !== 1) source += (rest % length) * stride;
    rest = Math.floor(rest / length);
    stride *= own;
  }
  return source;
}

test("shapes broadcast as NumPy says", () => {
  expect(broadcastShape([])).toEqual([]);
  expect(broadcastShape([[], []])).toEqual([]);
  expect(broadcastShape([[], [2, 3]])).toEqual([2, 3]);
  expect(broadcastShape([[3], [2, 1]])).toEqual([2, 3]);
  expect(broadcastShape([[8, 1, 6, 1], [7, 1, 5], []])).toEqual([8, 7, 6, 5]);
  expect(broadcastShape([[0], [1]])).toEqual([0]);
  expect(
    broadcastShape([
      [1, 3],
      [0, 1],
    ]),
  ).toEqual([0, 3]);
});

test("lengths that differ, neither of them 1, do not broadcast", () => {
  expect(broadcastShape([[2], [3]])).toBeNull();
  expect(
    broadcastShape([
      [2, 1],
      [8, 4, 3],
    ]),
  ).toBeNull();
  expect(broadcastShape([[0], [2]])).toBeNull();
  expect(broadcastShape([[2], [1], [3]])).toBeNull();
});

test("a shape that stretches to another broadcasts to exactly that other", () => {
  fc.assert(
    fc.property(stretched, ({ from, to }) => {
      expect(broadcastShape([from, to])).toEqual(to);
      expect(broadcastShape([to, from])).toEqual(to);
    }),
  );
});

test("each entry knows the entry it was stretched from", () => {
  expect(spreadIndex([3], [2, 3])).toEqual(Int32Array.of(0, 1, 2, 0, 1, 2));
  expect(spreadIndex([2, 1], [2, 3])).toEqual(Int32Array.of(0, 0, 0, 1, 1, 1));
  expect(spreadIndex([], [2])).toEqual(Int32Array.of(0, 0));
  fc.assert(
    fc.property(stretched, ({ from, to }) => {
      const index = spreadIndex(from, to) ?? Int32Array.from({ length: sizeOf(to) }, (_, i) => i);
      expect([...index]).toEqual(Array.from({ length: sizeOf(to) }, (_, i) => sourceOf(i, from, to)));
    }),
  );
});

test("the same shape needs no index", () => {
  expect(spreadIndex([2, 3], [2, 3])).toBeNull();
  expect(spreadIndex([], [])).toBeNull();
});

test("a shape that does not stretch to the other is refused", () => {
  for (const [from, to] of [
    [[2], [3]],
    [[2, 3], [3]],
    [[1, 3], [3]],
    [[2], []],
    [[0], [1]],
  ] as const) {
    expect(() => spreadIndex(from, to)).toThrow(RangeError);
    expect(() => sumTo(from, to)).toThrow(RangeError);
  }
});

test("gradients sum back to the entry that was stretched, over whatever the array held before", () => {
  fc.assert(
    fc.property(stretched, fc.integer(), ({ from, to }, seed) => {
      // Whole numbers, so that the sums are exact in any order.
      const dTo = Float64Array.from({ length: sizeOf(to) }, (_, i) => ((i * 7919 + seed) % 201) - 100);
      const expected = new Float64Array(sizeOf(from));
      for (let i = 0; i < dTo.length; i += 1) {
        const source = sourceOf(i, from, to);
        expected[source] = (expected[source] as number) + (dTo[i] as number);
      }
      const dFrom = new Float64Array(sizeOf(from)).fill(Number.NaN);
      sumTo(from, to)(dFrom, dTo);
      expect([...dFrom].map((value) => value + 0)).toEqual([...expected].map((value) => value + 0));
    }),
  );
});

test("a gradient that is not finite reaches the entry it belongs to, and no other", () => {
  const dFrom = new Float64Array(2);
  sumTo([2, 1], [2, 2])(dFrom, Float64Array.of(1, Number.POSITIVE_INFINITY, 3, 4));
  expect([...dFrom]).toEqual([Number.POSITIVE_INFINITY, 7]);
  sumTo([2, 1], [2, 2])(dFrom, Float64Array.of(1, 2, Number.NaN, 4));
  expect([...dFrom]).toEqual([3, Number.NaN]);
});
