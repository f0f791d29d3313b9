import { copyOf, type Tensor } from "#core/tensor/tensor";
import type { Known } from "./score";
import type { Entry } from "./tape";

/** Whether ∂C/∂out of an entry is a sum, or a seed, rather than just what one edge brings back. */
export function isSummed({ out, outgoing }: Entry): boolean {
  return !outgoing.some(({ grad }) => grad !== null && grad === out.grad);
}

/**
 * ∂C/∂out once so many of the entry's edges have brought back theirs, in the order in which they do, and with its seed, such as the 1 of a cost, in it:
 * for all of them the same as `backward` leaves in `out.grad`, to the last bit. For a tape that was run both ways.
 */
export function sumOf(entry: Entry, arrived: number): Tensor {
  const { out, outgoing, seed } = entry;
  const shares = outgoing.flatMap(({ grad }) => grad ?? []).slice(0, arrived);
  const [only] = shares;
  if (!isSummed(entry) && only) return copyOf(only);
  const data = seed ? seed.slice() : new Float64Array(out.value.data.length);
  for (const { data: share } of shares) {
    for (let i = 0; i < data.length; i += 1) data[i] = (data[i] as number) + (share[i] as number);
  }
  return { shape: out.value.shape, data };
}

/** ∂C/∂out as far as it has come back by then; null where nothing has. */
export function gradAt(entry: Entry, known: Known): Tensor | null {
  const { out, outgoing, seed } = entry;
  if (!out.grad) return null;
  const shares = outgoing.filter(({ grad }) => grad !== null);
  const arrived = shares.filter(({ target }) => target >= known.backward).length;
  if (arrived === 0 && !(seed && known.seeded)) return null;
  return arrived === shares.length ? out.grad : sumOf(entry, arrived);
}
