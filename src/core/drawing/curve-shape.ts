import type { Position } from "#core/document/document";

/** A curve in a picture of some width and height, as SVG paths in its pixels. */
export interface CurveShape {
  /** The height of y = 0 and the place of x = 0. */
  readonly baseline: number;
  readonly centre: number;
  readonly line: string;
  /** The entries at work on the curve. */
  readonly dots: readonly Position[];
  readonly dotRadius: number;
}

/** Room round a curve, in its pixels. */
export const CURVE_MARGIN = 6;
const MOST_DOTS = 64;
const SAMPLES = 96;
/** However far out an input lies, the curve's bend stays in sight; the dot waits at the edge. */
const WIDEST = 12;

/** The curve y = `of`(x) with a dot for each input. At least from ±4 on the axis is seen; it grows to hold the inputs. */
export function curveShape(
  of: (x: number) => number,
  inputs: ArrayLike<number>,
  width: number,
  height: number,
): CurveShape {
  const entries = Array.from({ length: Math.min(MOST_DOTS, inputs.length) }, (_, i) => {
    const entry = inputs[Math.floor((i * inputs.length) / Math.min(MOST_DOTS, inputs.length))] as number;
    return Math.min(WIDEST, Math.max(-WIDEST, entry));
  }).filter((entry) => !Number.isNaN(entry));
  const low = Math.min(-4, ...entries);
  const high = Math.max(4, ...entries);
  const places = Array.from({ length: SAMPLES + 1 }, (_, i) => low + ((high - low) * i) / SAMPLES);
  const heights = places.map(of).filter(Number.isFinite);
  const bottom = Math.min(0, ...heights);
  const top = Math.max(...heights, bottom + 1e-9);
  const x = (place: number) => tidy(CURVE_MARGIN + ((place - low) / (high - low)) * (width - 2 * CURVE_MARGIN));
  const y = (value: number) =>
    tidy(height - CURVE_MARGIN - ((value - bottom) / (top - bottom)) * (height - 2 * CURVE_MARGIN));
  return {
    baseline: y(0),
    centre: x(0),
    line: places.map((place, i) => `${i === 0 ? "M" : "L"}${x(place)} ${y(of(place))}`).join(""),
    dots: entries.map((entry) => ({ x: x(entry), y: y(of(entry)) })),
    dotRadius: entries.length > 16 ? 2 : 3,
  };
}

function tidy(x: number): number {
  return Math.round(x * 100) / 100;
}
