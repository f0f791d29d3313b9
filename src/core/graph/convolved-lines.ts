import type { Ref } from "./numbered-tex";

type Known = Ref["tensor"];

/** More terms than this are not read with pleasure; a kernel's end still fits in, where the signal begins. */
const MOST_TERMS = 5;

/**
 * The first entries of a convolution O(n) = Σ_m X(n−m) g(m), written out as products: at most `most` lines of TeX, fewer where a sum
 * has too many terms. All of the first row and kernel; terms beyond the signal's ends are not there, seed (65).
 */
export function convolvedLines(
  {
    out,
    signal,
    kernel,
    radius,
  }: { readonly out: Known; readonly signal: Known; readonly kernel: Known; readonly radius: number },
  most: number,
  write: (x: number) => string,
): readonly string[] {
  const length = signal.shape.at(-1) ?? 1;
  const lines: string[] = [];
  for (let n = 0; n < length && lines.length < most; n += 1) {
    const first = Math.max(-radius, n - length + 1);
    const last = Math.min(radius, n);
    if (last - first >= MOST_TERMS) break;
    const taps = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const terms = taps.map((m) => product(signal.head[n - m], kernel.head[m + radius], write));
    const result = out.head[n];
    if (result === undefined || terms.includes(null)) break;
    lines.push(`${write(result)} = ${terms.join(" + ")}`);
  }
  return lines;
}

function product(x: number | undefined, g: number | undefined, write: (x: number) => string): string | null {
  if (x === undefined || g === undefined) return null;
  return `${x < 0 ? `(${write(x)})` : write(x)} \\times ${write(g)}`;
}
