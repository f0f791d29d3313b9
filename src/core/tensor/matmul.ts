/**
 * Which operand is stored transposed. `a` is m × k row-major, or k × m under "TN"; `b` is k × n row-major, or n × k under "NT".
 * A layer uses all three: y = x·wᵀ (NT), ∂C/∂x = ∂C/∂y·w (NN), ∂C/∂w = (∂C/∂y)ᵀ·x (TN); see Vicas 2022's (29), (43) and (38).
 */
export type MatmulLayout = "NN" | "NT" | "TN";

/** Overwrites `out` (m × n, row-major) with the product of `a` and `b`. `out` must be neither of them. */
export type Matmul = (out: Float64Array, a: Float64Array, b: Float64Array) => void;

/** Where entry (row, step) of an operand lies in its array: `row * perRow + step * perStep`; `step` runs along the summed axis. */
interface Lines {
  readonly count: number;
  readonly perRow: number;
  readonly perStep: number;
}

/** A tile is four rows of `a` by two columns of `b`: eight running sums and six loads fit the sixteen registers of x86-64. */
const TILE_ROWS = 4;
const TILE_COLUMNS = 2;

/** Sides of the blocks that are packed at once; they bound the scratch (2.3 MB) and keep what the inner loop reads in cache. */
const BLOCK_ROWS = 128;
const BLOCK_COLUMNS = 1024;
const BLOCK_STEPS = 256;

/** Packing costs (m + n)·k copies: it pays once each is used this often. Measured, as is the next. */
const PACK_FROM_SIDE = 4;

/** With fewer products than this, setting up a tile costs more than it saves. */
const PLAIN_BELOW = 128;

/** Entries that are summed at once where packing does not pay. */
const FLAT_WIDTH = 4;

/**
 * A kernel for out = a·b with sum over k, made once for its sizes; it allocates nothing when it runs.
 * The same operands always give the same bits, but the order of the sums is the kernel's own. Every product is formed, so that
 * a `NaN` or `Infinity` in an operand reaches every entry that depends on it. With k = 0 the product is all zeros.
 */
export function matmul(m: number, k: number, n: number, layout: MatmulLayout): Matmul {
  const a = layout === "TN" ? { count: m, perRow: 1, perStep: m } : { count: m, perRow: k, perStep: 1 };
  const b = layout === "NT" ? { count: n, perRow: k, perStep: 1 } : { count: n, perRow: 1, perStep: n };
  if (m * k * n < PLAIN_BELOW || Math.max(m, n) < FLAT_WIDTH) return plainMatmul(a, b, k);
  if (Math.min(m, n) >= PACK_FROM_SIDE) return packedMatmul(a, b, k);
  if (n >= m) return flatMatmul(a, b, k, n, 1);
  const transposed = flatMatmul(b, a, k, 1, n);
  return (out, x, y) => transposed(out, y, x);
}

/** One entry after the other, straight from the operands: least overhead for the sizes of a teaching graph. */
function plainMatmul(aLines: Lines, bLines: Lines, k: number): Matmul {
  const { count: m, perRow: aRow, perStep: aStep } = aLines;
  const { count: n, perRow: bRow, perStep: bStep } = bLines;
  return (out, a, b) => {
    let entry = 0;
    for (let i = 0; i < m; i += 1) {
      for (let j = 0; j < n; j += 1) {
        let at = i * aRow;
        let bt = j * bRow;
        let sum = 0;
        for (let step = 0; step < k; step += 1) {
          sum += (a[at] as number) * (b[bt] as number);
          at += aStep;
          bt += bStep;
        }
        out[entry] = sum;
        entry += 1;
      }
    }
  };
}

/**
 * Four entries of a row at a time, straight from the operands, for products with few rows and many columns (a batch of one through a
 * large layer), where nothing is used often enough to be worth packing. `b` has at least four lines. `outRow` and `outColumn` are the strides of the result.
 */
function flatMatmul(aLines: Lines, bLines: Lines, k: number, outRow: number, outColumn: number): Matmul {
  const { count: m, perRow: aRow, perStep: aStep } = aLines;
  const { count: n, perRow: bRow, perStep: bStep } = bLines;
  return (out, a, b) => {
    for (let j = 0; j < n; j += FLAT_WIDTH) {
      // The last group steps back over entries that are already there rather than past the end.
      const column = Math.min(j, n - FLAT_WIDTH);
      for (let i = 0; i < m; i += 1) {
        sumFour(out, i * outRow + column * outColumn, outColumn, a, i * aRow, aStep, b, column * bRow, bRow, bStep, k);
      }
    }
  };
}

/** Entries `entry`, `entry + outColumn`, … of `out`: one line of `a` with four lines of `b`, `bRow` apart. */
function sumFour(
  out: Float64Array,
  entry: number,
  outColumn: number,
  a: Float64Array,
  aStart: number,
  aStep: number,
  b: Float64Array,
  bStart: number,
  bRow: number,
  bStep: number,
  k: number,
): void {
  let at = aStart;
  let b0 = bStart;
  let b1 = b0 + bRow;
  let b2 = b1 + bRow;
  let b3 = b2 + bRow;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let step = 0; step < k; step += 1) {
    const left = a[at] as number;
    s0 += left * (b[b0] as number);
    s1 += left * (b[b1] as number);
    s2 += left * (b[b2] as number);
    s3 += left * (b[b3] as number);
    at += aStep;
    b0 += bStep;
    b1 += bStep;
    b2 += bStep;
    b3 += bStep;
  }
  out[entry] = s0;
  out[entry + outColumn] = s1;
  out[entry + 2 * outColumn] = s2;
  out[entry + 3 * outColumn] = s3;
}

/**
 * Block by block: rows of `a` and columns of `b` are copied to panels in which the numbers that meet lie side by side,
 * and each tile of the result is summed in registers.
 */
function packedMatmul(aLines: Lines, bLines: Lines, k: number): Matmul {
  const m = aLines.count;
  const n = bLines.count;
  const steps = Math.min(k, BLOCK_STEPS);
  const aPanels = new Float64Array(upTo(Math.min(m, BLOCK_ROWS), TILE_ROWS) * steps);
  const bPanels = new Float64Array(upTo(Math.min(n, BLOCK_COLUMNS), TILE_COLUMNS) * steps);
  return (out, a, b) => {
    for (let j0 = 0; j0 < n; j0 += BLOCK_COLUMNS) {
      const j1 = Math.min(n, j0 + BLOCK_COLUMNS);
      for (let k0 = 0; k0 < k; k0 += steps) {
        const depth = Math.min(steps, k - k0);
        pack(bPanels, TILE_COLUMNS, b, bLines, j0, j1, k0, depth);
        for (let i0 = 0; i0 < m; i0 += BLOCK_ROWS) {
          const i1 = Math.min(m, i0 + BLOCK_ROWS);
          pack(aPanels, TILE_ROWS, a, aLines, i0, i1, k0, depth);
          for (let j = j0; j < j1; j += TILE_COLUMNS) {
            for (let i = i0; i < i1; i += TILE_ROWS) {
              sumTile(
                out,
                aPanels,
                bPanels,
                (i - i0) * depth,
                (j - j0) * depth,
                depth,
                i * n + j,
                n,
                m - i,
                n - j,
                k0 === 0,
              );
            }
          }
        }
      }
    }
  };
}

/** Copies lines `from` to `to` to panels of `width` lines each, step by step; the last panel is filled up with zeros. */
function pack(
  panels: Float64Array,
  width: number,
  source: Float64Array,
  lines: Lines,
  from: number,
  to: number,
  k0: number,
  depth: number,
): void {
  const { perRow, perStep } = lines;
  let panel = 0;
  for (let first = from; first < to; first += width) {
    for (let lane = 0; lane < width; lane += 1) {
      const line = first + lane;
      let target = panel + lane;
      let at = line * perRow + k0 * perStep;
      for (let step = 0; step < depth; step += 1) {
        panels[target] = line < to ? (source[at] as number) : 0;
        target += width;
        at += perStep;
      }
    }
    panel += width * depth;
  }
}

/**
 * One tile of `out`, whose first entry is `at`: what `depth` steps of two panels add to it, or leave in it when it is the `first` block.
 * Lanes beyond the matrix (`rows` and `columns` are what is left of it) are summed from the panels' zeros and dropped.
 */
function sumTile(
  out: Float64Array,
  aPanels: Float64Array,
  bPanels: Float64Array,
  aPanel: number,
  bPanel: number,
  depth: number,
  at: number,
  n: number,
  rows: number,
  columns: number,
  first: boolean,
): void {
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  let b = bPanel;
  for (let a = aPanel; a < aPanel + TILE_ROWS * depth; a += TILE_ROWS) {
    const a0 = aPanels[a] as number;
    const a1 = aPanels[a + 1] as number;
    const a2 = aPanels[a + 2] as number;
    const a3 = aPanels[a + 3] as number;
    const b0 = bPanels[b] as number;
    const b1 = bPanels[b + 1] as number;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s30 += a3 * b0;
    s31 += a3 * b1;
    b += TILE_COLUMNS;
  }
  putPair(out, at, s00, s01, columns, first);
  if (rows > 1) putPair(out, at + n, s10, s11, columns, first);
  if (rows > 2) putPair(out, at + 2 * n, s20, s21, columns, first);
  if (rows > 3) putPair(out, at + 3 * n, s30, s31, columns, first);
}

function putPair(out: Float64Array, at: number, left: number, right: number, columns: number, first: boolean): void {
  out[at] = first ? left : (out[at] as number) + left;
  if (columns > 1) out[at + 1] = first ? right : (out[at + 1] as number) + right;
}

function upTo(count: number, width: number): number {
  return Math.ceil(count / width) * width;
}
