import type { Tensor } from "./tensor";

/** What can be said of a tensor's entries without their places. `low`, `high`, `mean` and `norm` are over finite entries. */
export interface Statistics {
  readonly entries: number;
  readonly zeros: number;
  readonly nan: number;
  readonly infinite: number;
  /** The first entry that is NaN or infinite, row-major; null where all are finite. */
  readonly firstBad: number | null;
  /** Smallest and largest finite entry; null where there is none, as is the mean. */
  readonly low: number | null;
  readonly high: number | null;
  readonly mean: number | null;
  /** √(Σ x²). */
  readonly norm: number;
  /** Counts of finite entries in intervals of equal width from `low` to `high`; the last one holds `high` itself. */
  readonly histogram: readonly number[];
}

const MOST_BINS = 32;

/** Statistics of a tensor, in two passes over its entries. Neither sums nor squares overflow. */
export function statistics({ data }: Tensor): Statistics {
  let zeros = 0;
  let nan = 0;
  let infinite = 0;
  let firstBad: number | null = null;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i += 1) {
    const x = data[i] as number;
    if (Number.isFinite(x)) {
      if (x === 0) zeros += 1;
      if (x < low) low = x;
      if (x > high) high = x;
    } else {
      firstBad ??= i;
      if (Number.isNaN(x)) nan += 1;
      else infinite += 1;
    }
  }
  const entries = data.length;
  const finite = entries - nan - infinite;
  const counts = { entries, zeros, nan, infinite, firstBad };
  if (finite === 0) return { ...counts, low: null, high: null, mean: null, norm: 0, histogram: [] };
  return { ...counts, low, high, ...spread(data, low, high, finite) };
}

function spread(data: Float64Array, low: number, high: number, finite: number) {
  const scale = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const bins = low === high ? 1 : Math.max(1, Math.min(MOST_BINS, Math.ceil(2 * Math.cbrt(finite))));
  const histogram = new Array<number>(bins).fill(0);
  // All is divided by the largest magnitude first, so that 1e308 can be summed, squared and told from −1e308.
  const from = low / scale;
  const width = high / scale - from;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < data.length; i += 1) {
    const x = data[i] as number;
    if (!Number.isFinite(x)) continue;
    const scaled = x / scale;
    sum += scaled;
    squares += scaled * scaled;
    const bin = width > 0 ? Math.min(bins - 1, Math.floor(((scaled - from) / width) * bins)) : 0;
    histogram[bin] = (histogram[bin] as number) + 1;
  }
  return { mean: (sum / finite) * scale, norm: Math.sqrt(squares) * scale, histogram };
}
