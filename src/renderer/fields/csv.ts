import { grouped, parseNumber } from "#core/drawing/number-format";
import type { Shape } from "#core/tensor/tensor";
import { cellsOf, type Read, tensorOfCells } from "./delimited";

/** A CSV file's columns, and its rows below the header. */
export interface Csv {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly hasHeader: boolean;
}

/** Columns by name, and rows, of the text of a CSV file. The first row is a header when fewer of its cells are numbers than of the second row. */
export function readCsv(text: string): Csv {
  const cells = cellsOf(text);
  const [first = [], second = []] = cells;
  const numbers = (row: readonly string[]) => row.filter((cell) => parseNumber(cell) !== null).length;
  const hasHeader = numbers(first) < numbers(second);
  const columns = first.map((cell, at) => (hasHeader && cell.trim() !== "" ? cell.trim() : `Column ${at + 1}`));
  return { columns, rows: hasHeader ? cells.slice(1) : cells, hasHeader };
}

/** Which columns hold numbers alone, as far as the first hundred rows tell. */
export function numericColumns({ columns, rows }: Csv): readonly boolean[] {
  const sample = rows.slice(0, 100);
  return columns.map((_, at) => sample.length > 0 && sample.every((row) => parseNumber(row[at] ?? "") !== null));
}

/** The chosen columns as a tensor: a column alone is a vector, several are a matrix with a row for each row of the file. */
export function csvTensor(csv: Csv, chosen: readonly number[]): Read {
  if (chosen.length === 0) return { fault: "Choose at least one column." };
  if (csv.rows.length === 0) return { fault: "The file has no rows of numbers." };
  const line = (row: number) => `Line ${grouped(row + (csv.hasHeader ? 2 : 1))}`;
  const short = csv.rows.findIndex((row) => row.length !== csv.columns.length);
  if (short >= 0) {
    const cells = csv.rows[short]?.length ?? 0;
    return {
      fault: `${line(short)} has ${cells === 1 ? "1 cell" : `${grouped(cells)} cells`}, but the file has ${grouped(csv.columns.length)} columns.`,
    };
  }
  const rows = csv.rows.map((row) => chosen.map((column) => row[column] ?? ""));
  const read = tensorOfCells(rows, line, (column) => `column “${csv.columns[chosen[column] ?? -1]}”`);
  if (!("tensor" in read)) return read;
  const shape: Shape = chosen.length === 1 ? [rows.length] : [rows.length, chosen.length];
  return { tensor: { shape, data: read.tensor.data } };
}
