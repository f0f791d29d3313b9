import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filled, zeros } from "#core/tensor/tensor";
import { analyse, LARGEST_TENSOR } from "./analyse";
import { type Details, sketch } from "./fixtures/sketch";
import type { Graph } from "./graph";

/** Every problem as `code place: message`, the place as exact as it is known. */
function problemsOf(graph: Graph): readonly string[] {
  return analyse(graph).problems.map(({ code, message, node, handle, edge, param, config }) => {
    const place = [node, handle ?? param ?? config].filter((part) => part !== undefined).join(".");
    return `${code} ${[place, edge].filter((part) => part).join(" #")}: ${message}`;
  });
}

/** Ids of the nodes that can run. */
function runs(graph: Graph): string {
  return analyse(graph)
    .runnable.map(({ node }) => node.id)
    .join(" ");
}

const X = { "x.value": [1, 2] };
const NEURON = { ...X, "z.weight": [[1, 1]] };

describe("analyse finds", () => {
  it.each<[problem: string, text: string, details: Details, says: string]>([
    ["a type that is not known", "q:Quantum", {}, 'unknown-type q: this version knows no type "Quantum"'],
    [
      "an edge from nowhere",
      "y:Input > a:Sigmoid; x > a",
      { "y.value": 1 },
      'dangling-edge x-a.x: there is no node "x"',
    ],
    ["an edge to nowhere", "x:Input > a", X, 'dangling-edge x-a.x: there is no node "a"'],
    [
      "an input handle that is not there",
      "x:Input > a:Sum; x > a.c",
      X,
      'unknown-handle a.c #x-a.c: has no input "c": it has "x"',
    ],
    ["an edge into an Input", "x:Input > y:Input", { ...X, "y.value": 0 }, "unknown-handle y.x #x-y.x: has no input"],
    [
      "an output handle that is not there",
      "y:Input > a:Sigmoid; x:Input/top > a",
      { ...X, "y.value": 1 },
      'unknown-handle x.top #x-a.x: has no output "top"',
    ],
    [
      "two edges into one handle",
      "x:Input > a:Sum; y:Input > a",
      { ...X, "y.value": 1 },
      'handle-taken a.x #y-a.x: takes one edge, and has "x-a.x"',
    ],
    ["a handle without an edge", "x:Input > a:Add.a", X, "missing-input a.b: needs an edge"],
    ["a node that feeds itself", "a:Sigmoid > a", {}, "cycle a #a-a.x: feeds itself: a → a"],
    ["a cycle", "a:Sigmoid > b:Tanh > a", {}, "cycle a #a-b.x: feeds itself: a → b → a; remove one of these edges"],
    [
      "a layer that is too narrow",
      "x:Input > z:Linear",
      { ...X, "z.weight": [[1]] },
      "shape-mismatch z.x #x-z.x: expects last axis 1, got 2",
    ],
    [
      "a scalar where rows are needed",
      "x:Input > s:Softmax",
      { "x.value": 1 },
      "shape-mismatch s.x #x-s.x: expects a vector or more axes",
    ],
    [
      "shapes that do not stretch",
      "x:Input > a:Add.a; y:Input > a.b",
      { ...X, "y.value": [1, 2, 3] },
      "shape-mismatch a.b #y-a.b: shapes 2 and 3 do not fit",
    ],
    [
      "a target of another shape",
      "x:Input > C:Loss.prediction; y:Input > C.target",
      { ...X, "y.value": 1 },
      "shape-mismatch C.target #y-C.target: expects the prediction's shape 2, got scalar",
    ],
    ["a param that is missing", "x:Input > z:Linear", X, "bad-param z.weight: has no weight"],
    [
      "a weight that is no matrix",
      "x:Input > z:Linear",
      { ...X, "z.weight": [1, 1] },
      "bad-param z.weight: weight must be a matrix",
    ],
    [
      "a bias of another length",
      "x:Input > z:Linear",
      { ...NEURON, "z.bias": [1, 2] },
      "bad-param z.bias: bias must have one entry for each of the 1 rows",
    ],
    [
      "a sigma of 0",
      "x:Input > g:GaussianConv",
      { ...X, "g.mu": 0, "g.sigma": 0 },
      "bad-param g.sigma: sigma must be greater than 0, got 0",
    ],
    [
      "a sigma that is no number",
      "x:Input > g:GaussianConv",
      { ...X, "g.mu": 0, "g.sigma": filled([], Number.NaN) },
      "bad-param g.sigma: sigma must be greater than 0, got NaN",
    ],
    [
      "a mu for which there is no sigma",
      "x:Input > g:GaussianConv",
      { ...X, "g.mu": [0, 1], "g.sigma": [1] },
      "bad-param g.sigma: mu and sigma must both be",
    ],
    [
      "more kernel than memory",
      "x:Input > g:GaussianConv",
      { ...X, "g.mu": zeros([4096]), "g.sigma": filled([4096], 1), "g.radius": 4096 },
      "bad-param g.mu: 4096 kernels of 8193 taps",
    ],
    [
      "a setting that is no whole number",
      "x:Input > g:GaussianConv",
      { ...X, "g.mu": 0, "g.sigma": 1, "g.radius": 1.5 },
      "bad-config g.radius: radius must be a whole number from 0 to 4096, got 1.5",
    ],
    ["an Expression without a text", "f:Expression", {}, "bad-config f.expression: expression is missing"],
    [
      "a setting that is no boolean",
      "x:Input",
      { ...X, "x.trainable": 1 },
      "bad-config x.trainable: trainable must be true or false, got 1",
    ],
    [
      "a setting that is no choice",
      "x:Input > C:Loss.prediction; x > C.target",
      { ...X, "C.loss": "toString" },
      "bad-config C.loss: loss must be one of mse,",
    ],
    [
      "a setting below its least",
      "x:Input > C:Loss.prediction; x > C.target",
      { ...X, "C.delta": -1 },
      "bad-config C.delta: delta must be a number, 0 or more, got -1",
    ],
    [
      "a setting that is no text",
      "x:Input > f:Expression",
      { ...X, "f.expression": ["x"] },
      'bad-config f.expression: expression must be a text, got ["x"]',
    ],
    [
      "texts that are none",
      "f:Expression",
      { "f.expression": "1", "f.partials": { x: 1 } },
      "bad-config f.partials: partials must be an object whose values are texts",
    ],
    [
      "an expression that does not parse",
      "x:Input > f:Expression",
      { ...X, "f.expression": "x +" },
      "bad-expression f.expression: ",
    ],
    [
      "a function that is not known",
      "x:Input > f:Expression",
      { ...X, "f.expression": "evaluate(x)" },
      "bad-expression f.expression: ",
    ],
    [
      "a tensor that is too large",
      "x:Input > a:Add.a; y:Input > a.b",
      { "x.value": zeros([8192, 1]), "y.value": zeros([1, 8192]) },
      `shape-mismatch a: would have 67108864 entries (8192 × 8192); ${LARGEST_TENSOR} is the most`,
    ],
  ])("%s", (_problem, text, details, says) => {
    const found = problemsOf(sketch(text, details));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(says);
  });

  it("every problem at once, by node, and edges after nodes", () => {
    const graph = sketch(
      "x:Input > z:Linear > C:Loss.prediction; g:GaussianConv; q:Quantum > C.target; a:Tanh > b:Tanh > a; x > n; x > z #again",
      { ...X, "z.weight": [[1, 2, 3]], "g.mu": 0, "g.sigma": -1 },
    );
    expect(problemsOf(graph).map((problem) => problem.split(":")[0])).toEqual([
      "cycle a #a-b.x",
      "bad-param g.sigma",
      "missing-input g.x",
      "unknown-type q",
      "shape-mismatch z.x #again",
      "dangling-edge x-n.x",
      "handle-taken z.x #x-z.x",
    ]);
  });

  it("what is wrong with params and handles whatever else is wrong with the node", () => {
    const graph = sketch("x:Input > z:Linear.q; g:GaussianConv; x > c:Loss.foo", {
      ...X,
      "z.weight": [1, 2],
      "g.mu": [1, 2],
      "g.sigma": -1,
      "g.radius": "2",
      "c.delta": "x",
    });
    expect(problemsOf(graph).map((problem) => problem.split(":")[0])).toEqual([
      "bad-config c.delta",
      "missing-input c.prediction",
      "missing-input c.target",
      "bad-config g.radius",
      "bad-param g.sigma",
      "bad-param g.sigma",
      "missing-input g.x",
      "bad-param z.weight",
      "missing-input z.x",
      "unknown-handle c.foo #x-c.foo",
      "unknown-handle z.q #x-z.q",
    ]);
  });

  it("nothing wrong downstream of what is wrong: it is said once, where it is", () => {
    const graph = sketch("x:Input > z:Linear > a:Sigmoid > b:Sum", { ...X, "z.weight": [[1]] });
    expect(problemsOf(graph)).toHaveLength(1);
    expect(runs(graph)).toBe("x");
  });

  it("missing inputs on a cycle and behind one", () => {
    const graph = sketch("a:Add > b:Tanh > a.a; b > c:Add.b");
    expect(problemsOf(graph).map((problem) => problem.split(":")[0])).toEqual([
      "missing-input a.b",
      "cycle a #a-b.x",
      "missing-input c.a",
    ]);
  });

  it("a run that is too large, and still what is wrong elsewhere", () => {
    const large = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`x${at}.value`, zeros([2 ** 22])]));
    const text = Array.from({ length: 9 }, (_, at) => `x${at}:Input`).join(";");
    const graph = sketch(
      `${text}; x0 > a:Sigmoid > b:Sigmoid > c:Sigmoid > d:Sigmoid > e:Sigmoid > f:Sigmoid > g:Sigmoid > h:Sigmoid; z:Sum`,
      large,
    );
    const found = problemsOf(graph);
    expect(found.some((problem) => /^shape-mismatch \w+: does not fit any more/.test(problem))).toBe(true);
    expect(found).toContain("missing-input z.x: needs an edge");
  });
});

describe("analyse", () => {
  it("runs as much of a half-built graph as it can", () => {
    expect(
      runs(sketch("x:Input > z:Linear > a:Sigmoid > C:Loss.prediction; y:Input > t:Tanh", { ...NEURON, "y.value": 0 })),
    ).toBe("x y z t a");
  });

  it("knows the shape of all that runs", () => {
    const { runnable, shapes } = analyse(
      sketch("x:Input > z:Linear > s:Sum", { "x.value": zeros([5, 2]), "z.weight": zeros([3, 2]) }),
    );
    expect(Object.fromEntries(runnable.map(({ node }) => [node.id, shapes.get(node.id)]))).toEqual({
      x: [5, 2],
      z: [5, 3],
      s: [],
    });
  });

  it("takes handles and nodes that bear the names of JavaScript's own things", () => {
    const graph = sketch("__proto__:Input > constructor:Sigmoid; x:Input > toString:Add.__proto__", {
      "__proto__.value": 1,
      ...X,
    });
    expect(problemsOf(graph).map((problem) => problem.split(":")[0])).toEqual([
      "missing-input toString.a",
      "missing-input toString.b",
      "unknown-handle toString.__proto__ #x-toString.__proto__",
    ]);
    expect(runs(graph)).toBe("__proto__ x constructor");
  });

  it("does not depend on the order of nodes and edges", () => {
    const graph = sketch(
      "c:Input > b:Sigmoid > a:Add.a; c > a.b; a > e:Sum; d:Input > e; f:Tanh > g:Tanh > f; h > a.a",
      { "c.value": [1, 2], "d.value": 1 },
    );
    const expected = analyse(graph);
    fc.assert(
      fc.property(shuffled(graph.nodes), shuffled(graph.edges), (nodes, edges) => {
        const { runnable, problems } = analyse({ nodes, edges });
        expect(runnable).toEqual(expected.runnable);
        expect(problems).toEqual(expected.problems);
      }),
      { numRuns: 50 },
    );
  });
});

function shuffled<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}
