import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { conformanceGraph } from "#core/tape/fixtures/conformance";
import { type StepSweep, type SweepTarget, sweepSteps } from "./step-sweep";

function sweep(graph: ReturnType<typeof sketch>, target: SweepTarget | null): StepSweep | null {
  const steps = sweepSteps(analyse(graph), target);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const CUBE: Details = { "x.value": [0.5, 1.7], "y.value": [1, 1], "f.expression": "x^3" };
const TEXT = "x:Input > f:Expression > C:Loss.prediction; y:Input > C.target";

function smallest({ errors }: StepSweep): number {
  return Math.min(...errors);
}

describe("sweepSteps", () => {
  it.each<[what: string, target: SweepTarget | null]>([
    ["one entry", { node: "x", param: "value", at: 1 }],
    ["the whole graph", null],
  ])("falls to a trough and rises again, for %s", (_, target) => {
    const swept = sweep(sketch(TEXT, CUBE), target) as StepSweep;
    const { steps, errors } = swept;
    expect([steps[0], steps.at(-1)]).toEqual([0.1, 1e-12]);
    expect(errors).toHaveLength(steps.length);
    const least = smallest(swept);
    expect(least).toBeLessThan(1e-8);
    expect(errors[0]).toBeGreaterThan(1e4 * least);
    expect(errors.at(-1)).toBeGreaterThan(1e2 * least);
    // Truncation falls with the square of the step.
    expect((errors[0] as number) / (errors[2] as number)).toBeCloseTo(100, -1.5);
  });

  it("has no trough where the gradient is wrong", () => {
    const swept = sweep(sketch(TEXT, { ...CUBE, "f.partials": { x: "2*x^2" } }), null) as StepSweep;
    expect(smallest(swept)).toBeGreaterThan(0.1);
  });

  it("leaves a sigma above 0", () => {
    const graph = sketch("x:Input > g:GaussianConv > C:Loss.prediction; y:Input > C.target", {
      ...{ "x.value": [1, 2, 3], "y.value": [0, 0, 0], "g.mu": 0, "g.sigma": 0.15 },
    });
    const one = sweep(graph, { node: "g", param: "sigma", at: 0 });
    expect(one?.errors[0]).toBeNaN();
    expect(one?.errors[6]).toBeLessThan(1e-3);
    expect(sweep(graph, null)?.errors.every(Number.isFinite)).toBe(true);
  });

  it("does the deep graph", () => {
    expect(smallest(sweep(conformanceGraph("deep"), null) as StepSweep)).toBeLessThan(1e-7);
  });

  it("is null where C depends on nothing", () => {
    expect(sweep(sketch("x:Input > s:Sum", { "x.value": [1] }), null)).toBeNull();
  });
});
