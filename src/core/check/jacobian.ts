import { resolve } from "#core/graph/resolve";
import type { Named, Traced } from "#core/ops/define";
import { opOf } from "#core/ops/index";
import type { Entry, Tape } from "#core/tape/tape";
import { type Shape, type Tensor, zeros } from "#core/tensor/tensor";
import { type GradPlace, type Read, readAt } from "./grad-place";

/** A Jacobian of more entries than this is not worked out at once. */
export const LARGEST_JACOBIAN = 2 ** 20;

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
  if (width <= height) fillColumns(matrix, read, within);
  else fillRows(matrix, read, within);
  return { ...size, window: within, matrix };
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

/** A node's backward by itself: the op over the tape's values, which it only reads, and gradients of its own. */
function localBackward({ entry, name, from, traced }: Read) {
  const op = opOf(entry.type);
  const config = resolve(entry.node)?.settings.config;
  if (!op || !config) throw new Error(`${entry.node.id} is on the tape, but has no op`);
  const wanted: Traced = { value: traced.value, grad: zeros(traced.value.shape) };
  const site = (named: Entry["inputs"], mine: boolean): Named<Traced> =>
    Object.fromEntries(
      Object.entries(named).map(([each, { value }]) => [each, mine && each === name ? wanted : { value, grad: null }]),
    );
  const { shape } = entry.out.value;
  const out = { value: zeros(shape), grad: zeros(shape) };
  const inputs = site(entry.inputs, from === "input");
  const { forward, backward } = op.build({ inputs, params: site(entry.params, from === "param"), config, out });
  forward();
  return { dOut: out.grad.data, dX: (wanted.grad as Tensor).data, backward };
}
