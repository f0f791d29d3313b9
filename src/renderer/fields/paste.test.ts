import { expect, test } from "vitest";
import { fromNested } from "#core/tensor/tensor";
import { pasteInto, readPasted } from "./paste";

function read(text: string) {
  const result = readPasted(text);
  if (!result) return null;
  return "tensor" in result ? result.tensor : result.fault;
}

test("a spreadsheet's cells, CSV and plain columns of numbers are matrices", () => {
  const matrix = fromNested([
    [1, -2],
    [3.5, 4e-3],
  ]);
  expect(read("1\t−2\n3.5\t4e-3\n")).toEqual(matrix);
  expect(read("1,-2\r\n3.5,4e-3")).toEqual(matrix);
  expect(read("1; -2\n3.5; 4e-3")).toEqual(matrix);
  expect(read("  1   -2\n\n 3.5 4e-3")).toEqual(matrix);
});

test("one row or one column is a vector, and one number a scalar", () => {
  expect(read("1\t2\t3")).toEqual(fromNested([1, 2, 3]));
  expect(read("1\n2\n3")).toEqual(fromNested([1, 2, 3]));
  expect(read("1/4")).toEqual(fromNested(0.25));
});

test("JSON is read as the file format says, of any rank", () => {
  expect(read("[[[1, 2]], [[3, 4]]]")).toEqual(fromNested([[[1, 2]], [[3, 4]]]));
  expect(read('{"shape": [1], "float64": "AAAAAAAA8D8="}')).toEqual(fromNested([1]));
});

test("what is wrong is said, and where", () => {
  expect(read("1\t2\n3\tx4")).toBe("Row 2, column 2: “x4” is not a number.");
  expect(read("1,2\n3,")).toBe("Row 2, column 2: an empty cell is not a number.");
  expect(read("1,2\n3")).toBe("Row 2 has 1 number, but row 1 has 2.");
  expect(read("[[1, 2], [3]]")).toMatch(/^The text is ragged: .+ at \[1\] .+\.$/);
  expect(read("[1, 2")).toMatch(/^This is not JSON that can be read: .+\.$/);
});

test("nothing pasted is neither a tensor nor a mistake", () => {
  expect(read(" \n ")).toBeNull();
});

test("a block is laid over a tensor from the entry on, and what does not fit falls off", () => {
  const zero = fromNested([
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect(pasteInto(zero, 1, "1\t2\t9\n3\t4\t9\n9\t9\t9")).toEqual(
    fromNested([
      [0, 1, 2],
      [0, 3, 4],
    ]),
  );
  expect(pasteInto(zero, 2, "5\n6")).toEqual(
    fromNested([
      [0, 0, 5],
      [0, 0, 6],
    ]),
  );
  expect(pasteInto(fromNested([0, 0, 0]), 1, "5\n6")).toEqual(fromNested([0, 5, 6]));
  expect(pasteInto(zero, 0, "1\tno")).toBeNull();
});
