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

/** The place of an entry along each axis, counted from 1 as people count: `2, 3`; empty for a scalar. */
export function placeText(shape: Shape, entry: number): string {
  const place: number[] = [];
  let rest = entry;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const length = shape[axis] ?? 1;
    place.unshift((rest % length) + 1);
    rest = Math.floor(rest / length);
  }
  return place.join(", ");
}

/** A copy of the tensor with one entry changed. */
export function withEntry(tensor: Tensor, entry: number, value: number): Tensor {
  const data = tensor.data.slice();
  data[entry] = value;
  return { shape: tensor.shape, data };
}
