import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { CHECK_DEFAULTS, type CheckOptions } from "./differences";
import { checkGradients } from "./gradient-check";
import { checkNodes } from "./graph-check";

const LOSS = " > C:Loss.prediction; y:Input > C.target";

/** The verdicts on the entries of x, for C = |f(x) + 3.125|, with a derivative by hand where there is one. */
function verdictsOn(expression: string, x: number, partial?: string, options: CheckOptions = CHECK_DEFAULTS) {
  const details: Details = {
    ...{ "x.value": [x], "y.value": [-3.125], "f.expression": expression, "C.loss": "l1" },
    ...(partial === undefined ? {} : { "f.partials": { x: partial } }),
  };
  const { entries } = checkGradients(analyse(sketch(`x:Input > f:Expression${LOSS}`, details)), options);
  return entries.find(({ node }) => node === "x");
}

// What a person differentiates, where it is defined, over fifteen powers of ten.
const FUNCTIONS: readonly (readonly [name: string, slope: string, at: readonly number[]])[] = [
  ["ln(x)", "1/x", [1e-9, 1e-7, 1e-3, 0.7, 30, 1e6]],
  ["sqrt(x)", "1/(2*sqrt(x))", [1e-9, 1e-6, 1e-3, 2, 1e6]],
  ["1/x", "-1/x^2", [1e-5, 1e-3, -0.4, 30, 1e4]],
  ["x^3", "3*x^2", [-0.02, 0.5, -40, 1e5]],
  ["exp(x)", "exp(x)", [-20, -1, 3, 40]],
  ["exp(-x^2/1e-12)", "-2*x/1e-12*exp(-x^2/1e-12)", [1e-7, 1e-6]],
  ["sin(1e4*x)", "1e4*cos(1e4*x)", [0.3, 3]],
  ["tanh(250000*x)", "250000/cosh(250000*x)^2", [0, 1e-6, 5e-6]],
  ["1e5*x", "1e5 + 0*x", [1e-5, 1, 1e7]],
  ["asin(x)", "1/sqrt(1 - x^2)", [0.9999999, -0.999]],
];

const CASES = FUNCTIONS.flatMap(([name, slope, at]) => at.map((x) => [name, slope, x] as const));

describe("what is measured is judged", () => {
  it.each(CASES)("%s, whose slope is %s, at %d: right is right", (name, slope, x) => {
    expect(verdictsOn(name, x, slope)?.verdict).toBe("ok");
  });

  it.each(CASES)("%s (slope %s) at %d: a slip is wrong", (name, slope, x) => {
    for (const slip of [`-(${slope})`, `2*(${slope})`, `(${slope}) * 1.01`]) {
      const { verdict, analytic } = verdictsOn(name, x, slip) ?? {};
      // What is nearly 0 is within what it may be off.
      if (Math.abs(analytic ?? 0) > 0.1) expect(verdict, slip).toBe("wrong");
    }
  });
});

describe("what is not measured is neither right nor wrong", () => {
  const cases: readonly (readonly [what: string, expression: string, x: number, says: RegExp])[] = [
    ["where C is NaN", "sqrt(x)", -1, /^C is NaN here$/],
    ["where C is infinite", "ln(x)", 0, /^C is ∞ here$/],
    ["at an entry of −∞", "exp(x)", Number.NEGATIVE_INFINITY, /^no step moves what is not finite$/],
    ["where the slope is infinite", "sqrt(x)", 0, /do not settle/],
    ["at a jump", "0^x", 0, /do not settle/],
  ];
  it.each(cases)("%s, whatever the tape says", (_, expression, x, says) => {
    for (const partial of [undefined, "123 + 0*x", "-1 + 0*x", "1/0 + 0*x"]) {
      const found = verdictsOn(expression, x, partial);
      expect(found?.verdict, partial).toBe("unmeasured");
      expect(found?.reason).toMatch(says);
    }
  });

  it("and says nothing of a slip, nor of a node", () => {
    const details = { "x.value": [-1, 4], "y.value": [0, 0], "f.expression": "sqrt(x)", "C.loss": "l1" };
    const { pass, nodes } = checkNodes(analyse(sketch(`x:Input > f:Expression${LOSS}`, details)), CHECK_DEFAULTS);
    expect(pass).toBe(true);
    expect(nodes.map(({ node, verdict }) => `${node} ${verdict}`)).toEqual([
      "x unmeasured",
      "y unmeasured",
      "f unmeasured",
      "C unknown",
    ]);
    expect(nodes.flatMap(({ tensors }) => tensors.flatMap(({ slip }) => slip ?? []))).toEqual([]);
  });

  it("while the finite entries beside −∞ are measured, of the graph and of each node", () => {
    const mask = [
      [0, Number.NEGATIVE_INFINITY],
      [0, 0],
    ];
    const details = {
      "x.value": [
        [1, 2],
        [3, -1],
      ],
      "m.value": mask,
      "y.value": [
        [0, 1],
        [1, 0],
      ],
    };
    const analysis = analyse(sketch(`x:Input > a:Add.a; m:Input > a.b; a > p:Softmax${LOSS}`, details));
    const { entries } = checkGradients(analysis);
    expect(
      entries.filter(({ verdict }) => verdict !== "ok").map(({ node, index, verdict }) => `${node}${index} ${verdict}`),
    ).toEqual(["m0,1 unmeasured"]);
    expect(checkNodes(analysis, CHECK_DEFAULTS).nodes.find(({ node }) => node === "p")?.verdict).toBe("unmeasured");
  });

  it("where a tolerance is asked for that differences cannot reach", () => {
    const tight = { ...CHECK_DEFAULTS, atol: 1e-17, rtol: 1e-17 };
    expect(verdictsOn("sin(x)", 0.7, undefined, tight)?.verdict).toBe("unmeasured");
    expect(verdictsOn("sin(x)", 0.7, "cos(x)*1.0001", tight)?.verdict).toBe("wrong");
  });
});

describe("at the edge of where C is finite", () => {
  it("the side that is there is measured", () => {
    expect(verdictsOn("sqrt(x)^5", 0, "0*x")?.verdict).toBe("ok");
    expect(verdictsOn("sqrt(x)^5", 0, "1 + 0*x")?.verdict).toBe("wrong");
    expect(verdictsOn("asin(x)*(1 - x)", 1, "-pi/2 + 0*x")?.verdict).toBe("ok");
  });
});
