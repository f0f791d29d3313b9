import { describe, expect, it } from "vitest";
import { type Compared, compareNodes } from "#core/check/compare-nodes";
import { CHECK_DEFAULTS } from "#core/check/differences";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { normalTensor } from "#core/tensor/random";
import type { CheckScope } from "../state/checking";
import { createChecker } from "../worker/create-checker";
import { placeIn, sayChecked, sayTensor } from "./check-words";
import { sayComparison } from "./compare-words";

const LOSS = " > C:Loss.prediction; y:Input > C.target";
const GRAPH: CheckScope = { kind: "graph" };

function checked(text: string, details: Details, node: string | null = null) {
  const checker = createChecker();
  let told = checker.beginCheck(sketch(text, details), CHECK_DEFAULTS, node);
  while (!told.checked) told = checker.check();
  return told.checked;
}

function said(text: string, details: Details, node: string | null = null): string {
  return sayChecked(checked(text, details, node), node === null ? GRAPH : { kind: "node", node }, (id) => id);
}

describe("sayChecked", () => {
  const wrong = { "x.value": [1, 2], "y.value": [0, 0], "f.expression": "x^2", "f.partials": { x: "x" } };

  it.each<[what: string, says: string, text: string, details: Details, node?: string]>([
    [
      "all right",
      "Every gradient agrees with what is measured by differences: 8 entries of 3 nodes.",
      `x:Input${LOSS}`,
      { "x.value": [1, 2], "y.value": [0, 0] },
    ],
    [
      "one wrong",
      "f is wrong, and misleads x: the gradient on the tape is not the slope that is measured.",
      `x:Input > f:Expression${LOSS}`,
      wrong,
    ],
    [
      "one misled, where only it was looked at",
      "x is right itself, but the gradient that comes back to it is wrong: check the whole graph to find where.",
      `x:Input > f:Expression${LOSS}`,
      wrong,
      "x",
    ],
    [
      "one node right",
      "The gradients at s agree with what is measured by differences: 2 entries of 1 node.",
      `x:Input > s:Tanh${LOSS}`,
      { "x.value": [1, 2], "y.value": [0, 0] },
      "s",
    ],
    ["nothing", "Nothing could be checked: no node can run.", "a:Tanh", {}],
    [
      "a sample",
      "Every gradient agrees with what is measured by differences: 2 nodes. 2 large tensors were checked along 8 random directions: a sample, not every entry.",
      "x:Input > a:Tanh",
      { "x.value": normalTensor([2001], 1, 0, 1) },
    ],
  ])("%s", (_, says, text, details, node) => {
    expect(said(text, details, node ?? null)).toBe(says);
  });
});

it("sayTensor tells of a kink that both are right", () => {
  const { nodes } = checked(`x:Input > r:ReLU${LOSS}`, { "x.value": [0, 1], "y.value": [-3, 0] });
  const words = nodes.find(({ node }) => node === "r")?.tensors.map(sayTensor);
  expect(words).toEqual([expect.stringMatching(/^At a kink: .* Both are right$/)]);
});

it("placeIn writes an index as one reads it", () => {
  expect([placeIn("weight", [0, 2]), placeIn("sigma", [])]).toEqual(["weight[0, 2]", "sigma"]);
});

describe("sayComparison", () => {
  const TWO = "x:Input > a:Tanh; u:Input > b:Tanh";
  const DETAILS = { "x.value": [1, 2], "u.value": [1, 3] };

  function words(text: string, details: Details, feeding: "first" | "own"): string {
    const compared: Compared = compareNodes(analyse(sketch(text, details)), ["a"], ["b"], feeding);
    if ("refusal" in compared) return compared.refusal;
    return sayComparison(compared.comparison, feeding, "a", "b", (id) => id);
  }

  it("says what both were fed", () => {
    expect(words(TWO, DETAILS, "first")).toBe(
      "a and b agree: to the last bit. Both were fed x, which reaches a, and, as C tells them little, given a gradient of size 1.",
    );
  });

  it("says in what they differ when each is fed its own", () => {
    expect(words(TWO, DETAILS, "own")).toMatch(
      /^a and b differ in the output and the gradient of the input x\. Each was fed what reaches it in the graph/,
    );
  });

  it("blames params that hold different numbers", () => {
    const text = "x:Input > a:Linear; x > b:Linear";
    const details = { "x.value": [1, 2], "a.weight": [[1, 2]], "b.weight": [[1, 3]] };
    expect(words(text, details, "first")).toContain("Their params hold different numbers");
  });
});
