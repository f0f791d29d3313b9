/** A Gauss kernel as it is drawn. */
export interface Kernel {
  readonly mu: number;
  readonly sigma: number;
  /** Taps run from −radius to radius. */
  readonly radius: number;
  /** Whether it is divided by σ√(2π), so that its area is 1. */
  readonly scaled: boolean;
}

/** Height of the kernel at m: e^(−u²/2) with u = (m − μ)/σ, divided by σ√(2π) when scaled (Vicas 2022 (44) and (54)). */
export function kernelAt(m: number, { mu, sigma, scaled }: Kernel): number {
  const u = (m - mu) / sigma;
  return Math.exp(-0.5 * u * u) / (scaled ? sigma * Math.sqrt(2 * Math.PI) : 1);
}

/**
 * What the full height of the drawing stands for: the peak, but no less than the peak of a kernel half as wide as its taps, so that
 * a flat kernel is seen to be flat.
 */
export function kernelCeiling(kernel: Kernel): number {
  if (!kernel.scaled) return 1;
  const reference = Math.max(1, kernel.radius / 2);
  return Math.max(kernelAt(kernel.mu, kernel), kernelAt(0, { ...kernel, mu: 0, sigma: reference }));
}

/** Places on the axis where the curve is drawn: evenly spaced, and close together round the peak, so that a narrow kernel keeps its top. */
export function kernelSamples({ mu, sigma }: Kernel, from: number, to: number): readonly number[] {
  const places = new Set<number>();
  for (let i = 0; i <= 64; i += 1) places.add(from + ((to - from) * i) / 64);
  for (let i = -24; i <= 24; i += 1) {
    const place = mu + (i / 6) * sigma;
    if (place > from && place < to) places.add(place);
  }
  return [...places].sort((a, b) => a - b);
}

/** A kernel in a picture of some width and height, as SVG paths in its pixels. */
export interface KernelShape {
  /** Half a step beyond the outermost taps: where the axis ends. */
  readonly reach: number;
  /** Height of the axis. */
  readonly floor: number;
  readonly x: (m: number) => number;
  readonly y: (g: number) => number;
  readonly line: string;
  /** Places of the taps; none where there are too many to be told apart. */
  readonly taps: readonly number[];
}

/** Room for handles at the edges, in the picture's pixels. */
export const KERNEL_MARGIN = 8;
/** More taps than this are not drawn one by one. */
const MOST_TAPS = 33;

/** The kernel drawn over its taps. */
export function kernelShape(kernel: Kernel, width: number, height: number): KernelShape {
  const { radius } = kernel;
  const reach = radius + 0.5;
  const ceiling = kernelCeiling(kernel);
  const floor = height - KERNEL_MARGIN;
  const x = (m: number) => width / 2 + (m / reach) * (width / 2 - KERNEL_MARGIN);
  const y = (g: number) => floor - (g / ceiling) * (floor - KERNEL_MARGIN);
  const line = kernelSamples(kernel, -reach, reach)
    .map((m, i) => `${i === 0 ? "M" : "L"}${x(m).toFixed(2)} ${y(kernelAt(m, kernel)).toFixed(2)}`)
    .join("");
  const taps = Array.from({ length: 2 * radius + 1 > MOST_TAPS ? 0 : 2 * radius + 1 }, (_, i) => i - radius);
  return { reach, floor, x, y, line, taps };
}
