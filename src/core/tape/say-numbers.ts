import { formatShape, sizeOf } from "#core/tensor/tensor";
import type { Digest } from "./digest";

/** Entries that a sentence quotes one by one. */
const QUOTED = 4;

/** A number as TeX: three significant digits and no zeros after them, `0.5`, `-1.2 \cdot 10^{-7}`, `\infty`. */
export function briefTex(x: number): string {
  if (Number.isNaN(x)) return "\\text{NaN}";
  if (!Number.isFinite(x)) return x < 0 ? "-\\infty" : "\\infty";
  const size = Math.abs(x);
  if (x === 0) return "0";
  if (size >= 999_500 || size < 0.0009995) {
    const [digits, exponent] = x.toExponential(2).split("e") as [string, string];
    return `${Number(digits)} \\cdot 10^{${Number(exponent)}}`;
  }
  return String(Number(x.toPrecision(3)));
}

/** A number in a sentence: three significant digits and no zeros after them, a true minus sign: 0.5, −1.2e−7, 12300. */
export function sayNumber(x: number): string {
  return briefTex(x)
    .replace(/ \\cdot 10\^\{(.*)\}$/, "e$1")
    .replace("\\infty", "∞")
    .replace("\\text{NaN}", "NaN")
    .replaceAll("-", "−");
}

/** One number after another with its sign between: `+ 0.31`, `− 0.31`. */
export function sayAddend(x: number): string {
  return x < 0 ? `− ${sayNumber(-x)}` : `+ ${sayNumber(x)}`;
}

/** A tensor in a sentence: its one number, its few numbers in brackets, or how many there are and how large. */
export function sayTensor({ shape, head, low, high, notFinite }: Digest): string {
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
  return notFinite > 0 ? `${all}, and ${notFinite} not finite` : all;
}

/** What a name is, as short as can be: of a large tensor only how large it gets. */
export function sayBrief(name: string, tensor: Digest): string {
  const { low, high, notFinite, shape } = tensor;
  if (sizeOf(shape) <= QUOTED || notFinite > 0) return sayIs(name, tensor);
  return `${name} up to ${sayNumber(Math.max(Math.abs(low), Math.abs(high)))}`;
}

/** What a name is: `z = 1`, `z is 50 × 3 numbers, up to 4.2 in size`. */
export function sayIs(name: string, tensor: Digest): string {
  return `${name} ${sizeOf(tensor.shape) <= QUOTED ? "=" : "is"} ${sayTensor(tensor)}`;
}
