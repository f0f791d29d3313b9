import { describe, expect, it, test } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import type { Graph } from "#core/graph/graph";
import { scalar } from "#core/tensor/tensor";
import { digest } from "./digest";
import { conformance } from "./fixtures/conformance";
import { readTape } from "./readings";
import { sayInside, sayUpdate, type Updated } from "./say-more";
import { scoreOf } from "./score";
import { type StepText, sayStep } from "./step-text";
import { backward, compile, forward } from "./tape";

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
      "a scales its gradient by the slope of σ at z: ∂C/∂z = −0.538 · σ(1) · (1 − σ(1)) = −0.106.",
    );
    expect(said("backward, z")?.sentence).toBe(
      "z passes its gradient on to x through W: ∂C/∂x = −0.106 · 2 = −0.212, and for learning ∂C/∂W = −0.106 · 0.5 = −0.0529.",
    );
  });

  it("has the formula of each step, with the seed's equation number, and the numbers put in", () => {
    expect(said("forward, z")).toMatchObject({ equation: "(29)", numbers: ["1 = 2 \\times 0.5"] });
    expect(said("backward, a")).toMatchObject({
      equation: "(19)",
      tex: "\\frac{\\partial C}{\\partial z_j} = \\frac{\\partial C}{\\partial a_j}\\, \\sigma(z_j)\\,(1 - \\sigma(z_j))",
      numbers: ["-0.106 = -0.538 \\times \\sigma(1) \\times (1 - \\sigma(1))"],
    });
    expect(said("backward, z")).toMatchObject({ equation: "(43)" });
  });
});

describe("a fan-out", () => {
  it("arrives one contribution at a time, with the running sum, and says when it is complete, seed (10)", () => {
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

it("says what is inside a node", () => {
  const run = runOf(sketch("x:Input > a:LinearSigmoid", { "x.value": [0.5], "a.weight": [[2]] }));
  expect(sayInside({ ...run, node: "a", name: "z" })).toEqual({
    symbol: "z",
    words: "z, the weighted sum",
    sentence: "Inside a: z, the weighted sum, is 1.",
  });
  expect(sayInside({ ...run, node: "a", name: "slope" })?.sentence).toBe(
    "Inside a: σ′(z), the slope of the sigmoid there, is 0.197.",
  );
  expect(sayInside({ ...run, node: "x", name: "z" })).toBeNull();
});

describe("an update", () => {
  const [node] = sketch("z:Linear", { "z.weight": [[2]] }).nodes;
  const update = (before: number, after: number, grad: number): Updated => {
    if (!node) throw new Error("no node");
    const of = (x: number) => digest(scalar(x));
    return { node, param: "weight", before: of(before), after: of(after), grad: of(grad) };
  };

  it("of one number is written out", () => {
    const text = sayUpdate([update(2, 2.1, -1)], 0.1);
    expect(text.sentence).toBe(
      "With rate 0.1, W of z moves against its gradient, so that the cost falls: 2 − 0.1 · (−1) = 2.1.",
    );
    expect(text.numbers).toEqual(["2.1 = 2 - 0.1 \\times (-1)"]);
  });

  it("by another optimiser is not given a formula that it did not follow", () => {
    const text = sayUpdate([update(2, 2.3, -1)], 0.1);
    expect(text).toMatchObject({ tex: null, numbers: [] });
    expect(text.sentence).toContain("2 becomes 2.3");
  });

  it("of many names the largest, and of none says so", () => {
    expect(sayUpdate([update(2, 2.1, -1), update(1, 0.5, 5)], 0.1).sentence).toContain(
      "each of 2 params moves against its gradient, so that the cost falls: the largest change is 0.5, in W of z",
    );
    expect(sayUpdate([], 0.1).sentence).toBe("Nothing here can learn, so the update changes nothing.");
  });
});
