import { describe, expect, test } from "vitest";
import { analyse } from "#core/graph/analyse";
import { fromNested, scalar } from "#core/tensor/tensor";
import { addNode, connect, copyFragment, paste, place, remove, setConfig, setLabel, setParam } from "./commands";
import { type Document, emptyDocument } from "./document";

function added(document: Document, ...types: string[]): Document {
  return types.reduce((so, type) => addNode(so, type, { x: 0, y: 0 }).document, document);
}

function wired(document: Document, ...wires: string[]): Document {
  return wires.reduce((so, wire) => {
    const [source = "", target = "", targetHandle = ""] = wire.split(/[ .]/);
    return connect(so, analyse(so.graph), { source, sourceHandle: "out", target, targetHandle });
  }, document);
}

function sketch({ graph }: Document): string {
  return [...graph.nodes.map(({ id }) => id), ...graph.edges.map(({ id }) => id)].join(" ");
}

describe("commands", () => {
  test("new nodes are named as on paper, and numbered where a name is taken", () => {
    expect(sketch(added(emptyDocument, "Input", "Input", "Linear", "Loss", "Input"))).toBe("x x2 z C x3");
  });

  test("a fresh Linear takes on the shape of what it is first wired to, and keeps what was typed into it", () => {
    const inputs = added(emptyDocument, "Input", "Linear");
    const three = setParam(inputs, "x", "value", fromNested([1, 2, 3]));
    const shapeOf = (document: Document) => document.graph.nodes[1]?.params.weight?.shape;
    expect(shapeOf(wired(three, "x z.x"))).toEqual([3, 3]);
    expect(shapeOf(wired(setParam(three, "z", "weight", fromNested([[7]])), "x z.x"))).toEqual([1, 1]);
  });

  test("removing a node removes the edges at it and its place", () => {
    const graph = wired(added(emptyDocument, "Input", "Linear", "Sigmoid"), "x z.x", "z a.x");
    const left = remove(graph, new Set(["z"]), new Set());
    expect(sketch(left)).toBe("x a");
    expect(Object.keys(left.layout)).toEqual(["x", "a"]);
  });

  test("removing nothing changes nothing", () => {
    expect(remove(emptyDocument, new Set(), new Set())).toBe(emptyDocument);
  });

  test("a pasted fragment brings its inner edges under free ids, and leaves the outer ones", () => {
    const graph = wired(added(emptyDocument, "Input", "Linear", "Sigmoid"), "x z.x", "z a.x");
    const { document, ids } = paste(graph, copyFragment(graph, new Set(["z", "a"])), { x: 24, y: 24 });
    expect(ids).toEqual(["z2", "a2"]);
    expect(sketch(document)).toBe("x z a z2 a2 x-z.x z-a.x z2-a2.x");
    expect(document.layout.z2).toEqual({ x: 24, y: 24 });
  });

  test("an optional param can be taken away again", () => {
    const linear = setParam(added(emptyDocument, "Linear"), "z", "bias", fromNested([1]));
    expect(Object.keys(linear.graph.nodes[0]?.params ?? {})).toEqual(["weight", "bias"]);
    expect(Object.keys(setParam(linear, "z", "bias", null).graph.nodes[0]?.params ?? {})).toEqual(["weight"]);
  });

  test("no two nodes come to one name: not by a rename, by a paste, or where a name is taken away", () => {
    const namesOf = ({ graph }: Document) => graph.nodes.map(({ id, label }) => label ?? id);
    const two = added(added(emptyDocument, "Linear"), "Linear");
    const [first = "", second = ""] = two.graph.nodes.map(({ id }) => id);
    const named = setLabel(two, second, "weights");
    const same = setLabel(named, first, " weights ");
    expect(new Set(namesOf(same)).size).toBe(2);
    expect(namesOf(same)[0]).toMatch(/^weights/);
    // To what it is called already, nothing happens.
    expect(namesOf(setLabel(same, second, "weights"))).toEqual(namesOf(same));
    const clash = setLabel(setLabel(two, first, "q"), second, first);
    expect(new Set(namesOf(setLabel(clash, first, ""))).size).toBe(2);
    const pasted = paste(named, copyFragment(named, new Set([first, second])), { x: 0, y: 0 }).document;
    expect(new Set(namesOf(pasted)).size).toBe(4);
  });

  test("a setting without a value and a label without letters fall back to what they were at birth", () => {
    const loss = setLabel(setConfig(added(emptyDocument, "Loss"), "C", "weight", 2), "C", "cost");
    expect(loss.graph.nodes[0]).toMatchObject({ label: "cost", config: { weight: 2 } });
    expect(setLabel(setConfig(loss, "C", "weight", undefined), "C", "  ").graph.nodes[0]).toEqual({
      id: "C",
      type: "Loss",
      config: {},
      params: {},
    });
  });

  test("moving a card leaves the graph itself as it was", () => {
    const graph = added(emptyDocument, "Input");
    expect(place(graph, { x: { x: 5, y: 6 } }).graph).toBe(graph.graph);
  });

  test("changing a param leaves every other node itself as it was", () => {
    const graph = added(emptyDocument, "Input", "Linear");
    expect(setParam(graph, "x", "value", scalar(1)).graph.nodes[1]).toBe(graph.graph.nodes[1]);
  });
});
