import type { Digest } from "#core/tape/digest";
import { sizeOf } from "#core/tensor/tensor";
import type { Box } from "./box";
import {
  CHARACTER,
  DIGITS,
  LANE_HEIGHT,
  laneCells,
  laneForm,
  PICTURE_HEIGHT,
  PICTURE_LEFT,
  pictureWidth,
  textLeft,
} from "./lane";

/** The least width of a mark, so that it is seen on a strip of many entries. */
const NARROWEST = 4;

/** Where on a lane an entry of its tensor is shown, from the lane's top left: its number, or its cell; null where there is no such entry. */
export function entryMark(digest: Digest, at: number): Box | null {
  const { shape } = digest;
  const size = sizeOf(shape);
  if (!(at >= 0 && at < size)) return null;
  const form = laneForm(shape);
  if (form === "number" || form === "numbers") {
    const [from, characters] = form === "number" ? [0, DIGITS + 1] : [at * (DIGITS + 1), DIGITS];
    return { x: textLeft(shape) + from * CHARACTER - 2, y: 0, width: characters * CHARACTER + 4, height: LANE_HEIGHT };
  }
  const cells = laneCells(digest);
  if (!cells) return null;
  const columns = shape.at(-1) ?? 1;
  // A picture has fewer cells than the tensor entries: the entry is in the cell that was made of it.
  const row = Math.floor((Math.floor(at / columns) * cells.rows) / (size / columns));
  const column = Math.floor(((at % columns) * cells.columns) / columns);
  const [wide, tall] = [pictureWidth(shape) / cells.columns, PICTURE_HEIGHT / cells.rows];
  const width = Math.max(NARROWEST, wide);
  const height = Math.max(NARROWEST, tall);
  return {
    x: PICTURE_LEFT + (column + 0.5) * wide - width / 2,
    y: (LANE_HEIGHT - PICTURE_HEIGHT) / 2 + (row + 0.5) * tall - height / 2,
    width,
    height,
  };
}

/** The entry that is shown at a point of a lane, from its top left; null where none is. Of a cell that stands for many it is the first. */
export function entryUnder(digest: Digest, x: number, y: number): number | null {
  const { shape } = digest;
  const size = sizeOf(shape);
  if (size === 0 || y < 0 || y > LANE_HEIGHT) return null;
  const form = laneForm(shape);
  if (form === "number") return x < PICTURE_LEFT ? null : 0;
  const text = textLeft(shape);
  if (form === "numbers" && x >= text) {
    const at = Math.floor((x - text) / ((DIGITS + 1) * CHARACTER));
    return at < size ? at : null;
  }
  const cells = laneCells(digest);
  const across = (x - PICTURE_LEFT) / pictureWidth(shape);
  if (!cells || across < 0 || across >= 1) return null;
  const columns = shape.at(-1) ?? 1;
  const down = Math.min(0.999, Math.max(0, (y - (LANE_HEIGHT - PICTURE_HEIGHT) / 2) / PICTURE_HEIGHT));
  const row = Math.ceil((Math.floor(down * cells.rows) * (size / columns)) / cells.rows);
  const column = Math.ceil((Math.floor(across * cells.columns) * columns) / cells.columns);
  return row * columns + column;
}
