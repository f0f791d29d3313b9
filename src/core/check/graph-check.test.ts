import { describe, expect, it } from "vitest";
import { analyse } from "#core/graph/analyse";
import { type Details, sketch } from "#core/graph/fixtures/sketch";
import { conformance } from "#core/tape/fixtures/conformance";
import { normalTensor } from "#core/tensor/random";
import { CHECK_DEFAULTS } from "./differences";
import { type GraphCheck, graphCheckSteps, type NodeCheck } from "./graph-check";
import { saySlip } from "./slip";

function check(text: string, details: Details, node: string | null = null): GraphCheck {
  return finish(graphCheckSteps(analyse(sketch(text, details)), CHECK_DEFAULTS, node));
}

function finish(steps: ReturnType<typeof graphCheckSteps>): GraphCheck {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function nodeIn({ nodes }: GraphCheck, id: string): NodeCheck {
  const found = nodes.find(({ node }) => node === id);
  if (!found) throw new Error(`nothing is said of ${id}`);
  return found;
}

const verdicts = ({ nodes }: GraphCheck) => nodes.map(({ node, verdict }) => `${node} ${verdict}`).toSorted();

/** What is said of the slip at a node's input. */
function slipAt(report: GraphCheck, id: string): string | null {
  const slip = nodeIn(report, id).tensors.find(({ slip }) => slip)?.slip ?? null;
  return slip && saySlip(slip);
}

const LOSS = " > C:Loss.prediction; y:Input > C.target";
const VECTOR = { "x.value": [0.5, -1, 2], "y.value": [1, 1, 1], "f.expression": "x^3" };

describe("graphCheckSteps finds nothing wrong in", () => {
  it.each(conformance)("$name", ({ graph }) => {
    const { pass, nodes } = finish(graphCheckSteps(analyse(graph), CHECK_DEFAULTS));
    const wrong = nodes.filter(({ verdict }) => verdict !== "ok" && verdict !== "kink");
    expect(wrong).toEqual([]);
    expect(pass).toBe(true);
    expect(nodes).toHaveLength(graph.nodes.length);
  });

  it("a node that takes the same twice", () => {
    const report = check(`x:Input > m:Multiply.a; x > m.b; m${LOSS}`, { "x.value": [1, 2], "y.value": [0, 0] });
    expect(report.pass).toBe(true);
    expect(nodeIn(report, "m").tensors.map(({ name, judged }) => `${name} ${judged}`)).toEqual(["a 2", "b 2"]);
  });

  it("a graph without a cost: a 1 is sent back to each node", () => {
    const report = check("x:Input > s:Tanh", { "x.value": 1 });
    expect(nodeIn(report, "s").tensors[0]?.worst?.analytic).toBeCloseTo(1 - Math.tanh(1) ** 2, 10);
  });
});

describe("graphCheckSteps names the node where the slip is", () => {
  it.each<[slip: string, partial: string, says: string]>([
    ["a wrong sign", "-3*x^2", "The analytic gradient is −1 × the numeric one: a wrong sign"],
    ["a missing factor", "x^2", "The analytic gradient is 1/3 × the numeric one: a factor 3 is missing"],
    ["a factor too many", "6*x^2", "The analytic gradient is 2 × the numeric one: a factor 2 too much"],
    [
      "a derivative that is missing",
      "0*x",
      "The analytic gradient is 0 and the numeric one is not: the derivative is missing",
    ],
    ["another function", "3*x^2 + x", "The two differ by no single factor or term"],
    [
      "a wrong entry",
      "3*x^2*(1 + exp(-1e6*(x + 1)^2))",
      "1 of 3 entries is wrong, the others are right: there it is 2 × the numeric one",
    ],
  ])("%s", (_, partial, says) => {
    const text = `x:Input > f:Expression > a:Tanh${LOSS}`;
    const report = check(text, { ...VECTOR, "f.partials": { x: partial } });
    expect(verdicts(report)).toEqual(["C ok", "a ok", "f wrong", "x misled", "y ok"]);
    expect(nodeIn(report, "x").by).toBe("f");
    expect(report.worst).toMatchObject({ node: "f", name: "x", worst: { verdict: "wrong" } });
    expect(slipAt(report, "f")).toBe(says);
  });

  it("though little of its gradient comes back", () => {
    const report = check(`x:Input > f:Expression > e:Expression${LOSS}`, {
      ...{ ...VECTOR, "f.partials": { x: "-3*x^2" } },
      ...{ "e.expression": "x*1e-7" },
    });
    expect(nodeIn(report, "f").verdict).toBe("wrong");
  });

  it("and not a node that is fed what is not a number", () => {
    const report = check(`x:Input > f:Expression > a:Tanh${LOSS}`, { ...VECTOR, "f.expression": "log(x)" });
    expect(nodeIn(report, "a").verdict).toBe("unknown");
  });
});

describe("graphCheckSteps of one node", () => {
  it("looks at all that it takes", () => {
    const text = `x:Input > z:Linear > a:Sigmoid${LOSS}`;
    const report = check(text, { "x.value": [1, 2], "z.weight": [[0.1, 0.2]], "z.bias": [0.3], "y.value": [0] }, "z");
    expect(verdicts(report)).toEqual(["z ok"]);
    expect(nodeIn(report, "z").tensors.map(({ role, name, against }) => `${role} ${name} ${against}`)).toEqual([
      "input x own",
      "param weight own",
      "param bias own",
      "param weight cost",
      "param bias cost",
    ]);
  });

  it("tells a kink from a slip", () => {
    const report = check(`x:Input > r:ReLU${LOSS}`, { "x.value": [0, 1], "y.value": [-3, 0] }, "r");
    expect(verdicts(report)).toEqual(["r kink"]);
    expect(report.pass).toBe(true);
  });

  it("that cannot run says nothing", () => {
    expect(check("x:Input; a:Tanh", { "x.value": [1] }, "a")).toEqual({ pass: true, nodes: [], worst: null });
  });
});

describe("a tensor of many entries", () => {
  const many = { "x.value": normalTensor([3000], 1, 0, 1), "y.value": normalTensor([3000], 2, 0, 1) };

  it("is checked along random directions", () => {
    const report = check(`x:Input > a:Tanh${LOSS}`, { ...many, "C.loss": "sse" });
    expect(report.pass).toBe(true);
    expect(nodeIn(report, "a").tensors).toMatchObject([{ judged: 0, directions: 8, worst: null, verdict: "ok" }]);
  });

  it("leads to an entry that is wrong", () => {
    const details = {
      ...many,
      "f.expression": "x^2",
      "f.partials": { x: "2*x + 5*exp(-1e6*(x - 0.5)^2)" },
      "C.loss": "sse",
    };
    const value = many["x.value"];
    const data = Float64Array.from(value.data);
    data[1234] = 0.5;
    const report = check(`x:Input > f:Expression${LOSS}`, { ...details, "x.value": { shape: [3000], data } });
    expect(report.worst).toMatchObject({ node: "f", name: "x", worst: { index: [1234], verdict: "wrong" } });
  });

  it("says how all of it is off", () => {
    const report = check(`x:Input > f:Expression${LOSS}`, {
      ...{ ...many, "f.expression": "x^2", "f.partials": { x: "-2*x" }, "C.loss": "sse" },
    });
    expect(slipAt(report, "f")).toBe("The analytic gradient is −1 × the numeric one: a wrong sign");
  });
});
