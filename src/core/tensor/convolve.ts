/** Sizes of a convolution: `rows` signals of `length` samples, and `kernels` kernels with taps from −`radius` to `radius`. */
export interface ConvolutionSizes {
  readonly rows: number;
  readonly length: number;
  readonly kernels: number;
  readonly radius: number;
}

/**
 * The three kernels of a convolution layer. Row-major: `x` and `dX` [rows, length]; `g` and `dG` [kernels, 2·radius + 1] with tap m at
 * index m + radius; `out` and `dOut` [rows, kernels, length]. Each overwrites its first argument, which must be neither of the others.
 */
export interface Convolution {
  /** out(n) = Σ_m x(n−m) g(m), Vicas 2022 (65), for every row and kernel. */
  readonly forward: (out: Float64Array, x: Float64Array, g: Float64Array) => void;
  /** ∂C/∂x(i) = Σ_n ∂C/∂out(n) g(n−i), Vicas 2022 (80), summed over the kernels, Vicas 2022 (81). */
  readonly backwardSignal: (dX: Float64Array, dOut: Float64Array, g: Float64Array) => void;
  /** ∂C/∂g(m) = Σ_n ∂C/∂out(n) x(n−m), the sum inside Vicas 2022 (70) and (73), summed over the rows. */
  readonly backwardKernel: (dG: Float64Array, dOut: Float64Array, x: Float64Array) => void;
}

/** Samples that the gradient of the kernel takes at a time, so that they stay in cache while every tap walks over them. */
const CHUNK = 1024;

/**
 * The kernels of a convolution, made once for its sizes; they allocate nothing when they run.
 * Only samples within the signal are summed: beyond its ends there are no terms, not terms that are zero, so that a `NaN` or
 * `Infinity` reaches exactly the entries whose formula mentions it. The direct sum is kept where a Fourier transform would be faster
 * (beyond some twenty taps): it alone holds the relative error of entries much smaller than their neighbours, and does not spread a `NaN`.
 */
export function convolution({ rows, length, kernels, radius }: ConvolutionSizes): Convolution {
  const width = 2 * radius + 1;
  const flipped = new Float64Array(width);
  return {
    forward(out, x, g) {
      for (let k = 0; k < kernels; k += 1) {
        for (let t = 0; t < width; t += 1) flipped[t] = g[k * width + width - 1 - t] as number;
        for (let row = 0; row < rows; row += 1) {
          correlate(out, (row * kernels + k) * length, x, row * length, length, flipped, 0, radius, false);
        }
      }
    },
    backwardSignal(dX, dOut, g) {
      if (kernels === 0) dX.fill(0);
      for (let row = 0; row < rows; row += 1) {
        for (let k = 0; k < kernels; k += 1) {
          correlate(dX, row * length, dOut, (row * kernels + k) * length, length, g, k * width, radius, k > 0);
        }
      }
    },
    backwardKernel(dG, dOut, x) {
      dG.fill(0);
      for (let row = 0; row < rows; row += 1) {
        for (let start = 0; start < length; start += CHUNK) {
          const end = Math.min(length, start + CHUNK);
          for (let k = 0; k < kernels; k += 1) {
            addLags(dG, k * width, dOut, (row * kernels + k) * length, x, row * length, length, start, end, radius);
          }
        }
      }
    },
  };
}

/**
 * out(n) = Σ_s x(n + s) h(s) over s = −radius..radius with n + s within the signal; added to what is there when `adding`.
 * `outAt`, `xAt` and `hAt` say where the row, the signal and the kernel start in their arrays.
 */
function correlate(
  out: Float64Array,
  outAt: number,
  x: Float64Array,
  xAt: number,
  length: number,
  h: Float64Array,
  hAt: number,
  radius: number,
  adding: boolean,
): void {
  const width = 2 * radius + 1;
  let n = 0;
  while (n < length) {
    const first = n - radius;
    if (first >= 0 && n + 5 + radius < length) {
      putSix(out, outAt + n, 1, x, xAt + first, h, hAt, width, adding);
      n += 6;
    } else {
      const from = Math.max(0, first);
      const count = Math.min(length, first + width) - from;
      const sum = sumOne(x, xAt + from, h, hAt + from - first, count);
      out[outAt + n] = adding ? (out[outAt + n] as number) + sum : sum;
      n += 1;
    }
  }
}

/** Adds Σ_n d(n) x(n−m) over `start` ≤ n < `end`, with n−m within the signal, to every dG(m). */
function addLags(
  dG: Float64Array,
  dGAt: number,
  d: Float64Array,
  dAt: number,
  x: Float64Array,
  xAt: number,
  length: number,
  start: number,
  end: number,
  radius: number,
): void {
  // Lags at which no sample meets another are left out: a kernel may be far wider than the signal.
  let m = Math.max(-radius, start - length + 1);
  const last = Math.min(radius, end - 1);
  while (m <= last) {
    const at = dGAt + m + radius;
    // The samples for which six lags in a row all meet the signal.
    const from = Math.max(start, m + 5);
    const to = Math.min(end, length + m);
    if (m + 5 <= last && from < to) {
      putSix(dG, at + 5, -1, x, xAt + from - m - 5, d, dAt + from, to - from, true);
      for (let lag = m; lag < m + 6; lag += 1) {
        addLag(dG, dGAt + lag + radius, d, dAt, x, xAt - lag, Math.max(start, lag), from);
        addLag(dG, dGAt + lag + radius, d, dAt, x, xAt - lag, to, Math.min(end, length + lag));
      }
      m += 6;
    } else {
      addLag(dG, at, d, dAt, x, xAt - m, Math.max(start, m), to);
      m += 1;
    }
  }
}

/** Adds Σ_n d(n) x(n) over `from` ≤ n < `to` to one entry of dG; nothing when the range is empty. */
function addLag(
  dG: Float64Array,
  at: number,
  d: Float64Array,
  dAt: number,
  x: Float64Array,
  xAt: number,
  from: number,
  to: number,
): void {
  if (from < to) dG[at] = (dG[at] as number) + sumOne(x, xAt + from, d, dAt + from, to - from);
}

/** Σ_p x(xAt + p) h(hAt + p) over 0 ≤ p < count. */
function sumOne(x: Float64Array, xAt: number, h: Float64Array, hAt: number, count: number): number {
  let sum = 0;
  for (let p = 0; p < count; p += 1) sum += (x[xAt + p] as number) * (h[hAt + p] as number);
  return sum;
}

/**
 * Six sums at once, the work of all three kernels: out(i) = Σ_p x(xAt + p + i) h(hAt + p) over 0 ≤ p < count, for i = 0..5,
 * `step` apart from `at` on; added to what is there when `adding`. Each sample is loaded once and handed on from sum to sum, and
 * six sums with the samples in hand fit the sixteen registers of x86-64.
 */
function putSix(
  out: Float64Array,
  at: number,
  step: number,
  x: Float64Array,
  xAt: number,
  h: Float64Array,
  hAt: number,
  count: number,
  adding: boolean,
): void {
  let x0 = x[xAt] as number;
  let x1 = x[xAt + 1] as number;
  let x2 = x[xAt + 2] as number;
  let x3 = x[xAt + 3] as number;
  let x4 = x[xAt + 4] as number;
  let next = xAt + 5;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  for (let p = hAt; p < hAt + count; p += 1) {
    const x5 = x[next] as number;
    const tap = h[p] as number;
    s0 += x0 * tap;
    s1 += x1 * tap;
    s2 += x2 * tap;
    s3 += x3 * tap;
    s4 += x4 * tap;
    s5 += x5 * tap;
    x0 = x1;
    x1 = x2;
    x2 = x3;
    x3 = x4;
    x4 = x5;
    next += 1;
  }
  out[at] = adding ? (out[at] as number) + s0 : s0;
  out[at + step] = adding ? (out[at + step] as number) + s1 : s1;
  out[at + 2 * step] = adding ? (out[at + 2 * step] as number) + s2 : s2;
  out[at + 3 * step] = adding ? (out[at + 3 * step] as number) + s3 : s3;
  out[at + 4 * step] = adding ? (out[at + 4 * step] as number) + s4 : s4;
  out[at + 5 * step] = adding ? (out[at + 5 * step] as number) + s5 : s5;
}
