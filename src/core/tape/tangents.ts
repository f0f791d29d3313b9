import type { Named } from "#core/formula/site";
import { own } from "#core/own";
import { type Tensor, tensor, zeros } from "#core/tensor/tensor";
import type { Entry, Tape } from "./tape";

/** A tensor that may be moved: a param of a node on the tape, such as the `value` of an Input. */
export interface Moving {
  readonly node: string;
  readonly param: string;
}

/** Where to and how fast a param moves: `tangent` is ẋ, row-major, of the param's size. */
export interface Direction extends Moving {
  readonly tangent: ArrayLike<number>;
}

/**
 * Forward mode over a tape: what moves, and how everything else moves with it. `run` overwrites `outs` from `directions`, from the
 * first entry to the last in one pass, the chain rule (1) from the side of the inputs; it follows a `forward` with the same values,
 * changes nothing on the tape, and allocates nothing once it has run.
 */
export interface ForwardMode {
  /** ẋ of each that moves, in the order asked for; zeros until they are written. */
  readonly directions: readonly Tensor[];
  /** By place on the tape: ȯut, of the output's shape; null where nothing that moves leads there. */
  readonly outs: readonly (Tensor | null)[];
  readonly run: () => void;
}

/**
 * Prepares a tape for moving these params.
 * @throws RangeError when the tape has no such param.
 */
export function forwardMode(tape: Tape, moving: readonly Moving[]): ForwardMode {
  const directions = moving.map(({ node, param }) => {
    const traced = own(tape.entries[tape.places.get(node) ?? -1]?.params ?? {}, param);
    if (!traced) throw new RangeError(`the tape has no param ${param} of ${node}`);
    return zeros(traced.value.shape);
  });
  const outs: (Tensor | null)[] = [];
  const work: (() => void)[] = [];
  for (const entry of tape.entries) {
    const own = moving.flatMap(({ node, param }, at): [string, Float64Array][] =>
      node === entry.node.id ? [[param, (directions[at] as Tensor).data]] : [],
    );
    const tangents: Named<Float64Array> = Object.fromEntries([...own, ...fedTangents(entry, outs)]);
    const moves = Object.keys(tangents).length > 0;
    const out = moves ? zeros(entry.out.value.shape) : null;
    outs.push(out);
    if (out) work.push(() => entry.push(tangents, out.data));
  }
  return {
    directions,
    outs,
    run() {
      for (const push of work) push();
    },
  };
}

function fedTangents({ inputs, sources }: Entry, outs: readonly (Tensor | null)[]): readonly [string, Float64Array][] {
  return Object.keys(inputs).flatMap((handle, at): [string, Float64Array][] => {
    const fed = outs[sources[at] as number];
    return fed ? [[handle, fed.data]] : [];
  });
}

/**
 * The tangents of all outputs along one direction, of a tape that was run forward: prepared, and run once.
 * @throws RangeError when the tape has no such param, or a tangent is not of its size.
 */
export function tangentsAlong(tape: Tape, along: readonly Direction[]): ForwardMode {
  const mode = forwardMode(tape, along);
  for (const [at, { tangent }] of along.entries()) {
    const { shape, data } = mode.directions[at] as Tensor;
    data.set(tensor(shape, tangent).data);
  }
  mode.run();
  return mode;
}

/** Ċ, how fast C moves, or what the tape's seed differentiates in its place; null where there is neither. */
export function costTangent(tape: Tape, { outs }: ForwardMode): number | null {
  let sum: number | null = null;
  for (const [place, { seed }] of tape.entries.entries()) {
    if (!seed) continue;
    sum ??= 0;
    const dot = outs[place]?.data;
    if (dot) for (let i = 0; i < seed.length; i += 1) sum += (seed[i] as number) * (dot[i] as number);
  }
  return sum;
}
