import type { Named } from "#core/formula/site";

/**
 * One kind of loss before its weight. `value` reads prediction p and target t; `gradient` writes d ∂loss/∂p into `dP` and
 * d ∂loss/∂t into `dT`, either of which may be null, where d is ∂C/∂loss. `rate` is how fast the loss moves when p and t move by the
 * tangents ṗ and ṫ, either of which may be null: Σ ∂loss/∂p ṗ + Σ ∂loss/∂t ṫ.
 */
export interface LossKind {
  readonly label: string;
  /** What it measures, as a sentence calls it. */
  readonly words: string;
  /** What is added up, over these letters, as text of a formula; and what that explains. The mean of it is taken where it says so. */
  readonly over?: string;
  readonly mean: boolean;
  readonly term: string;
  readonly where?: string;
  /** ∂term/∂ an entry of either, likewise. */
  readonly byPrediction: string;
  readonly byTarget: string;
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

/** A loss that adds up one term an entry. `byP` and `byT` are ∂term/∂p and ∂term/∂t. */
function termwise(
  kind: Omit<LossKind, "value" | "gradient" | "rate">,
  term: (p: number, t: number, delta: number) => number,
  byP: (p: number, t: number, delta: number) => number,
  byT: (p: number, t: number, delta: number) => number,
): LossKind {
  const { mean } = kind;
  return {
    ...kind,
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
export const STEEPEST = Math.fround(1e-12);

function sigma(x: number): number {
  const exp = Math.exp(-Math.abs(x));
  return x < 0 ? exp / (1 + exp) : 1 / (1 + exp);
}

/** How the terms below write an entry of the prediction, and of the target. */
const [p, t] = ["prediction[…]", "target[…]"];
const LOG_SUM = "ln(sum(i, exp(prediction[…i])))";

/** Every kind of loss, by its name in a file. */
export const lossKinds: Named<LossKind> = {
  mse: termwise(
    {
      label: "Mean squared error",
      words: "mean squared difference",
      mean: true,
      term: `(${p} - ${t})^2`,
      byPrediction: `2 * (${p} - ${t})`,
      byTarget: `2 * (${t} - ${p})`,
      torch: (p, t) => `F.mse_loss(${p}, ${t})`,
    },
    (p, t) => (p - t) * (p - t),
    (p, t) => 2 * (p - t),
    (p, t) => 2 * (t - p),
  ),
  sse: termwise(
    {
      label: "Sum of squared errors",
      words: "sum of squared differences",
      mean: false,
      term: `(${p} - ${t})^2`,
      byPrediction: `2 * (${p} - ${t})`,
      byTarget: `2 * (${t} - ${p})`,
      torch: (p, t) => `F.mse_loss(${p}, ${t}, reduction="sum")`,
    },
    (p, t) => (p - t) * (p - t),
    (p, t) => 2 * (p - t),
    (p, t) => 2 * (t - p),
  ),
  halfSse: termwise(
    {
      label: "Half the sum of squared errors",
      words: "sum of squared differences, halved",
      mean: false,
      term: `(${p} - ${t})^2/2`,
      byPrediction: `(${p} - ${t})`,
      byTarget: `(${t} - ${p})`,
      torch: (p, t) => `0.5 * F.mse_loss(${p}, ${t}, reduction="sum")`,
    },
    (p, t) => 0.5 * (p - t) * (p - t),
    (p, t) => p - t,
    (p, t) => t - p,
  ),
  l1: termwise(
    {
      label: "Mean absolute error",
      words: "mean absolute difference",
      mean: true,
      term: `abs(${p} - ${t})`,
      byPrediction: `abs'(${p} - ${t})`,
      byTarget: `abs'(${t} - ${p})`,
      torch: (p, t) => `F.l1_loss(${p}, ${t})`,
    },
    (p, t) => Math.abs(p - t),
    (p, t) => Math.sign(p - t),
    (p, t) => Math.sign(t - p),
  ),
  huber: termwise(
    {
      label: "Huber",
      words: "Huber loss",
      mean: true,
      term: `h(${p} - ${t})`,
      where: "h(x) = cases(abs(x) <= delta: x^2/2; else: delta * (abs(x) - delta/2))",
      byPrediction: `max(-delta, min(delta, ${p} - ${t}))`,
      byTarget: `max(-delta, min(delta, ${t} - ${p}))`,
      torch: (p, t, delta) => `F.huber_loss(${p}, ${t}, delta=${delta})`,
    },
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
      mean: true,
      term: `(-${t} * L(${p}) - (1 - ${t}) * L(1 - ${p}))`,
      where: "L(x) = max(ln(x), -100)",
      byPrediction: `(${p} - ${t})/max(${p} * (1 - ${p}), epsilon)`,
      byTarget: `(L(1 - ${p}) - L(${p}))`,
      torch: (p, t) => `F.binary_cross_entropy(${p}, ${t})`,
    },
    (p, t) => -t * clampedLog(p) - (1 - t) * clampedLog(1 - p),
    // The floor is PyTorch's: at p = 0 or 1 the slope is steep, but a number.
    (p, t) => (p - t) / Math.max(p * (1 - p), STEEPEST),
    (p) => clampedLog(1 - p) - clampedLog(p),
  ),
  bceWithLogits: termwise(
    {
      label: "Binary cross-entropy of logits",
      words: "binary cross-entropy of its logits",
      mean: true,
      term: `(ln(1 + exp(${p})) - ${t} * ${p})`,
      byPrediction: `(sigmoid(${p}) - ${t})`,
      byTarget: `(-${p})`,
      torch: (p, t) => `F.binary_cross_entropy_with_logits(${p}, ${t})`,
    },
    // Not max(p, 0) − pt, which is ∞ − ∞ or rounds away the smaller part.
    (p, t) => (p > 0 ? p * (1 - t) : -p * t) + Math.log1p(Math.exp(-Math.abs(p))),
    (p, t) => sigma(p) - t,
    (p) => -p,
  ),
  crossEntropy: {
    label: "Cross-entropy of logits",
    words: "cross-entropy of its logits",
    over: "…, j",
    mean: true,
    term: `target[…j] * (${LOG_SUM} - prediction[…j])`,
    byPrediction: `(exp(prediction[…j])/sum(i, exp(prediction[…i])) * sum(i, target[…i]) - target[…j])`,
    byTarget: `(${LOG_SUM} - prediction[…j])`,
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
