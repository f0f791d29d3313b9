import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { type Comparison, compareNodes, type Feeding, sidesOf } from "./compare-nodes";

const ROWS =
  "x:Input > a:LinearSigmoid > C:Loss.prediction; x > z:Linear > s:Sigmoid > D:Loss.prediction; y:Input > C.target; y > D.target";
const WEIGHT = [
  [0.2, -0.4, 0.1],
  [0.5, 0.3, -0.7],
];
const TWO: Details = { "x.value": [0.5, -1, 2], "a.weight": WEIGHT, "z.weight": WEIGHT, "y.value": [0, 1] };

function compare(text: string, details: Details, sides: readonly [string, string], feeding?: Feeding) {
  const [first, second] = sides.map((side) => side.split(" "));
  return compareNodes(analyse(sketch(text, details)), first ?? [], second ?? [], feeding);
}

function comparison(...given: Parameters<typeof compare>): Comparison {
  const compared = compare(...given);
  if ("refusal" in compared) throw new Error(compared.refusal);
  return compared.comparison;
}

const said = ({ rows }: Comparison) => rows.map(({ what, of, agrees }) => `${what} ${of} ${agrees}`);

describe("compareNodes", () => {
  it("finds that a fused layer and its two halves are one", () => {
    const found = comparison(ROWS, TWO, ["a", "z s"]);
    expect(found.agree).toBe(true);
    expect(said(found)).toEqual([
      "output value true",
      "input gradient true",
      "param value true",
      "param gradient true",
    ]);
    expect(found).toMatchObject({ left: [[], []], sameParams: true, ownUpstream: true });
    expect(found.rows[3]).toMatchObject({
      first: { node: "a", name: "weight" },
      second: { node: "z", name: "weight" },
    });
  });

  it("says where they differ most, and that their params do", () => {
    const other = [WEIGHT[0] as number[], [0.5, 0.3, -0.9]];
    const found = comparison(ROWS, { ...TWO, "z.weight": other }, ["a", "z s"]);
    expect(found).toMatchObject({ agree: false, sameParams: false });
    const weights = found.rows.find(({ what, of }) => what === "param" && of === "value");
    expect(weights).toMatchObject({ index: [1, 2], a: -0.7, b: -0.9 });
    expect(weights?.largest).toBeCloseTo(0.2, 12);
    expect(found.rows[0]?.index).toEqual([1]);
  });

  it("finds a derivative by hand that is not the one that it should be", () => {
    const text = "x:Input > a:Sigmoid > C:Loss.prediction; x > f:Expression; y:Input > C.target";
    const details = { "x.value": [0, 2], "y.value": [1, 1], "f.expression": "1/(1 + exp(-x))" };
    expect(comparison(text, details, ["a", "f"]).agree).toBe(true);
    const wrong = comparison(text, { ...details, "f.partials": { x: "-exp(-x)/(1 + exp(-x))^2" } }, ["a", "f"]);
    expect(said(wrong)).toEqual(["output value true", "input gradient false"]);
  });

  it("feeds both what reaches the first, or each its own", () => {
    const text = "x:Input > a:Tanh; u:Input > b:Tanh";
    const details = { "x.value": [1, 2], "u.value": [1, 3] };
    expect(comparison(text, details, ["a", "b"]).agree).toBe(true);
    const own = comparison(text, details, ["a", "b"], "own");
    expect(own).toMatchObject({ agree: false, ownUpstream: false });
    expect(own.rows[0]).toMatchObject({ index: [1], a: Math.tanh(2), b: Math.tanh(3) });
  });

  it("says when each could be fed its own", () => {
    expect(compare(ROWS, TWO, ["a", "s"])).toEqual({
      refusal: "Their outputs have different shapes: 2 of a, 3 of s",
      fitsOwn: true,
    });
    expect(comparison(ROWS, TWO, ["a", "s"], "own").rows[0]?.agrees).toBe(true);
  });

  it("lists a param that the other does not have", () => {
    const found = comparison(ROWS, { ...TWO, "a.bias": [0, 0] }, ["a", "z s"]);
    expect(found.agree).toBe(false);
    expect(found.left).toEqual([[{ node: "a", name: "bias" }], []]);
    expect(found.rows.every(({ agrees }) => agrees)).toBe(true);
  });

  it.each<[why: string, text: string, details: Details, sides: [string, string], says: string]>([
    [
      "one cannot run",
      "x:Input > a:Tanh; b:Tanh",
      { "x.value": [1] },
      ["a", "b"],
      "b cannot run, so it cannot be compared",
    ],
    [
      "they take another number of inputs",
      "x:Input > a:Tanh; x > m:Multiply.a; y:Input > m.b",
      { "x.value": [1], "y.value": [1] },
      ["a", "m"],
      "a takes 1 input and m 2 inputs: they cannot be fed the same",
    ],
    [
      "Their outputs have another shape",
      "x:Input > a:Tanh; x > s:Sum",
      { "x.value": [1, 2] },
      ["a", "s"],
      "Their outputs have different shapes: 2 of a, scalar of s",
    ],
    [
      "one has two outputs",
      "x:Input > a:Tanh; x > p:Tanh > q:Tanh; p > r:Tanh",
      { "x.value": [1, 2] },
      ["a", "p q r"],
      "p → q → r has more than one output: choose nodes that end in one",
    ],
    [
      "what reaches the first does not fit the second",
      "x:Input > a:Tanh; u:Input > z:Linear",
      { "x.value": [1, 2], "u.value": [1, 2, 3], "z.weight": WEIGHT },
      ["a", "z"],
      "Fed what reaches a, z cannot run: expects last axis 3, got 2",
    ],
  ])("refuses when %s", (_, text, details, sides, says) => {
    expect(compare(text, details, sides)).toMatchObject({ refusal: says });
  });
});

describe("sidesOf", () => {
  const analysis = analyse(sketch(ROWS, TWO));

  it.each([
    ["a z s", "a | z s"],
    ["s a z", "a | z s"],
    ["z s", "z | s"],
    ["a z", "a | z"],
    ["a y s", null],
    ["a", null],
    ["", null],
  ])("of %s", (chosen, sides) => {
    const found = sidesOf(analysis, new Set(chosen.split(" ").filter(Boolean)));
    expect(found?.map((side) => side.join(" ")).join(" | ") ?? null).toBe(sides);
  });
});
