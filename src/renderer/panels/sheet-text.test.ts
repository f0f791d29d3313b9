import { expect, test } from "vitest";
import { fromNested, scalar, zeros } from "#core/tensor/tensor";
import { sheetText } from "./sheet-text";

test("a matrix is lines of cells, and a vector a column", async () => {
  const matrix = fromNested([
    [1, -2.5],
    [0.1, 1e-7],
  ]);
  expect(await sheetText(matrix)).toBe("1\t-2.5\n0.1\t1e-7");
  expect(await sheetText(fromNested([1, 2]))).toBe("1\n2");
  expect(await sheetText(scalar(3))).toBe("3");
});

test("leading axes run down", async () => {
  expect(await sheetText(fromNested([[[1, 2]], [[3, 4]]]))).toBe("1\t2\n3\t4");
});

test("a large tensor is written whole", async () => {
  const text = await sheetText(zeros([1000, 120]));
  expect(text.split("\n")).toHaveLength(1000);
  expect(text).toHaveLength(2 * 120_000 - 1);
});
