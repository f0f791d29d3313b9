import { plainNamesOf } from "#core/graph/names";
import type { Entry, Tape } from "#core/tape/tape";
import { sameShape, type Tensor } from "#core/tensor/tensor";
import type { Dead, Finding, Illness, Sent } from "./finding";
import { sayFinding } from "./health-words";

/** Beyond these shares of what C sends back a gradient counts as vanished, or exploded. */
const VANISHED = 1e-4;
const EXPLODED = 1e4;

/** A node that keeps the shape and lets less than this through is flat where it is, however sound the gradient still is. */
const FLAT = 1e-2;

/** In a smaller batch a unit that lets nothing through may just be at rest. */
const DEAD_ROWS = 8;

/** A gradient in small. */
interface Size {
  /** Root mean square of the entries; NaN or Infinity where one of them is. */
  readonly rms: number;
  readonly nan: boolean;
  readonly infinite: boolean;
}

/**
 * Finds where gradients fall ill in the backward pass that a tape holds, from C back. What follows from a finding is not named again. It
 * looks only at sizes before and after each node, and so holds for every op.
 */
export function gradientHealth(tape: Tape): readonly Finding[] {
  const reference = referenceOf(tape);
  const findings: Finding[] = [];
  for (let place = tape.entries.length - 1; place >= 0; place -= 1) {
    const entry = tape.entries[place] as Entry;
    if (!entry.out.grad) continue;
    const upstream = sizeOfGrad(entry.out.grad);
    const names = plainNamesOf(tape.graph, entry.node);
    const add = (kind: Illness, sent: Sent | null, size: Size, dead: Dead | null) => {
      const [gain, level] = [sent ? size.rms / upstream.rms : 1, size.rms / reference];
      const message = sayFinding({ kind, entry, names, sent, dead, gain, level });
      const where = !sent ? {} : sent.edge === null ? { param: sent.name } : { edge: sent.edge };
      findings.push({ kind, node: entry.node.id, ...where, message, gain, level });
    };
    const summed = illnessOf(upstream, reference);
    // 1 at a cost is sound, however little the cost then sends back.
    const isIll = summed !== null && !entry.seed;
    const fell = entry.outgoing.some(({ grad }) => grad && illnessOf(sizeOfGrad(grad), reference) !== null);
    if (isIll && !fell) add(summed, null, upstream, null);
    for (const sent of sendsOf(tape, place)) {
      const size = sizeOfGrad(sent.grad);
      const dead = deadUnits(entry.out.grad, sent);
      const kind = beginning(entry, upstream, size, reference, isIll, sent.edge === null) ?? (dead ? "dead" : null);
      if (kind) add(kind, sent, size, dead);
    }
  }
  return findings;
}

/** What begins between ∂C/∂out and one gradient that is sent back. */
function beginning(
  entry: Entry,
  upstream: Size,
  size: Size,
  reference: number,
  isIll: boolean,
  isParam: boolean,
): Illness | null {
  const illness = illnessOf(size, reference);
  if (illness === "nan" || illness === "infinite") return upstream.nan || upstream.infinite ? null : illness;
  if (isIll || upstream.nan || upstream.infinite) return null;
  // How much a cost sends back is what all else is measured by; how much a param gets depends on the units of what it goes with.
  if ((entry.isCost || isParam) && illness !== "zero") return null;
  if (illness) return illness;
  const { inputs, out } = entry;
  const keepsShape = Object.values(inputs).every(({ value }) => sameShape(value.shape, out.value.shape));
  return keepsShape && Object.keys(inputs).length === 1 && size.rms < FLAT * upstream.rms ? "vanishing" : null;
}

function illnessOf({ rms, nan, infinite }: Size, reference: number): Illness | null {
  if (nan) return "nan";
  if (infinite) return "infinite";
  if (rms === 0) return "zero";
  if (rms < VANISHED * reference) return "vanishing";
  return rms > EXPLODED * reference ? "exploding" : null;
}

/** The largest gradient that a cost sends back, or a seed that is no cost has; 1 where there is none. */
function referenceOf(tape: Tape): number {
  let most = 0;
  for (const [place, { isCost, seed, out }] of tape.entries.entries()) {
    if (!seed || !out.grad) continue;
    const grads = isCost ? sendsOf(tape, place).map(({ grad }) => grad) : [out.grad];
    for (const grad of grads) {
      const { rms } = sizeOfGrad(grad);
      if (Number.isFinite(rms)) most = Math.max(most, rms);
    }
  }
  return most > 0 ? most : 1;
}

/** The gradients that an entry sends back: one an edge, in the order of its handles, then one a param. */
function sendsOf({ entries }: Tape, place: number): readonly Sent[] {
  const { inputs, params, sources } = entries[place] as Entry;
  const edges = Object.entries(inputs).flatMap(([name, { grad }], at): Sent[] => {
    const { outgoing } = entries[sources[at] as number] as Entry;
    const found = outgoing.find(({ edge, target }) => target === place && edge.targetHandle === name);
    return grad && found ? [{ edge: found.edge.id, name, grad }] : [];
  });
  const own = Object.entries(params).flatMap(([name, { grad }]) => (grad ? { edge: null, name, grad } : []));
  return [...edges, ...own];
}

function sizeOfGrad({ data }: Tensor): Size {
  let largest = 0;
  let nan = false;
  for (let i = 0; i < data.length; i += 1) {
    const entry = Math.abs(data[i] as number);
    if (entry > largest) largest = entry;
    else if (Number.isNaN(entry)) nan = true;
  }
  if (nan || largest === Number.POSITIVE_INFINITY) return { rms: nan ? Number.NaN : largest, nan, infinite: !nan };
  if (largest === 0) return { rms: 0, nan, infinite: false };
  // By the largest, so that squares neither overflow nor become 0.
  let sum = 0;
  for (let i = 0; i < data.length; i += 1) sum += ((data[i] as number) / largest) ** 2;
  return { rms: largest * Math.sqrt(sum / data.length), nan, infinite: false };
}

/** Units whose gradient is 0 in every row though something came to them; null where there are none, or it cannot be told. */
function deadUnits({ shape, data: dOut }: Tensor, { grad }: Sent): Dead | null {
  const columns = shape.at(-1) ?? 0;
  const rows = dOut.length / columns;
  if (!sameShape(shape, grad.shape) || !(rows >= DEAD_ROWS)) return null;
  const asked = new Uint8Array(columns);
  const lets = new Uint8Array(columns);
  for (let i = 0; i < dOut.length; i += 1) {
    if (dOut[i] !== 0) asked[i % columns] = 1;
    if (grad.data[i] !== 0) lets[i % columns] = 1;
  }
  let units = 0;
  for (let column = 0; column < columns; column += 1) if (asked[column] === 1 && lets[column] === 0) units += 1;
  return units > 0 ? { units, of: columns, rows } : null;
}
