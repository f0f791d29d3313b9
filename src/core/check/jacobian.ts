import type { Tape } from "#core/tape/tape";
import { type Shape, type Tensor, zeros } from "#core/tensor/tensor";
import { type GradPlace, type Read, readAt } from "./grad-place";
import { localBackward } from "./local";

/** A Jacobian of more entries than this is not worked out at once. */
export const LARGEST_JACOBIAN = 2 ** 20;

/** Where slopes are NaN, a Jacobian of up to so many entries is worked out twice. */
const LARGEST_MENDED = 2 ** 16;

/** Rows and columns of a Jacobian: each from the first up to, and without, the second. */
export interface Window {
  readonly rows: readonly [from: number, to: number];
  readonly columns: readonly [from: number, to: number];
}

/** How large a whole local Jacobian is: one row for each entry of the output, one column for each entry of x. */
export interface JacobianSize {
  readonly rows: number;
  readonly columns: number;
  readonly out: Shape;
  readonly x: Shape;
}

/** ∂out/∂x, or a window of it: entry [j, k] of `matrix` is ∂out_{j + first row}/∂x_{k + first column}. */
export interface Jacobian extends JacobianSize {
  readonly window: Window;
  readonly matrix: Tensor;
}

/**
 * The local Jacobian ∂out/∂x at the node that an edge leads to, or that a param belongs to, on a tape that was run forward, and which it
 * leaves as it is. The window is cut to what there is; without one it is the whole. Where that has over 2^20 entries, only the size is
 * given, so that a window can be chosen. Null where there is no such place.
 */
export function jacobian(
  tape: Tape,
  place: Exclude<GradPlace, { kind: "out" }>,
  window?: Window,
): Jacobian | JacobianSize | null {
  const read = readAt(tape, place);
  if (!read) return null;
  const { entry, traced } = read;
  const [rows, columns] = [entry.out.value.data.length, traced.value.data.length];
  const size = { rows, columns, out: entry.out.value.shape, x: traced.value.shape };
  const within = { rows: cut(window?.rows, rows), columns: cut(window?.columns, columns) };
  const height = within.rows[1] - within.rows[0];
  const width = within.columns[1] - within.columns[0];
  if (height * width > LARGEST_JACOBIAN) return size;
  const matrix = zeros([height, width]);
  const [fill, other] = width <= height ? [fillColumns, fillRows] : [fillRows, fillColumns];
  fill(matrix, read, within);
  if (matrix.data.some(Number.isNaN) && height * width <= LARGEST_MENDED)
    mend(matrix, (again) => other(again, read, within));
  return { ...size, window: within, matrix };
}

/** A NaN slope beside an entry makes 0 · NaN of it in one direction, but not in the other: only where both say NaN is it one. */
function mend(matrix: Tensor, fill: (again: Tensor) => void): void {
  const again = zeros(matrix.shape);
  fill(again);
  for (const [at, entry] of again.data.entries()) if (!Number.isNaN(entry)) matrix.data[at] = entry;
}

function cut(range: readonly [number, number] | undefined, length: number): readonly [number, number] {
  const [from, to] = range ?? [0, length];
  const first = Math.max(0, Math.min(from, length));
  return [first, Math.max(first, Math.min(to, length))];
}

/** Column by column: each is what a tangent of 1 at one entry of x is pushed to. */
function fillColumns(matrix: Tensor, { entry, name, traced }: Read, { rows, columns }: Window): void {
  const dot = new Float64Array(traced.value.data.length);
  const outDot = new Float64Array(entry.out.value.data.length);
  const width = columns[1] - columns[0];
  for (let k = columns[0]; k < columns[1]; k += 1) {
    dot[k] = 1;
    entry.push({ [name]: dot }, outDot);
    dot[k] = 0;
    for (let j = rows[0]; j < rows[1]; j += 1) {
      matrix.data[(j - rows[0]) * width + k - columns[0]] = outDot[j] as number;
    }
  }
}

/** Row by row: each is the gradient that comes back from 1 at one entry of the output. */
function fillRows(matrix: Tensor, read: Read, { rows, columns }: Window): void {
  const { dOut, dX, backward } = localBackward(read);
  const width = columns[1] - columns[0];
  for (let j = rows[0]; j < rows[1]; j += 1) {
    dOut[j] = 1;
    backward();
    dOut[j] = 0;
    matrix.data.set(dX.subarray(columns[0], columns[1]), (j - rows[0]) * width);
  }
}
