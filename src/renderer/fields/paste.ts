import type { Tensor } from "#core/tensor/tensor";
import { decodeTensor } from "#core/tensor/tensor-json";
import { planeOf } from "./cells";
import { cellsOf, type Read, tensorOfCells } from "./delimited";

/** A tensor from text that someone pasted: JSON where it starts with a bracket, otherwise cells of a spreadsheet. Null while there is none. */
export function readPasted(text: string): Read | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (!/^[[{]/.test(trimmed)) return tensorOfCells(cellsOf(text));
  let json: unknown;
  try {
    json = JSON.parse(trimmed);
  } catch (error) {
    return { fault: `This is not JSON that can be read: ${(error as Error).message}.` };
  }
  const decoded = decodeTensor(json);
  return "tensor" in decoded ? decoded : { fault: `The text ${decoded.fault}.` };
}

/**
 * The tensor with a block of pasted numbers laid over it from one entry on; what does not fit falls off the edge.
 * Null where the text is not a block of numbers.
 */
export function pasteInto(value: Tensor, entry: number, text: string): Tensor | null {
  const read = readPasted(text);
  if (!read || !("tensor" in read) || read.tensor.shape.length > 2) return null;
  const { rows, columns } = planeOf(value.shape);
  // A column of a spreadsheet reads as a vector; its lines say that it stands upright. It lies down only where there is one row.
  const upright = read.tensor.shape.length === 1 && rows > 1 && text.trim().includes("\n");
  const block = upright ? { rows: read.tensor.data.length, columns: 1 } : planeOf(read.tensor.shape);
  const row = Math.floor(entry / columns);
  const column = entry % columns;
  const entries = value.data.slice();
  for (let i = 0; i < read.tensor.data.length; i += 1) {
    const down = row + Math.floor(i / block.columns);
    const right = column + (i % block.columns);
    if (down < rows && right < columns) entries[down * columns + right] = read.tensor.data[i] as number;
  }
  return { shape: value.shape, data: entries };
}
