import { expect, test } from "vitest";
import { fromNested } from "#core/tensor/tensor";
import { csvTensor, numericColumns, readCsv } from "./csv";

const iris = readCsv("length,width,species\n5.1,3.5,setosa\n4.9,3.0,virginica\n");

test("a first row of names is a header", () => {
  expect(iris.columns).toEqual(["length", "width", "species"]);
  expect(iris.rows).toHaveLength(2);
  expect(numericColumns(iris)).toEqual([true, true, false]);
});

test("a first row of numbers is none, and its columns are counted", () => {
  const csv = readCsv("1;2\n3;4");
  expect(csv.hasHeader).toBe(false);
  expect(csv.columns).toEqual(["Column 1", "Column 2"]);
  expect(csv.rows).toHaveLength(2);
});

test("a file of text alone has no header to tell from the rest", () => {
  expect(readCsv("a,b\nc,d").hasHeader).toBe(false);
});

test("chosen columns are a matrix with a row for each row, a column alone a vector", () => {
  expect(csvTensor(iris, [1, 0])).toEqual({
    tensor: fromNested([
      [3.5, 5.1],
      [3, 4.9],
    ]),
  });
  expect(csvTensor(iris, [0])).toEqual({ tensor: fromNested([5.1, 4.9]) });
  expect(csvTensor(readCsv("x,y\n1,2"), [0, 1])).toEqual({ tensor: fromNested([[1, 2]]) });
});

test("the cell that is not a number is named by its line in the file and its column's name", () => {
  expect(csvTensor(iris, [0, 2])).toEqual({ fault: "Line 2, column “species”: “setosa” is not a number." });
  expect(csvTensor(readCsv("x,y\n1,2\n3"), [0])).toEqual({ fault: "Line 3 has 1 cell, but the file has 2 columns." });
  expect(csvTensor(iris, [])).toEqual({ fault: "Choose at least one column." });
  expect(csvTensor(readCsv(""), [0])).toEqual({ fault: "The file has no rows of numbers." });
});

test("quotes, a byte-order mark and Windows line ends do not matter", () => {
  const csv = readCsv('\ufeff"a, b",c\r\n"1",2\r\n');
  expect(csv.columns).toEqual(["a, b", "c"]);
  expect(csvTensor(csv, [0, 1])).toEqual({ tensor: fromNested([[1, 2]]) });
});
