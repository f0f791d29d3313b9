import { sayNumber } from "#core/formula/number";
import { knownAt, type Score } from "#core/tape/score";
import type { Entry, Tape } from "#core/tape/tape";
import type { Shape, Tensor } from "#core/tensor/tensor";

/** A tape that was run both ways, and how many steps of its pass are to be seen. */
export interface Moment {
  readonly tape: Tape;
  readonly score: Score;
  readonly position: number;
}

/** A number of a run by its name: `z[1]`, `∂z[1]` for ∂C by it, `z.weight[0,1]`, `∂(x-z.x)` for what an edge brings back. */
export interface Reading {
  readonly grad: boolean;
  readonly node: string | null;
  readonly edge: string | null;
  /** A param, or what the node keeps; null for the node's output. */
  readonly name: string | null;
  /** Empty where the tensor has one entry. */
  readonly index: readonly number[];
}

const READING = /^(∂)?(?:\(([^()]+)\)|([^.[\]()]+)(?:\.(\w+))?)(?:\[(\d+(?:,\d+)*)\])?$/u;
const NUMBER = /^\d+(?:\.\d+)?$/;

/** A reading from its text. @throws Error where it is none. */
export function parseReading(text: string): Reading {
  const [, grad, edge, node, name, index] = READING.exec(text) ?? [];
  if (!edge && !node) throw new Error(`“${text}” is no reading`);
  return {
    grad: grad !== undefined,
    node: node ?? null,
    edge: edge ?? null,
    name: name ?? null,
    index: index?.split(",").map(Number) ?? [],
  };
}

/** Where an entry lies in a tensor's data. @throws Error where there is none. */
export function indexIn(shape: Shape, index: readonly number[], text: string): number {
  const full = index.length === 0 && shape.every((size) => size === 1) ? shape.map(() => 0) : index;
  const inside = full.length === shape.length && full.every((at, axis) => at < (shape[axis] as number));
  if (!inside) throw new Error(`“${text}” reads [${index.join(",")}] of a tensor ${shape.join(" × ")}`);
  return full.reduce((at, each, axis) => at * (shape[axis] as number) + each, 0);
}

/**
 * The number of a reading, or of sums and products of readings and numbers, `a[0] - a[0] * a[0]`; spaces part them.
 * @throws Error where one is not there or not computed yet.
 */
export function readAt(text: string, moment: Moment): number {
  return text.split(" + ").reduce((total, addend) => total + difference(addend, moment), 0);
}

function difference(text: string, moment: Moment): number {
  const [first = 0, ...others] = text.split(" - ").map((term) => product(term, moment));
  return others.reduce((total, term) => total - term, first);
}

function product(text: string, moment: Moment): number {
  return text
    .split(" * ")
    .reduce((total, factor) => total * (NUMBER.test(factor) ? Number(factor) : readOne(factor, moment)), 1);
}

/**
 * A text with the readings in its braces filled in, to three significant digits, or to four: `{z[1]}`, `{z[1]:4}`, where three would
 * not add up. @throws Error as `readAt` does.
 */
export function fillIn(text: string, moment: Moment): string {
  return text.replace(/\{([^{}]*?)(:4)?\}/g, (_, reading: string, four?: string) => {
    const number = readAt(reading, moment);
    return four ? String(Number(number.toPrecision(4))).replaceAll("-", "−") : sayNumber(number);
  });
}

function readOne(text: string, moment: Moment): number {
  const reading = parseReading(text);
  const tensor = reading.edge === null ? ofNode(reading, moment) : ofEdge(reading, moment);
  if (!tensor) throw new Error(`“${text}” is not there, or not computed after ${moment.position} steps`);
  return tensor.data[indexIn(tensor.shape, reading.index, text)] as number;
}

function ofEdge({ edge, grad }: Reading, { tape, score, position }: Moment): Tensor | null {
  const known = knownAt(score, position);
  for (const [place, { out, outgoing }] of tape.entries.entries()) {
    const found = outgoing.find((each) => each.edge.id === edge);
    if (!found) continue;
    if (grad) return found.target >= known.backward ? found.grad : null;
    return place < known.forward ? out.value : null;
  }
  return null;
}

function ofNode({ node, name, grad }: Reading, { tape, score, position }: Moment): Tensor | null {
  const known = knownAt(score, position);
  const place = tape.places.get(node ?? "");
  if (place === undefined) return null;
  const entry = tape.entries[place] as Entry;
  if (name === null) {
    if (grad) return isBack(entry, known) ? entry.out.grad : null;
    return place < known.forward ? entry.out.value : null;
  }
  const param = Object.hasOwn(entry.params, name) ? entry.params[name] : undefined;
  if (param && grad) return place >= known.backward ? param.grad : null;
  if (param) return param.value;
  const kept = Object.hasOwn(entry.saved, name) ? entry.saved[name] : undefined;
  return kept && !grad && place < known.forward ? kept : null;
}

/** Whether the whole sum that makes ∂C/∂out is known. */
function isBack({ seed, outgoing, live }: Entry, known: ReturnType<typeof knownAt>): boolean {
  return live && (!seed || known.seeded) && outgoing.every(({ grad, target }) => !grad || target >= known.backward);
}
