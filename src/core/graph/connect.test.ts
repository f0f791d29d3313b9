import { describe, expect, it } from "vitest";
import { opOf } from "#core/ops/index";
import { zeros } from "#core/tensor/tensor";
import { analyse } from "./analyse";
import { connectionsFrom, fittedNode } from "./connect";
import { type Details, sketch } from "./fixtures/sketch";
import type { GraphNode } from "./graph";

/** What is said of an edge `from > to.handle` in a sketch: the problem's code, or null where the edge may be. */
function judged(text: string, details: Details, edge: string): string | null {
  const [source = "", target = "", handle = "x"] = edge.split(/ > |\./);
  return connectionsFrom(analyse(sketch(text, details)), source)(target, handle)?.code ?? null;
}

const X = { "x.value": [1, 2] };

describe("an edge that does not exist yet", () => {
  it.each<[title: string, text: string, details: Details, edge: string, code: string | null]>([
    ["may be where the shape fits", "x:Input; z:Linear", { ...X, "z.weight": [[1, 1]] }, "x > z", null],
    ["may be where an output feeds others already", "x:Input > a:Sum; b:Sum", X, "x > b", null],
    ["may be while another input is open", "x:Input; a:Add", X, "x > a.b", null],
    ["may be while its own shape is not known", "z:Linear > a:Sigmoid; s:Softmax", {}, "a > s", null],
    ["may not lead to no node", "x:Input", X, "x > z", "unknown-handle"],
    ["may not lead to no handle", "x:Input; a:Add", X, "x > a.c", "unknown-handle"],
    ["may not lead into a type that is not known", "x:Input; q:Quantum", X, "x > q", "unknown-handle"],
    ["may not feed its own node", "a:Sigmoid", {}, "a > a", "cycle"],
    ["may not close a cycle over several nodes", "a:Sigmoid > b:Tanh > c:ReLU", {}, "c > a", "cycle"],
    ["may not be a handle's second", "x:Input > a:Sum; y:Input", { ...X, "y.value": 1 }, "y > a", "handle-taken"],
    [
      "may not bring a shape that does not fit",
      "x:Input; z:Linear",
      { ...X, "z.weight": [[1]] },
      "x > z",
      "shape-mismatch",
    ],
    [
      "may not bring a shape that does not fit the other input",
      "x:Input > C:Loss.prediction; y:Input",
      { ...X, "y.value": [1] },
      "y > C.target",
      "shape-mismatch",
    ],
  ])("%s", (_title, text, details, edge, code) => {
    expect(judged(text, details, edge)).toBe(code);
  });

  it("fits a layer that still has the weight it was born with", () => {
    const born = opOf("Linear")?.fresh({}).weight;
    const graph = sketch("x:Input; z:Linear", { "x.value": zeros([5, 3]), "z.weight": born ?? [] });
    const analysis = analyse(graph);
    expect(connectionsFrom(analysis, "x")("z", "x")).toBeNull();
    const fitted = fittedNode(analysis, graph.nodes[1] as GraphNode, "x", "x");
    expect(fitted.params.weight?.shape).toEqual([3, 3]);
  });

  it("leaves a node alone whose params are its own, or that has none", () => {
    const graph = sketch("x:Input; z:Linear; g:GaussianConv; a:Sigmoid; q:Quantum", {
      ...X,
      "z.weight": [[1]],
      "g.mu": 0,
      "g.sigma": 1,
    });
    for (const node of graph.nodes.slice(1)) expect(fittedNode(analyse(graph), node, "x", "x")).toBe(node);
  });
});
