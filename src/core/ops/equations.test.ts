import { describe, expect, it } from "vitest";
import type { Nested } from "#core/tensor/tensor";
import { expectThreeWays, type Scenario, scenario } from "./fixtures/three-ways";

/*
 * Sections 1 and 2 of Vicas 2022, equation by equation: the right-hand side as Vicas 2022 writes it, against the engine and central
 * differences. Section 3 is in gauss-equations.test.ts. Where Vicas 2022 has a slip, the right form stands here with a note.
 */

type Row = readonly [equation: number, of: string, closed: Nested];

const covered: number[] = [];

function holds(title: string, scenarios: readonly Scenario[], rows: readonly Row[]): void {
  covered.push(...rows.map(([equation]) => equation));
  const cases = rows.flatMap(([equation, of, closed]) =>
    scenarios.map((each) => ({ equation, of, closed, each, wiring: each.name })),
  );
  describe(title, () => {
    it.each(cases)("($equation) $of, $wiring", ({ each, of, closed }) => expectThreeWays(each, of, closed));
  });
}

const sigma = (z: number) => 1 / (1 + Math.exp(-z));
/** σ′, Vicas 2022 (19). */
const slope = (z: number) => sigma(z) * (1 - sigma(z));
const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((entry, at) => entry * (b[at] as number)));

{
  const x = 1.3;
  const u = x ** -4 + x ** 4;
  const fPrime = (of: number) => 1 / of;
  const gPrime = -4 * x ** -5 + 4 * x ** 3;
  const whole = scenario("as one node", "x:Input > y:Expression", "y", 1, {
    "x.value": x,
    "y.expression": "ln(x^-4 + x^4)",
  });
  const blownOut = scenario("blown out", "x:Input > u:Expression > y:Expression.u", "y", 1, {
    "x.value": x,
    "u.expression": "x^-4 + x^4",
    "y.expression": "ln(u)",
  });
  const inner = scenario("the inner function", "x:Input > u:Expression", "u", 1, {
    "x.value": x,
    "u.expression": "x^-4 + x^4",
  });
  holds(
    "§1 the chain rule, §1.1 its example",
    [whole, blownOut],
    [
      [1, "dx", fPrime(x ** -4 + x ** 4) * gPrime],
      [3, "out", Math.log(x ** -4 + x ** 4)],
      [8, "dx", (1 / (x ** -4 + x ** 4)) * (-4 * x ** -5 + 4 * x ** 3)],
      [9, "dx", (-4 * x ** -5 + 4 * x ** 3) / (x ** -4 + x ** 4)],
    ],
  );
  holds(
    "§1.1 with its dummy variable",
    [blownOut],
    [
      [2, "dx", fPrime(u) * gPrime],
      [4, "out", Math.log(u)],
      [6, "du", fPrime(u)],
      [7, "dx", (1 / u) * (-4 * x ** -5 + 4 * x ** 3)],
    ],
  );
  holds(
    "§1.1 its inner function",
    [inner],
    [
      [5, "out", u],
      [6, "dx", gPrime],
    ],
  );
}

{
  const t = 0.8;
  const paths = scenario(
    "over two paths",
    "t:Input > x:Expression.t; t > y:Expression.t; x > z:Expression.x; y > z.y",
    "z",
    1,
    {
      "t.value": t,
      "x.expression": "t^2",
      "y.expression": "sin(t)",
      "z.expression": "x*y + y^2",
    },
  );
  const [x, y] = [t ** 2, Math.sin(t)];
  holds("§1.2 functions of several variables", [paths], [[10, "dt", y * (2 * t) + (x + 2 * y) * Math.cos(t)]]);
}

{
  const [w, x, target] = [-1.4, 0.7, 3];
  const z = w * x;
  const l = (of: number) => 0.5 * (of - target) ** 2;
  const dZ = z - target;
  const neuron = scenario("one neuron and a loss", "x:Input > z:Linear > l:Expression.z", "l", [1], {
    "x.value": [x],
    "z.weight": [[w]],
    "l.expression": "0.5*(z - 3)^2",
  });
  holds(
    "§2.1 one neuron without activation",
    [neuron],
    [
      [11, "dz.weight", [[(w * x - target) * x]]],
      [12, "dx", [(w * x - target) * w]],
      [13, "dz", [dZ]],
      [14, "out", [l(z)]],
      [15, "out", [l(w * x)]],
      [16, "dz.weight", [[(z - target) * x]]],
      [17, "dz.weight", [[(z - target) * ((w + 0.5) * x - (w - 0.5) * x)]]],
      [18, "dz.weight", [[dZ * x]]],
    ],
  );
}

{
  const [w, x, dA] = [-1.4, 0.7, 2.5];
  const z = w * x;
  const values = { "x.value": [x], "z.weight": [[w]] };
  const split = scenario("Linear and Sigmoid", "x:Input > z:Linear > a:Sigmoid", "a", [dA], values);
  const fused = scenario("LinearSigmoid", "x:Input > z:LinearSigmoid", "z", [dA], values);
  const points = [-2, 0, 0.3, 4];
  const curve = scenario("Sigmoid alone", "x:Input > a:Sigmoid", "a", [1, 1, 1, 1], { "x.value": points });
  holds("§2.2 the sigmoid", [curve], [[19, "dx", points.map((point) => sigma(point) * (1 - sigma(point)))]]);
  holds("§2.2 what comes from above", [split], [[20, "da", [dA]]]);
  // δa/δw without σ′: the quotient rule on 1 / (1 + e^(−wa)), and σ(z) as (1 + tanh(z/2)) / 2.
  const aByW = (Math.exp(-w * x) * x) / (1 + Math.exp(-w * x)) ** 2;
  const sigmaByZ = Math.exp(-z) / (1 + Math.exp(-z)) ** 2;
  holds(
    "§2.2 one neuron with a sigmoid",
    [split, fused],
    [
      [21, "dz.weight", [[dA * aByW]]],
      [22, "dz.weight", [[dA * (1 - Math.tanh((w * x) / 2) ** 2) * (x / 4)]]],
      [23, "dz.weight", [[dA * sigmaByZ * x]]],
      [24, "dz.weight", [[dA * (sigma(z) - sigma(z) ** 2) * x]]],
      [25, "dz.weight", [[dA * slope(z) * ((w + 0.5) * x - (w - 0.5) * x)]]],
      [26, "dz.weight", [[dA * slope(z) * x]]],
      [27, "dz.weight", [[dA * slope(z) * x]]],
      [28, "dx", [dA * slope(z) * w]],
    ],
  );
}

{
  const a = [0.5, -1, 2];
  const w = [
    [0.3, -0.2, 0.7],
    [-0.4, 0.9, 0.1],
  ];
  const dA = [1.5, -0.5];
  const z = w.map((row) => dot(row, a));
  const layer = { "x.value": a, "z.weight": w };
  const sums = scenario("Linear", "x:Input > z:Linear", "z", dA, layer);
  const split = scenario("Linear and Sigmoid", "x:Input > z:Linear > a:Sigmoid", "a", dA, layer);
  const fused = scenario("LinearSigmoid", "x:Input > z:LinearSigmoid", "z", dA, layer);
  const byWeight = (entry: (j: number, k: number) => number) => w.map((row, j) => row.map((_, k) => entry(j, k)));
  const at = (list: readonly number[], index: number) => list[index] as number;
  const dZ = z.map((entry, j) => at(dA, j) * slope(entry));
  holds(
    "§2.3 the weighted sums of a layer",
    [sums],
    [
      [29, "out", w.map((row) => sum(row.map((weight, k) => weight * at(a, k))))],
      [34, "out", w.map((row) => dot(row, a))],
      [41, "out", z],
    ],
  );
  holds(
    "§2.3 a layer of many neurons",
    [split, fused],
    [
      [
        30,
        "dz.weight",
        byWeight((j, k) => at(dA, j) * ((Math.exp(-at(z, j)) * at(a, k)) / (1 + Math.exp(-at(z, j))) ** 2)),
      ],
      [31, "out", z.map(sigma)],
      [32, "dz.weight", byWeight((j, k) => at(dA, j) * (sigma(at(z, j)) - sigma(at(z, j)) ** 2) * at(a, k))],
      [33, "dz.weight", byWeight((j, k) => at(dA, j) * slope(at(z, j)) * at(a, k))],
      // Vicas 2022 has a_k inside the sum; the input's index must be the sum's own, so that only i = k is left.
      [
        35,
        "dz.weight",
        byWeight((j, k) => at(dA, j) * slope(at(z, j)) * sum(a.map((entry, i) => (i === k ? entry : 0)))),
      ],
      // Vicas 2022 has a_i on the left factor; it is a_j.
      [36, "dz.weight", byWeight((j, k) => at(dA, j) * slope(at(z, j)) * at(a, k))],
      [
        39,
        "dx",
        a.map((_, k) => sum(w.map((row, j) => at(dA, j) * (sigma(at(z, j)) - sigma(at(z, j)) ** 2) * at(row, k)))),
      ],
      [40, "out", z.map((entry) => 1 / (1 + Math.exp(-entry)))],
      // "… = …" in the seed: the step that it leaves to the reader.
      [42, "dx", a.map((_, k) => sum(w.map((row, j) => at(dZ, j) * at(row, k))))],
    ],
  );

  const batch = [
    [0.5, -1, 2],
    [1.5, 0.25, -0.75],
  ];
  const dBatch = [
    [1.5, -0.5],
    [0.2, 0.8],
  ];
  const rows = { "x.value": batch, "z.weight": w };
  const dZs = batch.map((row, n) => w.map((weights, j) => at(dBatch[n] as number[], j) * slope(dot(weights, row))));
  // After (43) Vicas 2022 gives ∂C/∂a · σ′ the size (1, n^{l−1}); it is (1, n^l), here one row of it for each of the batch.
  holds(
    "§2.3 in matrices, over a batch",
    [
      scenario("Linear and Sigmoid", "x:Input > z:Linear > a:Sigmoid", "a", dBatch, rows),
      scenario("LinearSigmoid", "x:Input > z:LinearSigmoid", "z", dBatch, rows),
    ],
    [
      [38, "dz.weight", byWeight((j, k) => sum(batch.map((row, n) => at(dZs[n] as number[], j) * at(row, k))))],
      [
        43,
        "dx",
        batch.map((row, n) =>
          row.map((_, k) => sum(w.map((weights, j) => at(dZs[n] as number[], j) * at(weights, k)))),
        ),
      ],
    ],
  );
}

it("every equation of sections 1 and 2 is here; (37) is an empty line in Vicas 2022", () => {
  const all = Array.from({ length: 43 }, (_, at) => at + 1).filter((equation) => equation !== 37);
  expect([...new Set(covered)].sort((a, b) => a - b)).toEqual(all);
});
