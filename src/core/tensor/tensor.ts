/** Lengths of a tensor's axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** A dense block of float64 numbers: row-major, any rank from 0. `data.length` is the product of `shape`. */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** Number of entries of a tensor of this shape; 1 for a scalar, 0 where an axis is empty. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/**
 * A tensor over `data`, which it keeps and does not copy.
 * @throws RangeError when `data` does not fill `shape` exactly: a fault of ours, never of a user's file.
 */
export function tensor(shape: Shape, data: ArrayLike<number>): Tensor {
  const entries = data instanceof Float64Array ? data : Float64Array.from(data);
  if (entries.length !== sizeOf(shape)) {
    throw new RangeError(`${entries.length} entries do not fill the shape ${formatShape(shape)}`);
  }
  return { shape, data: entries };
}

/** A rank-0 tensor. */
export function scalar(value: number): Tensor {
  return { shape: [], data: Float64Array.of(value) };
}

/** A tensor of zeros. */
export function zeros(shape: Shape): Tensor {
  return { shape, data: new Float64Array(sizeOf(shape)) };
}

/** A tensor with every entry the same. */
export function filled(shape: Shape, value: number): Tensor {
  return { shape, data: new Float64Array(sizeOf(shape)).fill(value) };
}

/** A copy that shares nothing with the original. */
export function copyOf(original: Tensor): Tensor {
  return { shape: original.shape, data: original.data.slice() };
}

/** Whether two shapes have the same axes. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis += 1) if (a[axis] !== b[axis]) return false;
  return true;
}

/** Whether two tensors are equal to the last bit (`NaN` equals `NaN`, `0` differs from `-0`). */
export function sameTensor(a: Tensor, b: Tensor): boolean {
  if (a === b) return true;
  if (!sameShape(a.shape, b.shape)) return false;
  for (let i = 0; i < a.data.length; i += 1) if (!Object.is(a.data[i], b.data[i])) return false;
  return true;
}

/** A shape in words: `2 × 3`, or `scalar`. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? "scalar" : shape.join(" × ");
}

/** Nested arrays of numbers, as deep as the tensor's rank; a bare number is a scalar. */
export type Nested = number | readonly Nested[];

/**
 * A tensor from nested arrays that are known to be rectangular, as in an op's examples.
 * Text from outside goes through `decodeTensor`, which explains what is wrong instead of throwing.
 * @throws RangeError when the arrays are ragged.
 */
export function fromNested(nested: Nested): Tensor {
  const shape: number[] = [];
  for (let level = nested; typeof level !== "number"; level = level[0] ?? 0) shape.push(level.length);
  const entries: number[] = [];
  const collect = (level: Nested): void => {
    if (typeof level === "number") entries.push(level);
    else for (const inner of level) collect(inner);
  };
  collect(nested);
  return tensor(shape, entries);
}
