import { own } from "#core/own";
import { formatShape, sameShape, type Tensor } from "#core/tensor/tensor";
import { backwardEntry, type Entry, forwardEntry, type Tape } from "./tape";

/** Places on a tape that are to be done again, in the order in which they are done. */
export interface Reach {
  /** Those that changed, and all that they lead to. */
  readonly forward: readonly number[];
  /** Those whose gradients may be others than before: they were done forward, or feed one that is done backward again. */
  readonly backward: readonly number[];
}

/**
 * Writes a param's new value into the tape and returns the node's place, to be handed to `rerun`. The tape's `graph` stays as it was
 * compiled. Whether the value is legal, such as a sigma above 0, is for `analyse` to say.
 * @throws RangeError when the tape has no such param, or the shape is another: the graph must then be compiled anew.
 */
export function setParam(tape: Tape, node: string, name: string, value: Tensor): number {
  const place = tape.places.get(node);
  const param = place === undefined ? undefined : own((tape.entries[place] as Entry).params, name);
  if (place === undefined || !param) throw new RangeError(`the tape has no param ${name} of ${node}`);
  if (!sameShape(param.value.shape, value.shape)) {
    throw new RangeError(
      `${name} of ${node} has the shape ${formatShape(param.value.shape)}, not ${formatShape(value.shape)}`,
    );
  }
  param.value.data.set(value.data);
  return place;
}

/** What must be done again when the params at these places have changed. */
export function reachOf(tape: Tape, changed: Iterable<number>): Reach {
  const { entries } = tape;
  const done = new Uint8Array(entries.length);
  let first = entries.length;
  for (const place of changed) {
    done[place] = 1;
    first = Math.min(first, place);
  }
  const forward: number[] = [];
  for (let place = first; place < entries.length; place += 1) {
    if (done[place] === 0)
      for (const source of (entries[place] as Entry).sources) if (done[source] === 1) done[place] = 1;
    if (done[place] === 1) forward.push(place);
  }
  // From here on `done` means done backward too; what is not live has no gradient to be done again.
  const backward: number[] = [];
  for (let place = entries.length - 1; place >= 0; place -= 1) {
    const { live, outgoing } = entries[place] as Entry;
    if (!live) done[place] = 0;
    else if (done[place] === 0) for (const { target } of outgoing) if (done[target] === 1) done[place] = 1;
    if (done[place] === 1) backward.push(place);
  }
  return { forward, backward };
}

/**
 * Does again what the params at these places change: forward only downstream of them, backward only where a gradient may differ.
 * Follows a whole forward and backward pass, and leaves the tape as two new ones would, to the last bit.
 */
export function rerun(tape: Tape, changed: Iterable<number>): void {
  const { forward, backward } = reachOf(tape, changed);
  for (const place of forward) forwardEntry(tape, place);
  for (const place of backward) backwardEntry(tape, place);
}
