import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeFloat64 } from "./base64";
import { fromNested, sameTensor, tensor } from "./tensor";
import { decodeTensor, encodeTensor, formatNumber } from "./tensor-json";

describe("tensors in JSON", () => {
  test.each([
    ["a scalar", 3, [], [3]],
    ["a vector", [1, -2.5], [2], [1, -2.5]],
    [
      "a matrix",
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [3, 2],
      [1, 2, 3, 4, 5, 6],
    ],
    ["nothing", [], [0], []],
    ["rows of nothing", [[], []], [2, 0], []],
    ["words for what JSON has no numbers for", ["NaN", "Infinity", "-Infinity"], [3], [NaN, Infinity, -Infinity]],
    ["base64", { shape: [1, 2], float64: encodeFloat64(Float64Array.of(1, 2)) }, [1, 2], [1, 2]],
  ])("%s is read", (_, json, shape, entries) => {
    const read = decodeTensor(json);
    expect("tensor" in read && sameTensor(read.tensor, tensor(shape, entries))).toBe(true);
  });

  test.each([
    ["null", null, "null where a number"],
    ["a text", "one", '"one" where a number'],
    [
      "a word in a row",
      [
        [1, 2],
        [3, "four"],
      ],
      '"four" at [1, 1]',
    ],
    ["a ragged matrix", [[1, 2], [3]], "ragged: the list at [1] has 1"],
    ["a number among rows", [[1, 2], 3], "3 at [1] where a list of 2"],
    ["a row among numbers", [1, [2]], "a list at [1] where a number"],
    ["true", [true], "true at [0]"],
    ["an object without data", { shape: [2] }, '"float64"'],
    ["a shape in words", { shape: "2", float64: "" }, "whole numbers"],
    ["a negative axis", { shape: [-1], float64: "" }, "whole numbers"],
    ["too many entries", { shape: [2 ** 20, 2 ** 20], float64: "" }, "the most"],
    ["too few numbers", { shape: [2], float64: encodeFloat64(Float64Array.of(1)) }, "1 numbers for the shape 2"],
    ["half a number", { shape: [1], float64: "AAAA" }, "base64"],
    ["letters that are none", { shape: [3], float64: "!".repeat(32) }, "base64"],
  ])("%s is refused in words", (_, json, words) => {
    const read = decodeTensor(json);
    expect("fault" in read ? read.fault : "").toContain(words);
  });

  test("a nest deeper than any tensor is refused without overflowing the stack", () => {
    let nest: unknown = 1;
    for (let i = 0; i < 100_000; i += 1) nest = [nest];
    expect(decodeTensor(nest)).toEqual({ fault: "has more than 32 axes" });
  });

  test("every tensor comes back to the last bit by way of text, in either form", () => {
    const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.infiniteStream(fc.double()), (shape, stream) => {
        const size = shape.reduce((product, length) => product * length, 1);
        // Empty axes behind an empty one cannot be told from nested arrays, so such shapes are left to base64.
        fc.pre(size > 0);
        const original = tensor(shape, [...stream.take(size)]);
        const nested = JSON.parse(textOf(encodeTensor(original)));
        const packed = { shape, float64: encodeFloat64(original.data) };
        for (const json of [nested, packed]) {
          const read = decodeTensor(json);
          expect("tensor" in read && sameTensor(read.tensor, original)).toBe(true);
        }
      }),
    );
  });

  test("more than 4,096 entries are packed, and come back", () => {
    const large = tensor(
      [4097],
      Float64Array.from({ length: 4097 }, (_, i) => Math.sin(i)),
    );
    const json = encodeTensor(large);
    expect(json).toHaveProperty("float64");
    const read = decodeTensor(json);
    expect("tensor" in read && sameTensor(read.tensor, large)).toBe(true);
    expect(encodeTensor(fromNested([1]))).toEqual([1]);
  });

  test("−0 keeps its sign in text", () => {
    expect(Object.is(JSON.parse(formatNumber(-0)), -0)).toBe(true);
  });

  test("base64 is that of every other program", () => {
    const bytes = Buffer.from(Float64Array.of(1, -2.5, Number.NaN).buffer).toString("base64");
    expect(encodeFloat64(Float64Array.of(1, -2.5, Number.NaN))).toBe(bytes);
  });
});

/** JSON text that keeps −0, as the document's writer does. */
function textOf(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(textOf).join(",")}]`;
  return typeof json === "number" ? formatNumber(json) : JSON.stringify(json);
}
