import { expect, test } from "vitest";
import { normalTensor } from "#core/tensor/random";
import { fromNested } from "#core/tensor/tensor";
import { generate, KINDS, type Recipe, readShape, resized } from "./generate";

const recipe: Recipe = {
  kind: "zeros",
  shape: "2 × 2",
  constant: 3,
  low: 0,
  high: 3,
  mean: 1,
  deviation: 2,
  seed: 7,
  classes: 3,
  indexes: "0, 2",
};

test("a shape is read as people write it", () => {
  for (const text of ["3 × 4", "3x4", "3X4", "3, 4", "[3, 4]", "(3,4)", "3 4", "3*4", " 3 ×4 "]) {
    expect(readShape(text), text).toEqual({ shape: [3, 4] });
  }
  expect(readShape("")).toEqual({ shape: [] });
  expect(readShape("scalar")).toEqual({ shape: [] });
  expect(readShape("5")).toEqual({ shape: [5] });
  expect(readShape("0, 3")).toEqual({ shape: [0, 3] });
});

test("what is no shape, or too large a one, is refused in words", () => {
  expect(readShape("3 × a")).toEqual({ fault: "Write a shape as 3 × 4 or 3, 4; “a” is not a length." });
  for (const text of ["-3", "2.5", "3,,4", "9999999999"]) expect(readShape(text)).toHaveProperty("fault");
  expect(readShape("100000, 100000")).toEqual({ fault: "That would be more than the 16,777,216 numbers that fit." });
  expect(readShape("0, 100000000")).toHaveProperty("fault");
  expect(readShape("1 ".repeat(33))).toEqual({ fault: "A tensor has at most 32 axes." });
});

test("each kind gives what its name says", () => {
  const made = (changes: Partial<Recipe>) => generate({ ...recipe, ...changes });
  expect(made({ kind: "ones", shape: "2" })).toEqual({ tensor: fromNested([1, 1]) });
  expect(made({ kind: "constant", shape: "" })).toEqual({ tensor: fromNested(3) });
  expect(made({ kind: "linspace" })).toEqual({
    tensor: fromNested([
      [0, 1],
      [2, 3],
    ]),
  });
  expect(made({ kind: "normal" })).toEqual({ tensor: normalTensor([2, 2], 7, 1, 2) });
  expect(made({ kind: "one-hot" })).toEqual({
    tensor: fromNested([
      [1, 0, 0],
      [0, 0, 1],
    ]),
  });
  expect(made({ kind: "one-hot", indexes: "1" })).toEqual({ tensor: fromNested([0, 1, 0]) });
  for (const { value } of KINDS) expect(made({ kind: value })).toHaveProperty("tensor");
});

test("a recipe that cannot be followed says why", () => {
  expect(generate({ ...recipe, kind: "one-hot", indexes: "0, 3" })).toEqual({
    fault: "Write classes from 0 to 2, such as 0, 2, 1; “3” is none.",
  });
  expect(generate({ ...recipe, kind: "one-hot", indexes: "" })).toHaveProperty("fault");
  expect(generate({ ...recipe, kind: "normal", deviation: -1 })).toEqual({
    fault: "A standard deviation is 0 or more.",
  });
});

test("in another shape entries keep their places, and new ones are zero", () => {
  const square = fromNested([
    [1, 2],
    [3, 4],
  ]);
  expect(resized(square, [3, 3])).toEqual(
    fromNested([
      [1, 2, 0],
      [3, 4, 0],
      [0, 0, 0],
    ]),
  );
  expect(resized(square, [1, 2])).toEqual(fromNested([[1, 2]]));
  expect(resized(square, [3])).toEqual(fromNested([1, 2, 3]));
  expect(resized(fromNested(5), [2])).toEqual(fromNested([5, 0]));
});
