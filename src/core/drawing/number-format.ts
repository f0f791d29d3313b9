import { sayNotFinite } from "#core/formula/say-not-finite";
import type { Shape } from "#core/tensor/tensor";

const MINUS = "\u2212";

/** From here up, and from here down, a number at rest is written with an exponent. */
const LARGE = 999.5;
const SMALL = 0.0009995;

/**
 * A number at rest: three significant digits, a true minus sign, and an exponent where the plain form would be long.
 * 1.45, −0.125, 12.3, 123, 1.23e3, 1.20e−7, 0.00, NaN, ∞, −∞.
 */
export function short(x: number): string {
  if (x === 0) return "0.00";
  if (!Number.isFinite(x)) return notFinite(x);
  const size = Math.abs(x);
  if (size >= LARGE || size < SMALL) {
    const [mantissa, exponent] = size.toExponential(2).split("e") as [string, string];
    return signed(x, `${mantissa}e${exponent.replace("+", "").replace("-", MINUS)}`);
  }
  return signed(x, size.toPrecision(3));
}

/**
 * A number at rest in so many characters: three digits where they fit, else as many as do. Six are enough for any number but those
 * whose exponent has three digits.
 */
export function tight(x: number, characters: number): string {
  const text = short(x);
  if (text.length <= characters) return text;
  // A small number without an exponent loses its last digits: −0.00123 becomes −0.001.
  const rounded = text.includes("e") ? x.toExponential(0).replace("+", "") : x.toFixed(characters - (x < 0 ? 3 : 2));
  return rounded.replaceAll("-", MINUS);
}

/** All the digits that it takes to tell this number from its neighbours, with a true minus sign; `parseNumber` gives the same number back. */
export function exact(x: number): string {
  if (!Number.isFinite(x)) return notFinite(x);
  const text = Object.is(x, -0) ? "-0" : String(x);
  return text.replace("e+", "e").replaceAll("-", MINUS);
}

/**
 * The number that someone wrote, or null where it is none: `-0.5`, `−.5`, `+2`, `1.2e-7`, `1e−7`, `1/3`. Spaces around it do not matter.
 * Neither sign of infinity nor NaN can be written.
 */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replaceAll(MINUS, "-");
  const [over, under, ...more] = plain.split("/");
  if (over === undefined || more.length > 0) return null;
  const value = under === undefined ? decimal(over) : decimal(over) / decimal(under);
  return Number.isFinite(value) ? value : null;
}

/** A whole number at rest, such as a seed or a radius: all its digits, a true minus sign, and no decimals. */
export function whole(x: number): string {
  return Number.isInteger(x) ? exact(x) : short(x);
}

/** A count with thousands set apart: 65,536. */
export function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** Lowest and highest finite entry, at rest: `−1.20 … 3.40`, and which are not finite, of a tensor of this shape. */
export function rangeText(values: ArrayLike<number>, shape: Shape = [values.length]): string {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let count = 0;
  let first = 0;
  for (let i = 0; i < values.length; i += 1) {
    const x = values[i] as number;
    if (!Number.isFinite(x)) {
      if (count === 0) first = i;
      count += 1;
      continue;
    }
    if (x < low) low = x;
    if (x > high) high = x;
  }
  if (values.length === 0) return "empty";
  const bad = count === 0 ? "" : sayNotFinite({ count, at: first, entry: values[first] as number }, shape);
  if (low > high) return bad;
  const range = low === high ? `${bad ? "" : "all "}${short(low)}` : `${short(low)} … ${short(high)}`;
  return bad ? `${range}, ${bad}` : range;
}

function decimal(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
}

function notFinite(x: number): string {
  return Number.isNaN(x) ? "NaN" : signed(x, "∞");
}

function signed(x: number, text: string): string {
  return x < 0 ? MINUS + text : text;
}
