import { describe, expect, test } from "vitest";
import { parseDocument } from "#core/document/parse";
import { analyse } from "./analyse";
import { MOST_OPERATIONS, passOperations, sayDuration, tooMuch } from "./work";

function operationsOf(nodes: readonly object[], edges: readonly object[]): number {
  const text = JSON.stringify({ format: "gradwire-graph", version: 1, nodes, edges });
  return passOperations(analyse(parseDocument(text).document?.graph ?? { nodes: [], edges: [] }));
}

const ones = (...shape: readonly number[]): unknown =>
  shape.length === 0 ? 1 : Array.from({ length: shape[0] as number }, () => ones(...shape.slice(1)));

const wire = (source: string, target: string, targetHandle: string) => ({
  ...{ id: `${source}-${target}.${targetHandle}`, source, sourceHandle: "out", target, targetHandle },
});

describe("the work of a pass", () => {
  test("of a layer is that of its product, three times over where there is a cost", () => {
    const nodes = [
      { id: "x", type: "Input", params: { value: ones(10, 30) } },
      { id: "z", type: "Linear", params: { weight: ones(20, 30) } },
    ];
    const edges = [wire("x", "z", "x")];
    const forward = operationsOf(nodes, edges);
    expect(forward).toBeGreaterThan(10 * 20 * 30);
    expect(forward).toBeLessThan(10 * 20 * 30 * 1.5);
    const target = { id: "t", type: "Input", params: { value: ones(10, 20) } };
    const both = operationsOf(
      [...nodes, target, { id: "C", type: "Loss" }],
      [...edges, wire("z", "C", "prediction"), wire("t", "C", "target")],
    );
    expect(both).toBeGreaterThan(3 * forward);
    expect(both).toBeLessThan(5 * forward);
  });

  test("of nothing is none", () => {
    expect(operationsOf([], [])).toBe(0);
  });
});

describe("too much", () => {
  test("is told with the numbers", () => {
    expect(tooMuch(MOST_OPERATIONS)).toBeNull();
    expect(tooMuch(MOST_OPERATIONS * 10)).toBe("takes 200 billion operations, about 5 minutes; 20 billion is the most");
  });

  test.each([
    [0.2, "a second"],
    [40.4, "40 s"],
    [600, "10 minutes"],
    [7200, "2 hours"],
    [1e9, "12,000 days"],
  ])("%d seconds are %s", (seconds, words) => {
    expect(sayDuration(seconds)).toBe(words);
  });
});
