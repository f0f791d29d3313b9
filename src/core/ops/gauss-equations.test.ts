import { describe, expect, it } from "vitest";
import type { Nested } from "#core/tensor/tensor";
import { expectThreeWays, type Scenario, scenario } from "./fixtures/three-ways";

/*
 * Section 3 of Vicas 2022, equation by equation: the right-hand side as Vicas 2022 writes it, against the engine and central differences.
 * A derivative at each m, or of each O(n), is read off a node with one kernel for each, of which each sends back one entry only.
 */

type Row = readonly [equation: number, of: string, closed: Nested];

const covered: number[] = [];

function holds(title: string, given: Scenario, rows: readonly Row[]): void {
  covered.push(...rows.map(([equation]) => equation));
  describe(title, () => {
    it.each(rows)("(%i) %s", (_equation, of, closed) => expectThreeWays(given, of, closed));
  });
}

const MU = 0.6;
const SIGMA = 1.3;
const RADIUS = 3;
const M = [-3, -2, -1, 0, 1, 2, 3];
const ROOT = Math.sqrt(2 * Math.PI);

const identity = (size: number) =>
  Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, at) => (at === row ? 1 : 0)));
const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
/** e^(−½((m−μ)/σ)²). */
const bell = (m: number, mu = MU, sigma = SIGMA) => Math.exp(-0.5 * ((m - mu) / sigma) ** 2);
/** The kernel itself, Vicas 2022 (44). */
const g = (m: number, mu = MU, sigma = SIGMA) => bell(m, mu, sigma) / (sigma * ROOT);
/** ∂g/∂μ and ∂g/∂σ, Vicas 2022 (51) and (48). */
const gByMu = (m: number) => ((m - MU) / (SIGMA ** 3 * ROOT)) * bell(m);
const gBySigma = (m: number) => (1 / ROOT) * bell(m) * ((m - MU) ** 2 / SIGMA ** 4 - 1 / SIGMA ** 2);

/** An impulse through one kernel for each m; what comes back to kernel m is its tap m alone. */
function impulse(scaled: boolean): Scenario {
  const many = M.map(() => 0);
  return scenario("an impulse", "X:Input > O:GaussianConv", "O", identity(M.length), {
    "X.value": [0, 0, 0, 1, 0, 0, 0],
    "O.mu": many.map(() => MU),
    "O.sigma": many.map(() => SIGMA),
    "O.radius": RADIUS,
    "O.scaled": scaled,
  });
}

/** The kernel as a function of m, which the layer itself never differentiates. */
function ofM(expression: string): Scenario {
  return scenario(
    "a function of m",
    "m:Input > g:Expression.m",
    "g",
    M.map(() => 1),
    {
      "m.value": M,
      "g.expression": expression,
      "g.mu": MU,
      "g.sigma": SIGMA,
    },
  );
}

const BELL = "exp(-1/2*((m - mu)/sigma)^2)";

describe("§3.1 the Gauss kernel", () => {
  const kernels = impulse(true);
  holds("itself", kernels, [[44, "out", M.map(() => M.map((m) => g(m)))]]);
  // d/dσ of the exponential alone, in (46) and (47).
  const bellBySigma = (m: number) => bell(m) * (-0.5 * (m - MU) ** 2 * -2 * SIGMA ** -3);
  holds("by σ", kernels, [
    [45, "dO.sigma", M.map((m) => (1 / ROOT) * ((bellBySigma(m) * SIGMA - bell(m)) / SIGMA ** 2))],
    [
      46,
      "dO.sigma",
      M.map((m) => (1 / ROOT) * (1 / SIGMA) * bellBySigma(m) + (1 / ROOT) * (-1 / SIGMA ** 2) * bell(m)),
    ],
    [
      47,
      "dO.sigma",
      M.map(
        (m) =>
          (1 / ROOT) * (1 / SIGMA) * bell(m) * ((m - MU) ** 2 / SIGMA ** 3) + (1 / ROOT) * (-1 / SIGMA ** 2) * bell(m),
      ),
    ],
    [48, "dO.sigma", M.map((m) => (1 / ROOT) * bell(m) * ((m - MU) ** 2 / SIGMA ** 4 - 1 / SIGMA ** 2))],
  ]);
  // In (49) and (52) Vicas 2022's first bracket has x where m is meant.
  holds("by μ", kernels, [
    [49, "dO.mu", M.map((m) => (1 / (SIGMA * ROOT)) * (-0.5 * 2 * ((m - MU) / SIGMA) * (-1 / SIGMA)) * bell(m))],
    [50, "dO.mu", M.map((m) => (1 / (SIGMA * ROOT)) * (1 / (2 * SIGMA ** 2)) * 2 * (m - MU) * bell(m))],
    [51, "dO.mu", M.map((m) => ((m - MU) / (SIGMA ** 3 * ROOT)) * bell(m))],
  ]);
  holds("by m", ofM(`1/(sigma*sqrt(2*pi))*${BELL}`), [
    [44, "out", M.map((m) => g(m))],
    [52, "dm", M.map((m) => (1 / (SIGMA * ROOT)) * (-0.5 * 2 * ((m - MU) / SIGMA) * (1 / SIGMA)) * bell(m))],
    [53, "dm", M.map((m) => ((MU - m) / (SIGMA ** 3 * ROOT)) * bell(m))],
  ]);
});

describe("§3.2 the unscaled kernel", () => {
  const kernels = impulse(false);
  holds("itself", kernels, [[54, "out", M.map(() => M.map((m) => bell(m)))]]);
  holds("by σ", kernels, [
    [55, "dO.sigma", M.map((m) => bell(m) * -0.5 * 2 * ((m - MU) / SIGMA) * (-(m - MU) / SIGMA ** 2))],
    [56, "dO.sigma", M.map((m) => bell(m) * -0.5 * 2 * ((m - MU) / SIGMA) * (-(m - MU) / SIGMA ** 2))],
    [57, "dO.sigma", M.map((m) => bell(m) * (-1 / 2) * (m - MU) ** 2 * -2 * SIGMA ** -3)],
    [58, "dO.sigma", M.map((m) => -0.5 * ((m - MU) ** 2 * -2 * SIGMA ** -3) * bell(m))],
    [59, "dO.sigma", M.map((m) => ((m - MU) ** 2 / SIGMA ** 3) * bell(m))],
  ]);
  // In (60) and (63) Vicas 2022's first bracket has x where m is meant.
  holds("by μ", kernels, [
    [60, "dO.mu", M.map((m) => -0.5 * 2 * ((m - MU) / SIGMA) * (-1 / SIGMA) * bell(m))],
    [61, "dO.mu", M.map((m) => (1 / (2 * SIGMA ** 2)) * 2 * (m - MU) * bell(m))],
    [62, "dO.mu", M.map((m) => ((m - MU) / SIGMA ** 2) * bell(m))],
  ]);
  holds("by m", ofM(BELL), [
    [54, "out", M.map((m) => bell(m))],
    [63, "dm", M.map((m) => -0.5 * 2 * ((m - MU) / SIGMA) * (1 / SIGMA) * bell(m))],
    [64, "dm", M.map((m) => ((MU - m) / SIGMA ** 2) * bell(m))],
  ]);
});

describe("§3.3 the layer", () => {
  const signal = [0.5, -1, 2, 0.25, 1.5, -0.75, 0.1, 1];
  const dO = [0.3, -0.2, 1, 0.7, -0.6, 0.4, 0.9, -1.1];
  const N = signal.map((_, n) => n);
  const X = (n: number) => signal[n] ?? 0;
  /** Σ_m X(n−m) · kernel(m), zero outside. */
  const through = (kernel: (m: number) => number, n: number) => sum(M.map((m) => X(n - m) * kernel(m)));
  const details = { "X.value": signal, "O.radius": RADIUS };
  const layer = scenario("one kernel", "X:Input > O:GaussianConv", "O", dO, {
    ...details,
    "O.mu": MU,
    "O.sigma": SIGMA,
  });
  const each = scenario("one kernel for each n", "X:Input > O:GaussianConv", "O", identity(signal.length), {
    ...details,
    "O.mu": N.map(() => MU),
    "O.sigma": N.map(() => SIGMA),
  });
  /** What Vicas 2022 leaves as δ/δμ and δ/δσ of a sum, by differences of its own. */
  const step = 1e-4;
  const byMu = (of: (mu: number) => number) =>
    (8 * (of(MU + step) - of(MU - step)) - (of(MU + 2 * step) - of(MU - 2 * step))) / (12 * step);
  const bySigma = (of: (sigma: number) => number) =>
    (8 * (of(SIGMA + step) - of(SIGMA - step)) - (of(SIGMA + 2 * step) - of(SIGMA - 2 * step))) / (12 * step);
  const at = (list: readonly number[], index: number) => list[index] as number;

  // For even M Vicas 2022's sum has M + 1 taps; the radius is M/2.
  holds("forward", layer, [[65, "out", N.map((n) => sum(M.map((m) => X(n - m) * g(m))))]]);
  holds("by μ", layer, [[66, "dO.mu", sum(N.map((n) => at(dO, n) * through(gByMu, n)))]]);
  holds("each output by μ", each, [
    [67, "dO.mu", N.map((n) => byMu((mu) => through((m) => g(m, mu), n)))],
    [68, "dO.mu", N.map((n) => sum(M.map((m) => byMu((mu) => X(n - m) * g(m, mu)))))],
    [69, "dO.mu", N.map((n) => sum(M.map((m) => X(n - m) * byMu((mu) => g(m, mu)))))],
    [70, "dO.mu", N.map((n) => sum(M.map((m) => X(n - m) * ((m - MU) / (SIGMA ** 3 * ROOT)) * bell(m))))],
  ]);
  // In (71) and (72) Vicas 2022 has δ/δμ inside the sum; it is δ/δσ, and (73) is right.
  holds("each output by σ", each, [
    [71, "dO.sigma", N.map((n) => sum(M.map((m) => bySigma((sigma) => X(n - m) * g(m, MU, sigma)))))],
    [72, "dO.sigma", N.map((n) => sum(M.map((m) => X(n - m) * bySigma((sigma) => g(m, MU, sigma)))))],
    [
      73,
      "dO.sigma",
      N.map((n) => sum(M.map((m) => X(n - m) * (1 / ROOT) * bell(m) * ((m - MU) ** 2 / SIGMA ** 4 - 1 / SIGMA ** 2)))),
    ],
  ]);
  holds("by σ, as (66) is by μ", layer, [[73, "dO.sigma", sum(N.map((n) => at(dO, n) * through(gBySigma, n)))]]);

  /** A kernel that ends at its radius. */
  const tap = (m: number) => (Math.abs(m) <= RADIUS ? g(m) : 0);
  const outByX = (k: number, i: number) => sum(M.map((m) => (k - m === i ? g(m) : 0)));
  const K = 4;
  const one = scenario(
    "one output",
    "X:Input > O:GaussianConv",
    "O",
    N.map((n) => (n === K ? 1 : 0)),
    {
      ...details,
      "O.mu": MU,
      "O.sigma": SIGMA,
    },
  );
  holds("one output by X: only k − m = i is left", one, [
    [75, "dX", N.map((i) => outByX(K, i))],
    [76, "dX", N.map((i) => sum(M.filter((m) => K - m === i).map((m) => g(m))))],
    [77, "dX", N.map((i) => tap(K - i))],
  ]);
  holds("by X: a correlation with the kernel", layer, [
    [74, "dX", N.map((i) => sum(N.map((k) => at(dO, k) * outByX(k, i))))],
    [78, "dX", N.map((i) => sum(N.map((k) => at(dO, k) * outByX(k, i))))],
    [79, "dX", N.map((i) => sum(N.map((k) => at(dO, k) * tap(k - i))))],
    [80, "dX", N.map((i) => sum(N.map((k) => at(dO, k) * tap(k - i))))],
  ]);

  // Vicas 2022's (81) drops its sum, because of each kernel only one output, and so one k, is left; over the kernels it stays.
  const kernels = [
    { mu: 0.6, sigma: 1.3, k: 2, d: 0.7 },
    { mu: -0.4, sigma: 0.8, k: 5, d: -1.2 },
    { mu: 1, sigma: 2, k: 0, d: 0.5 },
  ];
  const several = scenario(
    "three kernels",
    "X:Input > O:GaussianConv",
    "O",
    kernels.map(({ k, d }) => N.map((n) => (n === k ? d : 0))),
    { ...details, "O.mu": kernels.map(({ mu }) => mu), "O.sigma": kernels.map(({ sigma }) => sigma) },
  );
  const tapOf = (m: number, mu: number, sigma: number) => (Math.abs(m) <= RADIUS ? g(m, mu, sigma) : 0);
  holds("§3.3.1 many kernels, one output each", several, [
    [81, "dX", N.map((i) => sum(kernels.map(({ mu, sigma, k, d }) => d * tapOf(k - i, mu, sigma))))],
  ]);
});

it("every equation of section 3 is here", () => {
  const all = Array.from({ length: 38 }, (_, at) => at + 44);
  expect([...new Set(covered)].sort((a, b) => a - b)).toEqual(all);
});
