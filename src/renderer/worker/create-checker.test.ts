import { describe, expect, it } from "vitest";
import { CHECK_DEFAULTS } from "#core/check/differences";
import { sketch } from "#core/graph/fixtures/sketch";
import { conformanceGraph } from "#core/tape/fixtures/conformance";
import type { CheckTold } from "./check-protocol";
import { createChecker } from "./create-checker";

function finish(first: CheckTold, next: () => CheckTold) {
  let told = first;
  while (!told.checked) told = next();
  return told.checked;
}

describe("createChecker", () => {
  it("checks in stretches, and tells every verdict", () => {
    const checker = createChecker();
    const graph = conformanceGraph("deep");
    const checked = finish(checker.beginCheck(graph, CHECK_DEFAULTS, null), checker.check);
    expect(checked.pass).toBe(true);
    expect([...checked.verdicts.keys()].toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted());
    expect(checked.judged).toBeGreaterThan(153);
  });

  it("puts what is wrong first", () => {
    const checker = createChecker();
    const graph = sketch("x:Input > f:Expression > C:Loss.prediction; y:Input > C.target", {
      ...{ "x.value": [1, 2], "y.value": [0, 0], "f.expression": "x^2", "f.partials": { x: "x" } },
    });
    const { nodes, worst } = finish(checker.beginCheck(graph, CHECK_DEFAULTS, null), checker.check);
    expect(nodes.map(({ verdict }) => verdict)).toEqual(["wrong", "misled", "ok", "ok"]);
    expect(worst?.node).toBe("f");
  });

  it("sweeps to the end", () => {
    const checker = createChecker();
    let told = checker.beginSweep(conformanceGraph("deep"), null);
    while (!told.ended) told = checker.sweep();
    expect(told.sweep?.steps).toHaveLength(23);
  });

  it("is not asked to go on with what was never begun", () => {
    expect(() => createChecker().check()).toThrow("nothing was begun");
  });
});
