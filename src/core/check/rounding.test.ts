import { describe, expect, test } from "vitest";
import { parseDocument } from "#core/document/parse";
import { type Analysis, analyse } from "#core/graph/analyse";
import { CHECK_DEFAULTS } from "./differences";
import { checkGradients } from "./gradient-check";
import { checkNodes } from "./graph-check";

const wire = (source: string, target: string, targetHandle: string) => ({
  ...{ id: `${source}-${target}.${targetHandle}`, source, sourceHandle: "out", target, targetHandle },
});

/** C = |x² + xy + y² − zero| with x = t² and y = sin t: at a large t a cost of so many digits that small steps do not show in it. */
function twoPaths(t: number, partials: Readonly<Record<string, string>> = {}): Analysis {
  const text = JSON.stringify({
    ...{ format: "gradwire-graph", version: 1 },
    nodes: [
      { id: "t", type: "Input", params: { value: t } },
      { id: "x", type: "Expression", config: { expression: "t^2", partials } },
      { id: "y", type: "Expression", config: { expression: "sin(t)" } },
      { id: "z", type: "Expression", config: { expression: "x^2 + x*y + y^2" } },
      { id: "zero", type: "Input", params: { value: 0 } },
      { id: "C", type: "Loss", config: { loss: "l1" } },
    ],
    edges: [
      ...[wire("t", "x", "t"), wire("t", "y", "t"), wire("x", "z", "x"), wire("y", "z", "y")],
      ...[wire("z", "C", "prediction"), wire("zero", "C", "target")],
    ],
  });
  return analyse(parseDocument(text).document?.graph ?? { nodes: [], edges: [] });
}

/** A difference of two numbers of which each is far larger: C is small, and what it is made of is not. */
function cancelling(large: number): Analysis {
  const text = JSON.stringify({
    ...{ format: "gradwire-graph", version: 1 },
    nodes: [
      { id: "a", type: "Input", params: { value: large } },
      { id: "x", type: "Input", params: { value: 0.5 } },
      { id: "s", type: "Add" },
      { id: "d", type: "Expression", config: { expression: "s - a" } },
      { id: "zero", type: "Input", params: { value: -3 } },
      { id: "C", type: "Loss", config: { loss: "l1" } },
    ],
    edges: [
      ...[wire("a", "s", "a"), wire("x", "s", "b"), wire("s", "d", "s"), wire("a", "d", "a")],
      ...[wire("d", "C", "prediction"), wire("zero", "C", "target")],
    ],
  });
  return analyse(parseDocument(text).document?.graph ?? { nodes: [], edges: [] });
}

const verdicts = (analysis: Analysis) =>
  Object.fromEntries(checkGradients(analysis).entries.map(({ node, verdict }) => [node, verdict]));

describe("where rounding hides the slope", () => {
  test("a right gradient is not called wrong, and neither right: it says that it could not be measured, and why", () => {
    const { pass, worst, entries } = checkGradients(twoPaths(2 ** 31));
    expect(pass).toBe(true);
    expect(worst?.verdict).not.toBe("unmeasured");
    const zero = entries.find(({ node }) => node === "zero");
    expect(zero?.verdict).toBe("unmeasured");
    expect(zero?.reason).toMatch(/^C is 2\.1e\+37, so that rounding alone may put its slope off by \d\.\de\+\d\d$/);
    expect(entries.find(({ node }) => node === "t")?.verdict).toBe("ok");
  });

  test("a check of each node passes too, and says so of the node", () => {
    const { pass, nodes } = checkNodes(twoPaths(2 ** 31), CHECK_DEFAULTS);
    expect(pass).toBe(true);
    expect(nodes.find(({ node }) => node === "zero")?.verdict).toBe("unmeasured");
  });

  test("a wrong gradient is wrong however large C is", () => {
    for (const t of [0.5, 1000, 2 ** 31]) {
      expect(verdicts(twoPaths(t, { t: "4*t" })).t, `${t}`).toBe("wrong");
      expect(verdicts(twoPaths(t, { t: "-2*t" })).t, `${t}`).toBe("wrong");
    }
  });

  test("a small C of large numbers is not measured better than they are", () => {
    expect(verdicts(cancelling(3))).toEqual({ a: "ok", x: "ok", zero: "ok" });
    expect(verdicts(cancelling(1e16)).x).not.toBe("wrong");
  });

  test("at ordinary sizes everything is measured", () => {
    expect(Object.values(verdicts(twoPaths(0.7)))).toEqual(["ok", "ok"]);
  });
});
