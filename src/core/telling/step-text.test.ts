import { describe, expect, it, test } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import type { Graph } from "#core/graph/graph";
import { conformance } from "#core/tape/fixtures/conformance";
import { readTape } from "#core/tape/readings";
import { scoreOf } from "#core/tape/score";
import { backward, compile, forward } from "#core/tape/tape";
import { type StepText, sayStep } from "./step-text";

function runOf(graph: Graph) {
  const analysis = analyse(graph);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  return { analysis, readings: readTape(tape), score: scoreOf(analysis) };
}

/** The text of every step, by its short form. */
function textsOf(graph: Graph): ReadonlyMap<string, StepText> {
  const run = runOf(graph);
  return new Map(
    run.score.steps.map((_, at) => {
      const text = sayStep({ ...run, position: at + 1 });
      if (!text) throw new Error(`step ${at} is not said`);
      return [text.short, text];
    }),
  );
}

const say = (text: string, details: Details) => (short: string) => textsOf(sketch(text, details)).get(short);

const by = (name: string) => `\\frac{\\partial C}{\\partial ${name}}`;

function linesOf(text: StepText | undefined): readonly string[] {
  return (text?.formulas ?? []).map(
    ({ equation, tex, numbers }) => `${equation} ${tex}; ${numbers?.lines.map((line) => line.tex).join("; ")}`,
  );
}

describe("one neuron", () => {
  const said = say("x:Input > z:Linear > a:Sigmoid > C:Loss.prediction; t:Input > C.target", {
    "x.value": [0.5],
    "z.weight": [[2]],
    "t.value": [1],
  });

  it("is said step by step with its numbers", () => {
    expect(said("forward, x")?.sentence).toBe("x sends its value on: x = 0.5.");
    expect(said("forward, z")?.sentence).toBe("z weighs and sums its input x: 2 · 0.5 = 1.");
    expect(said("forward, a")?.sentence).toBe("a squashes z into (0, 1): σ(1) = 0.731.");
    expect(said("forward, C")?.sentence).toMatch(
      /^C compares prediction a with target t by the mean squared difference: .* = 0\.0723\.$/,
    );
    expect(said("seed")?.sentence).toBe(
      "The gradient of the cost by itself is 1; from here the chain rule runs backward.",
    );
    expect(said("backward, a")?.sentence).toBe(
      "a scales its gradient by the slope of σ at z: ∂C/∂z = −0.538 · 0.731 · (1 − 0.731) = −0.106.",
    );
    expect(said("backward, z")?.sentence).toBe(
      "z passes its gradient on to x through W: ∂C/∂x = −0.106 · 2 = −0.212, and for learning ∂C/∂W = −0.1058 · 0.5 = −0.0529.",
    );
  });

  it("has the formula of each step, with the number of the equation in Vicas 2022, and the numbers put in", () => {
    expect(linesOf(said("forward, z"))).toEqual(["(29) z = W\\,x; 1 = 2 \\times 0.5"]);
    expect(linesOf(said("backward, a"))).toEqual([
      `(19) ${by("z")} = ${by("a")}\\,a\\,{(1 - a)}; -0.106 = -0.538 \\times 0.731 \\times {(1 - 0.731)}`,
    ]);
  });

  it("has a formula for each gradient of a step backward, with its own numbers, in the order of inputs and params", () => {
    expect(linesOf(said("backward, z"))).toEqual([
      `(43) ${by("x")} = ${by("z")}\\,W; -0.212 = -0.106 \\times 2`,
      `(38) ${by("W")} = ${by("z")}\\,x; -0.0529 = -0.1058 \\times 0.5`,
    ]);
  });
});

describe("a fan-out", () => {
  it("arrives one contribution at a time, with the running sum, and says when it is complete, Vicas 2022 (10)", () => {
    const text = [
      "t:Input > a:Expression.t; t > b:Expression.t; t > c:Expression.t",
      "a > u:Add.a; b > u.b; u > v:Add.a; c > v.b; v > C:Loss.prediction; y:Input > C.target",
    ].join("; ");
    const details = { "a.expression": "2*t", "b.expression": "3*t", "c.expression": "4*t", "C.loss": "l1" };
    const said = say(text, { "t.value": 1, "y.value": 0, ...details });
    const order = ["a", "b", "c"].map((id) => said(`backward, ${id}`)?.sentence ?? "");
    const addends = order.map((sentence) => sentence.slice(sentence.indexOf(";")));
    expect(addends).toContainEqual("; this is contribution 1 of 3 to t.");
    expect(addends).toContainEqual(expect.stringMatching(/^; this is contribution 2 of 3 to t: \d \+ \d = \d\.$/));
    expect(addends).toContainEqual(
      expect.stringMatching(
        /^; contribution 3 of 3 to t completes its sum over all paths \(chain rule\): \d \+ \d = 9\.$/,
      ),
    );
  });

  it("does not claim that rounded addends make the rounded sum", () => {
    const said = say(
      "t:Input > a:Expression.t; t > b:Expression.t; a > u:Add.a; b > u.b; u > C:Loss.prediction; y:Input > C.target",
      {
        "t.value": 1,
        "y.value": 0,
        "a.expression": "1.454*t",
        "b.expression": "1.454*t",
        "C.loss": "l1",
      },
    );
    expect(said("backward, a")?.sentence).toContain("1.45 + 1.45 ≈ 2.91");
  });

  it("stands last among the formulas, path by path, with its first entry in numbers", () => {
    const said = say(
      "t:Input > a:Sigmoid; t > b:Tanh; a > u:Add.a; b > u.b; u > C:Loss.prediction; y:Input > C.target",
      {
        "t.value": [0, 0],
        "y.value": [0, 0],
        "C.loss": "l1",
      },
    );
    expect(said("backward, b")?.formulas.map(({ equation }) => equation)).not.toContain("(10)");
    const sum = said("backward, a")?.formulas.at(-1);
    expect(sum?.tex).toBe(
      "\\frac{\\partial C}{\\partial t} = \\left.\\frac{\\partial C}{\\partial t}\\right|_{b} + \\left.\\frac{\\partial C}{\\partial t}\\right|_{a}",
    );
    expect(sum?.numbers).toMatchObject({ all: 2, lines: [{ index: [0] }] });
    expect(sum?.numbers?.lines[0]?.tex).toBe("0.625 = 0.5 + 0.125");
  });

  it("over two handles of one node comes in one step", () => {
    const said = say("x:Input > m:Multiply.a; x > m.b; m > C:Loss.prediction; y:Input > C.target", {
      "x.value": 3,
      "y.value": 0,
      "C.loss": "l1",
    });
    expect(said("backward, m")?.sentence).toMatch(/; the sum for x is complete \(chain rule\): 3 \+ 3 = 6\.$/);
  });
});

it("says what a label is, whatever it holds", () => {
  const graph = sketch("x:Input > a:Sigmoid", { "x.value": [0] });
  const nodes = graph.nodes.map((node) =>
    node.id === "a" ? { ...node, label: '<img src=x onerror="alert(1)">\n\u202e\\href{x}{y}' } : node,
  );
  const [, text] = [...textsOf({ ...graph, nodes }).values()];
  expect(text?.sentence).toBe('<img src=x onerror="ale… squashes x into (0, 1): σ(0) = 0.5.');
});

it("says shapes and sizes of what is large, and NaN where there is one", () => {
  const said = say("x:Input > a:Tanh; y:Input > b:Tanh", {
    "x.value": [
      [1, 2, -3],
      [0, 0, 0],
    ],
    "y.value": Number.NaN,
  });
  expect(said("forward, a")?.sentence).toBe("a squashes x into (−1, 1): a is 2 × 3 numbers, up to 0.995 in size.");
  expect(said("forward, b")?.sentence).toBe("b squashes y into (−1, 1): tanh(NaN) = NaN.");
});

it("says nothing before the first step, and of a run of another graph", () => {
  const run = runOf(sketch("x:Input > a:Tanh", { "x.value": [1] }));
  expect(sayStep({ ...run, position: 0 })).toBeNull();
  expect(sayStep({ ...run, readings: { nodes: new Map(), edges: new Map() }, position: 1 })).toBeNull();
});

test.each(conformance)("every step of $name is one sentence that can be a caption", ({ graph }) => {
  for (const { sentence, short } of textsOf(graph).values()) {
    expect(sentence).toMatch(/^[^\\{}]+\.$/);
    expect(sentence).not.toMatch(/undefined|\[object|-\d|\s\s/);
    expect([...sentence].length, `${short}: ${sentence}`).toBeLessThanOrEqual(180);
  }
});
