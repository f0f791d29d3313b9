import type { Plane } from "./cells";

/** Entries on a plane that may be coarser than the one they come from. */
export interface Coarse extends Plane {
  readonly entries: Float64Array;
}

/**
 * The plane with at most so many rows and columns: each coarse cell gets the entry of largest magnitude of those that it covers,
 * so that a lone spike is never lost; NaN counts as larger than anything. A plane that fits is given back as it is.
 */
export function coarsen(entries: Float64Array, plane: Plane, mostRows: number, mostColumns: number): Coarse {
  const { rows, columns } = plane;
  if (rows <= mostRows && columns <= mostColumns) return { rows, columns, entries };
  const down = Math.min(rows, mostRows);
  const across = Math.min(columns, mostColumns);
  const coarse = new Float64Array(down * across);
  // One division for each column, and not for each entry: it is most of the time that a million entries take.
  const place = Int32Array.from({ length: columns }, (_, column) => Math.floor((column * across) / columns));
  for (let row = 0; row < rows; row += 1) {
    const line = Math.floor((row * down) / rows) * across;
    for (let column = 0; column < columns; column += 1) {
      const at = line + (place[column] as number);
      const x = entries[row * columns + column] as number;
      const size = Math.abs(x);
      // Written so that NaN, once there, stays.
      if (size > Math.abs(coarse[at] as number) || Number.isNaN(size)) coarse[at] = x;
    }
  }
  return { rows: down, columns: across, entries: coarse };
}
