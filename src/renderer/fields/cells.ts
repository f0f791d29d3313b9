import { grouped } from "#core/drawing/number-format";
import type { Shape, Tensor } from "#core/tensor/tensor";
import { sizeOf } from "#core/tensor/tensor";

/** How a tensor of any rank lies on a plane: the last axis runs across, all that lead run down. A scalar is one cell, a vector one row. */
export interface Plane {
  readonly rows: number;
  readonly columns: number;
}

/** The plane of a shape. */
export function planeOf(shape: Shape): Plane {
  return { rows: sizeOf(shape.slice(0, -1)), columns: shape.at(-1) ?? 1 };
}

/** The place of an entry along each axis, counted from 1 as people count; nothing for a scalar. */
function placeOf(shape: Shape, entry: number): readonly number[] {
  const place: number[] = [];
  let rest = entry;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const length = shape[axis] ?? 1;
    place.unshift((rest % length) + 1);
    rest = Math.floor(rest / length);
  }
  return place;
}

/** The place of an entry as numbers alone: `2, 3`. */
export function placeNumbers(shape: Shape, entry: number): string {
  return placeOf(shape, entry).map(grouped).join(", ");
}

/** The place of an entry in words: `entry 3`, `row 1, column 2`, `place 2, 1, 3`; empty for a scalar. */
export function placeText(shape: Shape, entry: number): string {
  const place = placeOf(shape, entry).map(grouped);
  if (place.length === 0) return "";
  if (place.length === 1) return `entry ${place[0]}`;
  return place.length === 2 ? `row ${place[0]}, column ${place[1]}` : `place ${place.join(", ")}`;
}

/** What one entry of a tensor is called: `weight of z, row 1, column 2`. */
export function entryName(label: string, shape: Shape, entry: number): string {
  return shape.length === 0 ? label : `${label}, ${placeText(shape, entry)}`;
}

/** A copy of the tensor with one entry changed. */
export function withEntry(tensor: Tensor, entry: number, value: number): Tensor {
  const data = tensor.data.slice();
  data[entry] = value;
  return { shape: tensor.shape, data };
}
