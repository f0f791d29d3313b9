import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { conformance, conformanceGraph } from "#core/tape/fixtures/conformance";
import { CHECK_DEFAULTS } from "./differences";
import { type CheckEntry, checkGradients, checkSteps } from "./gradient-check";

function check(text: string, details: Details, options = {}) {
  return checkGradients(analyse(sketch(text, details)), { ...CHECK_DEFAULTS, ...options });
}

/** One entry by its place, such as `x.value[1]`. */
function entryAt(entries: readonly CheckEntry[], place: string): CheckEntry {
  const found = entries.find(
    ({ node, param, index }) => `${node}.${param}${index.map((at) => `[${at}]`).join("")}` === place,
  );
  if (!found) throw new Error(`no entry ${place}`);
  return found;
}

const LOSS = " > C:Loss.prediction; y:Input > C.target";

describe("checkGradients passes", () => {
  it.each(conformance)("$name", ({ graph }) => {
    const { pass, entries } = checkGradients(analyse(graph));
    const wrong = entries.filter(({ verdict }) => verdict === "wrong");
    expect(wrong).toEqual([]);
    expect(pass).toBe(true);
    const all = graph.nodes.reduce(
      (sum, { params }) => sum + Object.values(params).reduce((n, { data }) => n + data.length, 0),
      0,
    );
    expect(entries).toHaveLength(all);
  });

  it("where rounding of a large cost drowns the small step", () => {
    const details = { "x.value": [1e-3, 2], "y.value": [0, 2000], "C.loss": "sse" };
    const { pass, entries } = check(`x:Input${LOSS}`, details);
    expect(pass).toBe(true);
    expect(entryAt(entries, "x.value[0]").numeric).toBeCloseTo(2e-3, 4);
  });

  it("where a sigma is smaller than the step, without stepping over 0", () => {
    const { pass, entries } = check(`x:Input > g:GaussianConv${LOSS}`, {
      "x.value": [1, 2, 3],
      "y.value": [0, 0, 0],
      "g.mu": 0,
      "g.sigma": 1e-7,
      "g.scaled": false,
    });
    expect(pass).toBe(true);
    expect(entryAt(entries, "g.sigma").numeric).toBe(0);
  });

  it("where C does not depend on a param: both are 0", () => {
    const { pass, entries } = check(`x:Input${LOSS}; u:Input > s:Sum`, {
      "x.value": [1],
      "y.value": [0],
      "u.value": [5],
    });
    expect(pass).toBe(true);
    expect(entryAt(entries, "u.value[0]")).toEqual({
      node: "u",
      param: "value",
      index: [0],
      analytic: 0,
      numeric: 0,
      abs: 0,
      rel: 0,
      verdict: "ok",
    });
  });

  it("where there is no loss, and where there is nothing", () => {
    expect(check("x:Input > s:Sum", { "x.value": [1, 2] })).toMatchObject({ pass: true, worst: { verdict: "ok" } });
    expect(check("", {})).toEqual({ pass: true, worst: null, entries: [] });
  });
});

describe("checkGradients finds", () => {
  it.each<[slip: string, partial: string]>([
    ["a wrong sign", "-3*x^2"],
    ["a missing factor", "x^2"],
    ["a missing term", "3*x^2 - 0.1"],
    ["no gradient at all", "0*x"],
  ])("%s in a derivative by hand", (_slip, partial) => {
    const report = check(`x:Input > f:Expression${LOSS}`, {
      "x.value": [0.5, -1, 2],
      "y.value": [1, 1, 1],
      "f.expression": "x^3",
      "f.partials": { x: partial },
    });
    expect(report.pass).toBe(false);
    expect(report.worst).toMatchObject({ node: "x", param: "value", verdict: "wrong" });
    for (const at of [0, 1, 2]) expect(entryAt(report.entries, `x.value[${at}]`).verdict).toBe("wrong");
    expect(entryAt(report.entries, "y.value[0]").verdict).toBe("ok");
  });

  it("a slip at one entry, and calls it the worst", () => {
    const { worst, entries } = check(`x:Input > f:Expression${LOSS}`, {
      "x.value": [
        [1, 2],
        [3, 4],
      ],
      "y.value": [
        [0, 0],
        [0, 0],
      ],
      "f.expression": "x",
      // 1 but at x = 3, where it is 2.
      "f.partials": { x: "1 + exp(-1e6*(x - 3)^2)" },
    });
    expect(worst).toMatchObject({ index: [1, 0], verdict: "wrong" });
    expect(entries.filter(({ verdict }) => verdict === "wrong")).toHaveLength(1);
  });

  it("a gradient that is not a number where C has a slope", () => {
    // C = (√x)², which is x wherever it is anything; the chain rule says 0 · ∞.
    const report = check(`x:Input > f:Expression${LOSS}`, {
      "x.value": [0],
      "y.value": [0],
      "f.expression": "sqrt(x)",
    });
    expect(report.pass).toBe(false);
    expect(report.worst).toMatchObject({ node: "x", analytic: Number.NaN, verdict: "wrong" });
    expect(report.worst?.numeric).toBeCloseTo(1, 6);
  });

  it("a slip in a function that bends sharply, and does not take it for a kink", () => {
    const { worst } = check(`x:Input > f:Expression${LOSS}`, {
      "x.value": [0.001],
      "y.value": [0],
      "f.expression": "1e4*x^2",
      "f.partials": { x: "2.02e4*x" },
      "C.loss": "l1",
    });
    expect(worst?.verdict).toBe("wrong");
  });
});

describe("checkGradients tells a kink from a slip", () => {
  it.each<[kink: string, type: string, details: Details]>([
    ["ReLU at 0", "ReLU", { "x.value": [0] }],
    ["ReLU a hair beside 0", "ReLU", { "x.value": [3e-7] }],
    ["ReLU a hair on the other side of 0", "ReLU", { "x.value": [-9e-7] }],
  ])("%s", (_kink, type, details) => {
    const { pass, entries } = check(`x:Input > f:${type}${LOSS}`, { "y.value": [-3], ...details });
    expect(entryAt(entries, "x.value[0]").verdict).toBe("kink");
    expect(pass).toBe(true);
  });

  it("mean absolute error on a target that is hit, when the other side of it is nearer", () => {
    const details = { "x.value": [1, 2], "y.value": [1 + 3e-7, 0], "C.loss": "l1" };
    const { entries } = check(`x:Input${LOSS}`, details);
    const verdicts = entries.map(({ node, index, verdict }) => `${node}${index} ${verdict}`);
    expect(verdicts).toEqual(["x0 kink", "x1 ok", "y0 kink", "y1 ok"]);
  });

  it("nothing to tell at |x| = 0 and at a target that is hit, where 0 lies half way between the slopes", () => {
    const { entries } = check(`x:Input > f:Expression${LOSS}`, {
      "x.value": [0, 1],
      "y.value": [0, 0],
      "f.expression": "abs(x)",
      "C.loss": "l1",
    });
    expect(entries.map(({ verdict }) => verdict)).toEqual(["ok", "ok", "ok", "ok"]);
  });

  it("Huber has none, where its parabola turns into a line", () => {
    const { entries } = check(`x:Input${LOSS}`, { "x.value": [1, 0], "y.value": [0, 0], "C.loss": "huber" });
    expect(new Set(entries.map(({ verdict }) => verdict))).toEqual(new Set(["ok"]));
  });

  it("a slope at a kink that is on neither side of it is wrong", () => {
    const { worst } = check(`x:Input > f:Expression${LOSS}`, {
      "x.value": [0],
      "y.value": [-3],
      "f.expression": "abs(x)",
      "f.partials": { x: "2 + x" },
    });
    expect(worst?.verdict).toBe("wrong");
  });
});

describe("checkSteps", () => {
  it("stops after every entry and says how far it is", () => {
    const steps = checkSteps(analyse(conformanceGraph("deep")));
    expect(steps.next()).toEqual({ done: false, value: { done: 1, total: 153 } });
    expect(steps.next()).toEqual({ done: false, value: { done: 2, total: 153 } });
    expect(steps.return({ pass: true, worst: null, entries: [] }).done).toBe(true);
  });
});
