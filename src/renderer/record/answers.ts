import type { Anchor } from "#core/recording/event";
import type { Reading, Readings } from "#core/tape/readings";

/** A number of the run that a question may ask for. */
export interface KnownAnswer {
  readonly name: string;
  readonly value: number;
}

/** Of a larger tensor nobody is asked for a number. */
const MOST = 4;

/** The numbers at a place of the run: its values, and then its gradients. */
export function answersAt({ node, edge }: Anchor, run: Readings): readonly KnownAnswer[] {
  const reading: Reading | undefined = node === undefined ? run.edges.get(edge ?? "") : run.nodes.get(node)?.out;
  if (!reading) return [];
  return [...entries("Value", reading.value), ...(reading.grad ? entries("Gradient", reading.grad) : [])];
}

/** One per cent of an answer to two digits; where that is nothing, a hundredth. */
export function toleranceFor(answer: number): number {
  const part = Math.abs(answer) / 100;
  return part > 0 && Number.isFinite(part) ? Number(part.toPrecision(2)) : 0.01;
}

function entries(name: string, { head, shape }: Reading["value"]): readonly KnownAnswer[] {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size > MOST) return [];
  return head
    .slice(0, size)
    .map((value, at) => ({ name: size === 1 ? name : `${name}, entry ${at + 1}`, value }))
    .filter(({ value }) => Number.isFinite(value));
}
