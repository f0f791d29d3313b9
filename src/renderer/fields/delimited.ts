import Papa from "papaparse";
import { grouped, parseNumber } from "#core/drawing/number-format";
import type { Tensor } from "#core/tensor/tensor";
import { MAX_ENTRIES } from "#core/tensor/tensor-json";

/** A tensor that was read, or a sentence that says what is wrong and where. */
export type Read = { readonly tensor: Tensor } | { readonly fault: string };

/** Cells of text from a spreadsheet or a CSV file, split at tabs, else semicolons, else commas, else spaces. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const plain = text.replace(/^\ufeff/, "");
  const sample = plain.slice(0, 20_000);
  const delimiter = ["\t", ";", ","].find((sign) => sample.includes(sign));
  if (delimiter === undefined) {
    return plain
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map((line) => line.split(/ +/));
  }
  return Papa.parse<string[]>(plain, { delimiter, skipEmptyLines: "greedy" }).data;
}

/**
 * Cells as numbers: one cell is a scalar, one row or one column a vector, anything else a matrix. `rowName` says where a row came from.
 */
export function tensorOfCells(
  rows: readonly (readonly string[])[],
  rowName: (row: number) => string = (row) => `Row ${grouped(row + 1)}`,
  columnName: (column: number) => string = (column) => `column ${grouped(column + 1)}`,
): Read {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) return { fault: "There are no numbers in it." };
  if (rows.length * columns > MAX_ENTRIES) {
    return {
      fault: `It has ${grouped(rows.length)} × ${grouped(columns)} numbers, more than the ${grouped(MAX_ENTRIES)} that fit.`,
    };
  }
  const entries = new Float64Array(rows.length * columns);
  for (const [row, cells] of rows.entries()) {
    if (cells.length !== columns) {
      return { fault: `${rowName(row)} has ${count(cells.length)}, but ${lower(rowName(0))} has ${columns}.` };
    }
    for (const [column, cell] of cells.entries()) {
      const number = parseNumber(cell);
      if (number === null) return { fault: `${rowName(row)}, ${columnName(column)}: ${quoted(cell)} is not a number.` };
      entries[row * columns + column] = number;
    }
  }
  const shape =
    entries.length === 1 ? [] : rows.length === 1 ? [columns] : columns === 1 ? [rows.length] : [rows.length, columns];
  return { tensor: { shape, data: entries } };
}

function quoted(cell: string): string {
  const text = cell.trim();
  if (text === "") return "an empty cell";
  return `“${text.length > 24 ? `${text.slice(0, 24)}…` : text}”`;
}

function count(cells: number): string {
  return cells === 1 ? "1 number" : `${cells} numbers`;
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
