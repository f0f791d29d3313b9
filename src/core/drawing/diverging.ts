import { PALETTE, type Theme } from "./palette";

type Rgb = readonly [red: number, green: number, blue: number];

/** Steps on either side of zero; finer than an eye can tell. */
const STEPS = 128;

const tables = new Map<Theme, Uint8ClampedArray>();

/**
 * Colours of the scale for painting many cells: 2·128 + 1 entries of red, green, blue, from −max to max.
 * The colour of x is entry `divergingIndex(x, max)`.
 */
export function divergingTable(theme: Theme): Uint8ClampedArray {
  const known = tables.get(theme);
  if (known) return known;
  // Blue and vermilion stay apart in every common kind of colour blindness.
  const { "scale-negative": negative, "scale-zero": zero, "scale-positive": positive } = PALETTE[theme];
  const [low, middle, high] = [toOklab(negative), toOklab(zero), toOklab(positive)];
  const table = new Uint8ClampedArray((2 * STEPS + 1) * 3);
  for (let step = -STEPS; step <= STEPS; step += 1) {
    const t = Math.abs(step) / STEPS;
    const end = step < 0 ? low : high;
    const mixed = middle.map((from, i) => from + ((end[i] ?? 0) - from) * t) as unknown as Rgb;
    table.set(toRgb(mixed), (step + STEPS) * 3);
  }
  tables.set(theme, table);
  return table;
}

/** Which entry of `divergingTable` stands for x, where ±max are the ends; x beyond them gets the end. Not for NaN. */
export function divergingIndex(x: number, max: number): number {
  const t = max > 0 ? Math.min(1, Math.max(-1, x / max)) : Math.sign(x);
  return Math.round(t * STEPS) + STEPS;
}

/**
 * The colour of x on the scale from −max (blue) through 0 (the ground) to max (vermilion), as `rgb(…)`.
 * A number that is not finite has no place on it and gets the warning colour.
 */
export function divergingColor(x: number, max: number, theme: Theme): string {
  if (!Number.isFinite(x)) return theme === "light" ? "rgb(138, 90, 0)" : "rgb(242, 184, 75)";
  const table = divergingTable(theme);
  const at = divergingIndex(x, max) * 3;
  return `rgb(${table[at]}, ${table[at + 1]}, ${table[at + 2]})`;
}

/** The largest |x| among the finite entries; 0 when there are none. It is the natural `max` of the scale. */
export function largestMagnitude(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i += 1) {
    const size = Math.abs(values[i] as number);
    if (size > largest && size !== Number.POSITIVE_INFINITY) largest = size;
  }
  return largest;
}

// Mixed in OKLab (Björn Ottosson, 2020), where equal steps look equal.
function toOklab(hex: string): Rgb {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toRgb([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((c) => 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)) as unknown as Rgb;
}
