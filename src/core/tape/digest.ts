import type { Bad } from "#core/formula/say-not-finite";
import type { Shape, Tensor } from "#core/tensor/tensor";

/** Entries that a digest quotes from the start of a tensor. */
const QUOTED = 16;
/** Cells of the small picture of a larger tensor. */
const MOST_ROWS = 8;
const MOST_COLUMNS = 32;

/** A tensor in small: enough to draw it on an edge or a card, and a few hundred bytes however large the tensor is. */
export interface Digest {
  readonly shape: Shape;
  /** The first 16 entries in row-major order: all of them where there are no more. */
  readonly head: readonly number[];
  /** Smallest and largest finite entry; both 0 where there is none. */
  readonly low: number;
  readonly high: number;
  /** Entries that are NaN or infinite; null where there are none. */
  readonly bad: Bad | null;
  /** A picture of the tensor as rows (all leading axes) by columns (the last axis); null where `head` tells all. */
  readonly picture: Picture | null;
}

/** Cells in row-major order; each is the entry of largest magnitude in its block, so that nothing striking is averaged away. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly number[];
}

/** Makes the digest of a tensor; reads each entry once. */
export function digest({ shape, data }: Tensor): Digest {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let count = 0;
  let first = -1;
  for (let i = 0; i < data.length; i += 1) {
    const entry = data[i] as number;
    if (!Number.isFinite(entry)) {
      if (count === 0) first = i;
      count += 1;
    } else {
      if (entry < low) low = entry;
      if (entry > high) high = entry;
    }
  }
  const none = count === data.length;
  return {
    shape,
    head: Array.from(data.subarray(0, QUOTED)),
    low: none ? 0 : low,
    high: none ? 0 : high,
    bad: count === 0 ? null : { count, at: first, entry: data[first] as number },
    picture: data.length > QUOTED ? pictureOf(shape, data) : null,
  };
}

function pictureOf(shape: Shape, data: Float64Array): Picture {
  const width = shape.at(-1) ?? 1;
  const height = data.length / width;
  const rows = Math.min(height, MOST_ROWS);
  const columns = Math.min(width, MOST_COLUMNS);
  const cells = new Array<number>(rows * columns).fill(0);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * rows) / height);
    for (let x = 0; x < width; x += 1) {
      const cell = row * columns + Math.floor((x * columns) / width);
      const entry = data[y * width + x] as number;
      // A NaN wins over everything and stays.
      if (!(Math.abs(entry) <= Math.abs(cells[cell] as number))) cells[cell] = entry;
    }
  }
  return { rows, columns, cells };
}
