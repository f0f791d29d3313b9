import type { Tensor } from "#core/tensor/tensor";
import { planeOf } from "../fields/cells";

/** Entries that are written at a stretch; between two stretches the page may draw. */
const STRETCH = 50_000;

/**
 * A tensor as cells that a spreadsheet takes: tabs between columns, a line a row, every digit. A vector runs down; of more than
 * two axes, all but the last run down.
 */
export async function sheetText({ shape, data }: Tensor): Promise<string> {
  const { columns } = shape.length === 1 ? { columns: 1 } : planeOf(shape);
  let text = "";
  for (let i = 0; i < data.length; i += 1) {
    if (i > 0) text += i % columns === 0 ? "\n" : "\t";
    text += String(data[i]);
    if (i % STRETCH === STRETCH - 1) await new Promise((resolve) => setTimeout(resolve));
  }
  return text;
}
