import { sayNumber } from "#core/formula/number";
import { sayNotFinite } from "#core/formula/say-not-finite";
import type { Digest } from "#core/tape/digest";
import { formatShape, sizeOf } from "#core/tensor/tensor";

/** Entries that a sentence quotes one by one. */
const QUOTED = 4;

/** One number after another with its sign between: `+ 0.31`, `− 0.31`. */
export function sayAddend(x: number): string {
  return x < 0 ? `− ${sayNumber(-x)}` : `+ ${sayNumber(x)}`;
}

/** A tensor in a sentence: its one number, its few numbers in brackets, or how many there are and how large. */
export function sayTensor({ shape, head, low, high, bad }: Digest): string {
  const size = sizeOf(shape);
  if (size === 1) return sayNumber(head[0] as number);
  if (size <= QUOTED) {
    const columns = shape.at(-1) ?? 1;
    const rows = Array.from({ length: size / columns }, (_, row) =>
      head
        .slice(row * columns, (row + 1) * columns)
        .map(sayNumber)
        .join(", "),
    );
    return `[${rows.join("; ")}]`;
  }
  const largest = sayNumber(Math.max(Math.abs(low), Math.abs(high)));
  const all = `${formatShape(shape)} numbers, up to ${largest} in size`;
  return bad ? `${all}, and ${sayNotFinite(bad, shape)}` : all;
}

/** What a name is, as short as can be: of a large tensor only how large it gets. */
export function sayBrief(name: string, tensor: Digest): string {
  const { low, high, bad, shape } = tensor;
  if (sizeOf(shape) <= QUOTED || bad) return sayIs(name, tensor);
  return `${name} up to ${sayNumber(Math.max(Math.abs(low), Math.abs(high)))}`;
}

/** What a name is: `z = 1`, `z is 50 × 3 numbers, up to 4.2 in size`. */
export function sayIs(name: string, tensor: Digest): string {
  return `${name} ${sizeOf(tensor.shape) <= QUOTED ? "=" : "is"} ${sayTensor(tensor)}`;
}
