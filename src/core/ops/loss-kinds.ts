import type { Named } from "./define";

/**
 * One kind of loss before its weight. `value` reads prediction p and target t; `gradient` writes d ∂loss/∂p into `dP` and
 * d ∂loss/∂t into `dT`, either of which may be null, where d is ∂C/∂loss. `rate` is how fast the loss moves when p and t move by the
 * tangents ṗ and ṫ, either of which may be null: Σ ∂loss/∂p ṗ + Σ ∂loss/∂t ṫ.
 */
export interface LossKind {
  readonly label: string;
  /** What it measures, as a sentence calls it. */
  readonly words: string;
  readonly tex: (p: string, t: string) => string;
  readonly byPrediction: (p: string, t: string) => string;
  /** It in PyTorch: a product at the most, so that a weight may stand before it. */
  readonly torch: (p: string, t: string, delta: string) => string;
  readonly value: (p: Float64Array, t: Float64Array, setting: LossSetting) => number;
  readonly gradient: (
    p: Float64Array,
    t: Float64Array,
    d: number,
    dP: Float64Array | null,
    dT: Float64Array | null,
    setting: LossSetting,
  ) => void;
  readonly rate: (
    p: Float64Array,
    t: Float64Array,
    pDot: Float64Array | null,
    tDot: Float64Array | null,
    setting: LossSetting,
  ) => number;
}

/** What a loss is told besides its two tensors. */
export interface LossSetting {
  /** Where Huber's parabola turns into a line. */
  readonly delta: number;
  /** Length of the last axis. */
  readonly columns: number;
  /** Number of entries of all axes but the last. */
  readonly rows: number;
}

/** A loss that adds up one term an entry. `slopes` are ∂term/∂p and ∂term/∂t; `mean` divides by the number of entries. */
function termwise(
  words: Pick<LossKind, "label" | "words" | "tex" | "byPrediction" | "torch">,
  mean: boolean,
  term: (p: number, t: number, delta: number) => number,
  byP: (p: number, t: number, delta: number) => number,
  byT: (p: number, t: number, delta: number) => number,
): LossKind {
  return {
    ...words,
    value(p, t, { delta }) {
      let sum = 0;
      for (let i = 0; i < p.length; i += 1) sum += term(p[i] as number, t[i] as number, delta);
      return mean ? sum / p.length : sum;
    },
    gradient(p, t, d, dP, dT, { delta }) {
      const each = mean ? d / p.length : d;
      if (dP) for (let i = 0; i < p.length; i += 1) dP[i] = each * byP(p[i] as number, t[i] as number, delta);
      if (dT) for (let i = 0; i < p.length; i += 1) dT[i] = each * byT(p[i] as number, t[i] as number, delta);
    },
    rate(p, t, pDot, tDot, { delta }) {
      let sum = 0;
      for (let i = 0; i < p.length; i += 1) {
        if (pDot) sum += byP(p[i] as number, t[i] as number, delta) * (pDot[i] as number);
        if (tDot) sum += byT(p[i] as number, t[i] as number, delta) * (tDot[i] as number);
      }
      return mean ? sum / p.length : sum;
    },
  };
}

/** log x, never below −100, as PyTorch's binary cross-entropy has it. */
function clampedLog(x: number): number {
  return Math.max(Math.log(x), -100);
}

/** Huber's slope: the difference itself, kept within ±delta. */
function huberSlope(difference: number, delta: number): number {
  return Math.max(-delta, Math.min(delta, difference));
}

/** PyTorch's 1e-12, which it keeps as a float32 even where it reckons in float64. */
const STEEPEST = Math.fround(1e-12);

function sigma(x: number): number {
  const exp = Math.exp(-Math.abs(x));
  return x < 0 ? exp / (1 + exp) : 1 / (1 + exp);
}

/** Every kind of loss, by its name in a file. */
export const lossKinds: Named<LossKind> = {
  mse: termwise(
    {
      label: "Mean squared error",
      words: "mean squared difference",
      tex: (p, t) => `\\frac{1}{n} \\sum_j (${p}_j - ${t}_j)^2`,
      byPrediction: (p, t) => `\\frac{2}{n} (${p}_j - ${t}_j)`,
      torch: (p, t) => `F.mse_loss(${p}, ${t})`,
    },
    true,
    (p, t) => (p - t) * (p - t),
    (p, t) => 2 * (p - t),
    (p, t) => 2 * (t - p),
  ),
  sse: termwise(
    {
      label: "Sum of squared errors",
      words: "sum of squared differences",
      tex: (p, t) => `\\sum_j (${p}_j - ${t}_j)^2`,
      byPrediction: (p, t) => `2 (${p}_j - ${t}_j)`,
      torch: (p, t) => `F.mse_loss(${p}, ${t}, reduction="sum")`,
    },
    false,
    (p, t) => (p - t) * (p - t),
    (p, t) => 2 * (p - t),
    (p, t) => 2 * (t - p),
  ),
  halfSse: termwise(
    {
      label: "Half the sum of squared errors",
      words: "sum of squared differences, halved",
      tex: (p, t) => `\\frac{1}{2} \\sum_j (${p}_j - ${t}_j)^2`,
      byPrediction: (p, t) => `(${p}_j - ${t}_j)`,
      torch: (p, t) => `0.5 * F.mse_loss(${p}, ${t}, reduction="sum")`,
    },
    false,
    (p, t) => 0.5 * (p - t) * (p - t),
    (p, t) => p - t,
    (p, t) => t - p,
  ),
  l1: termwise(
    {
      label: "Mean absolute error",
      words: "mean absolute difference",
      tex: (p, t) => `\\frac{1}{n} \\sum_j |${p}_j - ${t}_j|`,
      byPrediction: (p, t) => `\\frac{1}{n} \\operatorname{sign}(${p}_j - ${t}_j)`,
      torch: (p, t) => `F.l1_loss(${p}, ${t})`,
    },
    true,
    (p, t) => Math.abs(p - t),
    (p, t) => Math.sign(p - t),
    (p, t) => Math.sign(t - p),
  ),
  huber: termwise(
    {
      label: "Huber",
      words: "Huber loss",
      tex: (p, t) => `\\frac{1}{n} \\sum_j h_\\delta(${p}_j - ${t}_j)`,
      byPrediction: (p, t) => `\\frac{1}{n} \\min(\\delta, \\max(-\\delta, ${p}_j - ${t}_j))`,
      torch: (p, t, delta) => `F.huber_loss(${p}, ${t}, delta=${delta})`,
    },
    true,
    (p, t, delta) => {
      const far = Math.abs(p - t);
      return far <= delta ? 0.5 * far * far : delta * (far - 0.5 * delta);
    },
    (p, t, delta) => huberSlope(p - t, delta),
    (p, t, delta) => huberSlope(t - p, delta),
  ),
  bce: termwise(
    {
      label: "Binary cross-entropy",
      words: "binary cross-entropy",
      tex: (p, t) => `-\\frac{1}{n} \\sum_j ${t}_j \\ln ${p}_j + (1 - ${t}_j) \\ln(1 - ${p}_j)`,
      byPrediction: (p, t) => `\\frac{1}{n} \\frac{${p}_j - ${t}_j}{${p}_j (1 - ${p}_j)}`,
      torch: (p, t) => `F.binary_cross_entropy(${p}, ${t})`,
    },
    true,
    (p, t) => -t * clampedLog(p) - (1 - t) * clampedLog(1 - p),
    // The floor is PyTorch's: at p = 0 or 1 the slope is steep, but a number.
    (p, t) => (p - t) / Math.max(p * (1 - p), STEEPEST),
    (p) => clampedLog(1 - p) - clampedLog(p),
  ),
  bceWithLogits: termwise(
    {
      label: "Binary cross-entropy of logits",
      words: "binary cross-entropy of its logits",
      tex: (p, t) => `-\\frac{1}{n} \\sum_j ${t}_j \\ln \\sigma(${p}_j) + (1 - ${t}_j) \\ln(1 - \\sigma(${p}_j))`,
      byPrediction: (p, t) => `\\frac{1}{n} (\\sigma(${p}_j) - ${t}_j)`,
      torch: (p, t) => `F.binary_cross_entropy_with_logits(${p}, ${t})`,
    },
    true,
    // Not max(p, 0) − pt, which is ∞ − ∞ or rounds away the smaller part.
    (p, t) => (p > 0 ? p * (1 - t) : -p * t) + Math.log1p(Math.exp(-Math.abs(p))),
    (p, t) => sigma(p) - t,
    (p) => -p,
  ),
  crossEntropy: {
    label: "Cross-entropy of logits",
    words: "cross-entropy of its logits",
    tex: (p, t) => `-\\frac{1}{\\text{rows}} \\sum_j ${t}_j \\ln \\operatorname{softmax}(${p})_j`,
    byPrediction: (p, t) =>
      `\\frac{1}{\\text{rows}} \\Bigl(\\operatorname{softmax}(${p})_j \\sum_i ${t}_i - ${t}_j\\Bigr)`,
    torch: (p, t) => `-(${t} * F.log_softmax(${p}, dim=-1)).sum(dim=-1).mean()`,
    value(p, t, { columns, rows }) {
      let sum = 0;
      for (let start = 0; start < p.length; start += columns) {
        const logSum = logSumExp(p, start, start + columns);
        for (let i = start; i < start + columns; i += 1) sum += (t[i] as number) * (logSum - (p[i] as number));
      }
      return sum / rows;
    },
    gradient(p, t, d, dP, dT, { columns, rows }) {
      const each = d / rows;
      for (let start = 0; start < p.length; start += columns) {
        const end = start + columns;
        const logSum = logSumExp(p, start, end);
        let targets = 0;
        for (let i = start; i < end; i += 1) targets += t[i] as number;
        for (let i = start; i < end; i += 1) {
          const logShare = (p[i] as number) - logSum;
          if (dP) dP[i] = each * (Math.exp(logShare) * targets - (t[i] as number));
          if (dT) dT[i] = -each * logShare;
        }
      }
    },
    rate(p, t, pDot, tDot, { columns, rows }) {
      let sum = 0;
      for (let start = 0; start < p.length; start += columns) {
        const end = start + columns;
        const logSum = logSumExp(p, start, end);
        let targets = 0;
        for (let i = start; i < end; i += 1) targets += t[i] as number;
        for (let i = start; i < end; i += 1) {
          const logShare = (p[i] as number) - logSum;
          if (pDot) sum += (Math.exp(logShare) * targets - (t[i] as number)) * (pDot[i] as number);
          if (tDot) sum -= logShare * (tDot[i] as number);
        }
      }
      return sum / rows;
    },
  },
};

/** ln Σ eˣ over entries from `start` up to `end`, without overflow. */
function logSumExp(x: Float64Array, start: number, end: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = start; i < end; i += 1) largest = Math.max(largest, x[i] as number);
  let sum = 0;
  for (let i = start; i < end; i += 1) sum += Math.exp((x[i] as number) - largest);
  return largest + Math.log(sum);
}

/** The loss that a setting names; settings were checked against `KINDS` before they came here. */
export function lossKind(name: string): LossKind {
  const kind = lossKinds[name];
  if (!kind) throw new RangeError(`no loss is called ${name}`);
  return kind;
}
