import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { conformance } from "#core/tape/fixtures/conformance";
import { backward, compile, forward, type Tape } from "#core/tape/tape";
import { gradientHealth } from "./health";

function run(text: string, details: Details): Tape {
  const analysis = analyse(sketch(text, details));
  expect(analysis.problems).toEqual([]);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  return tape;
}

/** Each finding as `kind node place`, in the order found. */
function found(tape: Tape): readonly string[] {
  return gradientHealth(tape).map(({ kind, node, edge, param }) => [kind, node, edge ?? param ?? "sum"].join(" "));
}

const END = "C:Loss.prediction; y:Input > C.target";
const LAYERS = Array.from({ length: 20 }, (_, at) => `a${at} > a${at + 1}:Sigmoid`).join("; ");
const GROWING = Array.from({ length: 20 }, (_, at) => `a${at} > a${at + 1}:Linear`).join("; ");
const TENFOLD = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a${at + 1}.weight`, [[3]]]));
const BATCH = Array.from({ length: 10 }, (_, row) => [row + 1, -row - 1, row - 4]);

const cases: readonly {
  readonly name: string;
  readonly text: string;
  readonly details: Details;
  readonly findings: readonly string[];
  readonly says?: RegExp;
}[] = [
  {
    name: "nothing in a small sound graph",
    text: `x:Input > z:Linear > a:Sigmoid > ${END}`,
    details: { "x.value": [1, -2], "z.weight": [[0.3, -0.2]], "y.value": [0] },
    findings: [],
  },
  {
    name: "a sigmoid far out, where it is flat, and not what lies before it",
    text: `x:Input > z:Linear > a:Sigmoid > ${END}`,
    details: { "x.value": [1], "z.weight": [[20]], "y.value": [0] },
    findings: ["vanishing a z-a.x"],
    says: /^Only 2\.06e−7 % of the gradient gets past a to z: a is nearly flat at these values of z\.$/,
  },
  {
    name: "the sigmoid of a long chain by which the gradient has vanished",
    text: `a0:Input; ${LAYERS}; a20 > ${END}`,
    details: { "a0.value": 0, "y.value": 0 },
    findings: ["vanishing a14 a13-a14.x"],
    says: /^By a14 the gradient has shrunk to .* of what C sends back, step by step; a14 passes on 22\.. % of it to a13\.$/,
  },
  {
    name: "the layer of a long chain by which the gradient has exploded",
    text: `a0:Input; ${GROWING}; a20 > ${END}`,
    details: { "a0.value": [1e-9], "y.value": [0], ...TENFOLD },
    findings: ["exploding a12 a11-a12.x"],
    says: /^By a12 the gradient has grown to 19700 times what C sends back, step by step; a12 makes it 3 times as large on the way to a11\.$/,
  },
  {
    name: "one node that makes the gradient explode",
    text: `x:Input > s:Multiply.a; k:Input > s.b; s > ${END}`,
    details: { "x.value": 1e-3, "k.value": 1e6, "y.value": 0 },
    findings: ["exploding s x-s.a"],
    says: /^s makes the gradient 1e6 times as large on the way to x: it changes steeply with x here\.$/,
  },
  {
    name: "a rectifier that lets nothing through",
    text: `x:Input > a:ReLU > ${END}`,
    details: { "x.value": [-1, -2], "y.value": [1, 1] },
    findings: ["zero a x-a.x"],
    says: /^Nothing of the gradient gets past a to x: a does not change with x at the values that it has now\.$/,
  },
  {
    name: "units that are dead in every row of a batch",
    text: `x:Input > a:ReLU > ${END}`,
    details: { "x.value": BATCH, "y.value": BATCH.map(() => [-1, -1, -1]) },
    findings: ["dead a x-a.x"],
    says: /^1 of the 3 units of x is dead: a lets none of their gradient through in any of the 10 rows\.$/,
  },
  {
    name: "a cost that is level",
    text: `x:Input > ${END}`,
    details: { "x.value": [1, 2], "y.value": [1, 2] },
    findings: ["zero C x-C.prediction", "zero C y-C.target"],
    says: /the cost is level here/,
  },
  {
    name: "weights that nothing reaches, since their input is 0",
    text: `x:Input > z:Linear > ${END}`,
    details: { "x.value": [0], "z.weight": [[2]], "y.value": [1] },
    findings: ["zero z weight"],
  },
  {
    name: "a slope without end",
    text: `x:Input > r:Expression.x; r > ${END}`,
    details: { "x.value": [0, 1], "r.expression": "sqrt(x)", "y.value": [1, 0] },
    findings: ["infinite r x-r.x"],
    says: /^∂C\/∂x becomes infinite at r: the slope has no end here/,
  },
  {
    name: "a slope that is not defined, and not what follows from it",
    text: `x:Input > t:Tanh > r:Expression.x; r > ${END}`,
    details: { "x.value": [0, 1], "r.expression": "sqrt(x) * 0", "y.value": [1, 0] },
    findings: ["nan r t-r.x"],
    says: /the slope is not defined here/,
  },
  {
    name: "a value that is not finite already",
    text: `x:Input > r:Expression.x; r > ${END}`,
    details: { "x.value": [-1, 1], "r.expression": "ln(x)", "y.value": [1, 0] },
    findings: ["nan C r-C.prediction", "nan C y-C.target"],
    says: /^∂C\/∂r becomes NaN at C, for r is NaN in the forward pass already\.$/,
  },
  {
    name: "contributions that cancel out",
    text: `x:Input > m:Multiply.a; k:Input > m.b; x > s:Add.a; m > s.b; s > ${END}`,
    details: { "x.value": 2, "k.value": -1, "y.value": 1 },
    findings: ["zero x sum"],
    says: /^∂C\/∂x becomes 0: the contributions of its paths cancel out\.$/,
  },
];

describe("where gradients fall ill", () => {
  it.each(cases)("finds $name", ({ text, details, findings, says }) => {
    const tape = run(text, details);
    expect(found(tape)).toEqual(findings);
    if (says) expect(gradientHealth(tape)[0]?.message).toMatch(says);
  });

  it("says each finding in one sentence, with numbers that are there", () => {
    for (const { text, details } of cases) {
      for (const { message, level } of gradientHealth(run(text, details))) {
        expect(message).toMatch(/^[^.]*(\.\d[^.]*)*\.$/);
        expect(message).not.toMatch(/undefined|null/);
        expect(level).toBeDefined();
      }
    }
  });

  it("measures a seeded tape by its seed", () => {
    const graph = sketch(`x:Input > a:Sigmoid > ${END}`, { "x.value": [20], "y.value": [0] });
    const tape = compile(analyse(graph), { node: "a", index: 0 });
    forward(tape);
    backward(tape);
    expect(found(tape)).toEqual(["vanishing a x-a.x"]);
  });

  it("never fails on the graphs that PyTorch has checked", () => {
    const ill = conformance.filter(({ graph }) => {
      const tape = compile(analyse(graph));
      forward(tape);
      backward(tape);
      return gradientHealth(tape).length > 0;
    });
    expect(ill.length).toBeLessThan(conformance.length / 2);
  });
});
