import { type Shape, sizeOf } from "#core/tensor/tensor";

/** A tensor as far as it is known: its first entries. */
interface Known {
  readonly shape: Shape;
  readonly head: ArrayLike<number>;
}

interface KnownTraced {
  readonly value: Known;
  readonly grad: Known | null;
}

/** More terms than this are not read with pleasure; a kernel's end still fits in, where the signal begins. */
const MOST_TERMS = 5;
/** Of a sum that has more, this many: the largest. */
const SOME_TERMS = 2;

/** What a formula of a filter speaks of. */
interface Filter {
  readonly traced: (symbol: string) => KnownTraced | null;
  readonly kernel: Known;
  readonly radius: number;
  readonly inside: Readonly<Record<string, Known>>;
  readonly most: number;
  readonly write: (x: number) => string;
}

interface Lines {
  readonly lines: readonly string[];
  readonly all: number;
}

type Match = readonly (string | undefined)[];

/** The formulas of a filter with the kernel g, in which each tensor of the node stands as its symbol in angle brackets. */
const FORMS: readonly (readonly [form: RegExp, write: (filter: Filter, match: Match) => Lines | null])[] = [
  [/^<(.+?)>\(n\) = \\sum_\{m=-\d+\}\^\{\d+\} <(.+?)>\(n - m\)\\, g\(m\)$/, convolution],
  [
    /^\\frac\{\\partial C\}\{\\partial <(.+?)>\(i\)\} = \\sum_k \\frac\{\\partial C\}\{\\partial <(.+?)>\(k\)\}\\, g\(k - i\)$/,
    (filter, match) => (filter.kernel.shape.length > 1 ? null : correlation(filter, match)),
  ],
  [
    /^\\frac\{\\partial C\}\{\\partial <(.+?)>\(i\)\} = \\sum_q \\sum_k \\frac\{\\partial C\}\{\\partial <(.+?)>_q\(k\)\}\\, g_q\(k - i\)$/,
    correlation,
  ],
  [
    /^\\frac\{\\partial C\}\{\\partial <(.+?)>\} = \\sum_n \\frac\{\\partial C\}\{\\partial <(.+?)>\(n\)\} \\sum_m <(.+?)>\(n - m\)\\, \\frac\{\\partial g\(m\)\}\{\\partial <\1>\}$/,
    byParam,
  ],
  [/^(?:g\(m\)|\\frac\{\\partial g\}\{\\partial (?:(m)|<(.+?)>)\}) = (.*)$/, taps],
];

/**
 * Lines of TeX for the first entries of what a formula of a filter computes, seed (44)–(81), at most `most`: its taps and their
 * derivatives, a convolution, the correlation that goes back, a gradient of a param. They are of the first row and kernel; terms
 * beyond the signal's ends are not there, and of a long sum the largest are written. Null for any other formula.
 */
export function filterLines(
  tex: string,
  traced: Filter["traced"],
  inside: Filter["inside"],
  most: number,
  write: Filter["write"],
): Lines | null {
  const kernel = inside.g;
  const width = kernel?.shape.at(-1);
  if (!kernel || width === undefined) return null;
  for (const [form, lines] of FORMS) {
    const match = form.exec(tex);
    if (match) return lines({ traced, kernel, radius: (width - 1) / 2, inside, most, write }, match);
  }
  return null;
}

/** O(n) = Σ_m X(n−m) g(m), seed (65). */
function convolution(filter: Filter, [, to = "", from = ""]: Match): Lines | null {
  const out = filter.traced(to)?.value;
  const signal = filter.traced(from)?.value;
  if (!out || !signal) return null;
  return entries(filter, out, (n) =>
    tapsThatMeet(filter, signal, n).map((m) => [signal.head[n - m], filter.kernel.head[m + filter.radius]]),
  );
}

/** ∂C/∂X(i) = Σ_k ∂C/∂O(k) g(k−i), seed (80); of many kernels the terms of the first one begin the sum, (81). */
function correlation(filter: Filter, [, to = "", from = ""]: Match): Lines | null {
  const dX = filter.traced(to)?.grad;
  const dOut = filter.traced(from)?.grad;
  if (!dX || !dOut) return null;
  const isSumOverKernels = sizeOf(filter.kernel.shape.slice(0, -1)) > 1;
  const length = dX.shape.at(-1) ?? 1;
  const { kernel, radius } = filter;
  const factors = (i: number) =>
    range(Math.max(0, i - radius), Math.min(length - 1, i + radius)).map(
      (k) => [dOut.head[k], kernel.head[k - i + radius]] as const,
    );
  return entries(filter, dX, factors, isSumOverKernels);
}

/** ∂C/∂μ = Σ_n ∂C/∂O(n) ∂O(n)/∂μ with ∂O(n)/∂μ = Σ_m X(n−m) ∂g/∂μ(m), seed (66)–(70). */
function byParam(filter: Filter, [, by = "", to = "", from = ""]: Match): Lines | null {
  const param = filter.traced(by)?.grad;
  const out = filter.traced(to)?.grad;
  const signal = filter.traced(from)?.value;
  const slope = filter.inside[`\\frac{\\partial g}{\\partial ${by}}`];
  if (!param || !out || !signal || !slope) return null;
  const length = signal.shape.at(-1) ?? 1;
  const outBy = (n: number) =>
    tapsThatMeet(filter, signal, n).reduce(
      (sum, m) => sum + (signal.head[n - m] ?? Number.NaN) * (slope.head[m + filter.radius] ?? Number.NaN),
      0,
    );
  // Each kernel has its own row of O; other rows of X are summed as well.
  const rows = sizeOf(signal.shape.slice(0, -1));
  const factors = range(0, length - 1).map((n) => [out.head[n], n < MOST_TERMS ? outBy(n) : undefined] as const);
  const lines = entries({ ...filter, most: 1 }, param, () => factors, rows > 1);
  return lines && { ...lines, all: sizeOf(param.shape) };
}

/** g(m), ∂g/∂μ, ∂g/∂σ or ∂g/∂m at the middle taps, seed (44)–(64). The last is −∂g/∂μ. */
function taps(
  { traced, kernel, radius, inside, most, write }: Filter,
  [whole, m, by, right = ""]: Match,
): Lines | null {
  const slope = inside[`\\frac{\\partial g}{\\partial ${m ? "\\mu" : by}}`];
  const from = whole?.startsWith("g(m)") ? kernel : slope;
  if (!from) return null;
  const lines: string[] = [];
  for (const tap of range(-Math.min(1, radius), Math.min(1, radius)).slice(0, most)) {
    const value = from.head[tap + radius];
    if (value === undefined) break;
    let isKnown = true;
    const put = right.replace(
      /(- )?(?:<(.+?)>|(?<![A-Za-z\\])m(?![A-Za-z]))(\^)?/g,
      (_, minus = "", symbol, power = "") => {
        const x = symbol === undefined ? tap : traced(symbol)?.value.head[0];
        if (x === undefined) isKnown = false;
        const number = symbol === undefined ? String(tap) : write(x ?? Number.NaN);
        const needsBrackets = (number.startsWith("-") && minus) || (/^-|\\/.test(number) && power);
        return `${minus}${needsBrackets ? `(${number})` : number}${power}`;
      },
    );
    if (!isKnown) return null;
    lines.push(`${write(m ? -value : value)} = ${put}`);
  }
  return lines.length > 0 ? { lines, all: sizeOf(kernel.shape) } : null;
}

/** The taps m for which X(n−m) is there. */
function tapsThatMeet({ radius }: Filter, signal: Known, n: number): readonly number[] {
  const length = signal.shape.at(-1) ?? 1;
  return range(Math.max(-radius, n - length + 1), Math.min(radius, n));
}

/** Two factors; one that is not quoted is undefined. */
type Factors = readonly [number | undefined, number | undefined];

function largest(all: readonly Factors[]): readonly Factors[] {
  const size = ([x = 0, y = 0]: Factors) => Math.abs(x * y);
  const smallest = [...all].sort((a, b) => size(b) - size(a))[SOME_TERMS];
  const least = smallest ? size(smallest) : -1;
  return all.filter((each) => size(each) > least).slice(0, SOME_TERMS);
}

/** One line for each of the first entries: each the sum of these products, and of others where `goesOn`. */
function entries(
  { most, write }: Filter,
  result: Known,
  factors: (at: number) => readonly Factors[],
  goesOn = false,
): Lines | null {
  const lines: string[] = [];
  const length = result.shape.at(-1) ?? 1;
  for (let at = 0; at < length && lines.length < most; at += 1) {
    const all = factors(at);
    const isLong = goesOn || all.length > MOST_TERMS;
    // The first ones are known where those at the far end are not.
    const known = isLong
      ? largest(all.filter(([x, y]) => Number.isFinite((x ?? Number.NaN) * (y ?? Number.NaN))))
      : all;
    const terms = known.map(([x, y]) => product(x, y, write));
    const entry = result.head[at];
    if (entry === undefined || terms.length === 0 || terms.includes(null)) break;
    lines.push(`${write(entry)} = ${terms.join(" + ")}${isLong ? " + \\cdots" : ""}`);
  }
  return lines.length > 0 ? { lines, all: sizeOf(result.shape) } : null;
}

function product(x: number | undefined, y: number | undefined, write: (x: number) => string): string | null {
  if (x === undefined || y === undefined || Number.isNaN(x * y)) return null;
  return `${x < 0 ? `(${write(x)})` : write(x)} \\times ${y < 0 ? `(${write(y)})` : write(y)}`;
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
