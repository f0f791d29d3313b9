import type { Named } from "#core/formula/site";
import { resolve } from "#core/graph/resolve";
import type { Traced } from "#core/ops/define";
import { opOf } from "#core/ops/index";
import type { Entry } from "#core/tape/tape";
import { type Tensor, zeros } from "#core/tensor/tensor";
import type { Read } from "./grad-place";

/** One column of a local Jacobian: `locals[j]` is ∂out_j/∂x_k, and `mentioned[j]` is 1 where the formula of out_j mentions x_k. */
export interface Column {
  readonly locals: Float64Array;
  readonly mentioned: Uint8Array;
}

/** Entries whose slope may be asked for one by one. */
const MOST_ROWS = 64;

/**
 * ∂out_j/∂x_k for all j, by pushing 1 at k; and which of them are there at all, by pushing NaN, so that a slope that happens to be 0 is
 * told from one that is not there.
 */
export function localColumn(read: Read, at: number): Column {
  const { entry, name, traced } = read;
  const dot = new Float64Array(traced.value.data.length);
  const locals = new Float64Array(entry.out.value.data.length);
  const marks = new Float64Array(locals.length);
  dot[at] = 1;
  entry.push({ [name]: dot }, locals);
  dot[at] = Number.NaN;
  entry.push({ [name]: dot }, marks);
  const mentioned = new Uint8Array(locals.length);
  let hidden = false;
  for (let j = 0; j < locals.length; j += 1) {
    if (Number.isNaN(marks[j]) || locals[j] !== 0) mentioned[j] = 1;
    if (Number.isNaN(locals[j])) hidden = true;
  }
  if (hidden) mend(read, at, { locals, mentioned });
  return { locals, mentioned };
}

/** Where another slope is NaN, 0 · NaN hides the entry's own; it is brought back alone then. */
function mend(read: Read, at: number, { locals, mentioned }: Column): void {
  const { dOut, dX, backward } = localBackward(read);
  let rows = 0;
  for (let j = 0; j < locals.length && rows < MOST_ROWS; j += 1) {
    if (!Number.isNaN(locals[j])) continue;
    rows += 1;
    dOut[j] = 1;
    backward();
    dOut[j] = 0;
    locals[j] = dX[at] as number;
    mentioned[j] = locals[j] === 0 ? 0 : 1;
  }
}

/**
 * A node's backward by itself, for what it reads: the op over the tape's values, which it only reads, and gradients of its own.
 * `backward` overwrites `dX` with the vector-Jacobian product of `dOut`, which is zeros at first.
 */
export function localBackward({ entry, name, from, traced }: Read) {
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
