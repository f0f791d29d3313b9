import { formatShape, type Shape, sameShape, sizeOf } from "./tensor";

/**
 * The shape of an elementwise result by NumPy's rule: axes are matched from the last one back, and an axis of length 1, or one
 * that is not there, stretches to the other's length. `[]` when there are no shapes; null when two lengths differ and neither is 1.
 */
export function broadcastShape(shapes: readonly Shape[]): Shape | null {
  const rank = shapes.reduce((most, shape) => Math.max(most, shape.length), 0);
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    const lead = rank - shape.length;
    for (let axis = 0; axis < shape.length; axis += 1) {
      const length = shape[axis] as number;
      const sofar = result[lead + axis];
      if (length === sofar || length === 1) continue;
      if (sofar !== 1) return null;
      result[lead + axis] = length;
    }
  }
  return result;
}

/**
 * For each entry of a tensor of shape `to`, in row-major order, which entry of a tensor of shape `from` stretches to it.
 * Null when the shapes are the same, where the answer would be the entry itself.
 * @throws RangeError when `from` does not stretch to `to`.
 */
export function spreadIndex(from: Shape, to: Shape): Int32Array | null {
  if (sameShape(from, to)) return null;
  requireSpread(from, to);
  const index = new Int32Array(sizeOf(to));
  // Built from the last axis back: `block` holds the index of one slice, and each axis repeats it, shifted where `from` has that axis.
  let block = 1;
  let stride = 1;
  for (let axis = to.length - 1; axis >= 0 && index.length > 0; axis -= 1) {
    const length = to[axis] ?? 1;
    const own = from[axis - to.length + from.length] ?? 1;
    const shift = own === 1 ? 0 : stride;
    for (let copy = 1; copy < length; copy += 1) {
      for (let i = 0; i < block; i += 1) index[copy * block + i] = (index[i] ?? 0) + copy * shift;
    }
    block *= length;
    stride *= own;
  }
  return index;
}

/**
 * The way back of broadcasting: a kernel that *overwrites* `dFrom` (shape `from`) with ∂C/∂from, given `dTo` = ∂C/∂to (shape `to`).
 * An entry that was stretched over many gets the sum of what comes back from all of them, in row-major order.
 * The kernel allocates nothing; `dFrom` and `dTo` must not be the same array.
 * @throws RangeError when `from` does not stretch to `to`.
 */
export function sumTo(from: Shape, to: Shape): (dFrom: Float64Array, dTo: Float64Array) => void {
  const index = spreadIndex(from, to);
  if (index === null) return copyEntries;
  if (sizeOf(from) === 1) {
    return (dFrom, dTo) => {
      let sum = 0;
      for (let i = 0; i < dTo.length; i += 1) sum += dTo[i] as number;
      dFrom[0] = sum;
    };
  }
  return (dFrom, dTo) => {
    dFrom.fill(0);
    for (let i = 0; i < index.length; i += 1) {
      const entry = index[i] as number;
      dFrom[entry] = (dFrom[entry] as number) + (dTo[i] as number);
    }
  };
}

// A loop and not `set`, whose call costs more than the few entries of a small tensor.
function copyEntries(target: Float64Array, source: Float64Array): void {
  for (let i = 0; i < target.length; i += 1) target[i] = source[i] as number;
}

function requireSpread(from: Shape, to: Shape): void {
  const shape = broadcastShape([from, to]);
  if (shape === null || !sameShape(shape, to)) {
    throw new RangeError(`the shape ${formatShape(from)} does not stretch to ${formatShape(to)}`);
  }
}
