import { describe, expect, it } from "vitest";
import { findCycles } from "./cycles";
import { sketch } from "./fixtures/sketch";
import type { GraphEdge } from "./graph";
import { orderNodes, reachable } from "./order";

/** Each cycle of a sketch without types, as the ids that it goes through. */
function cyclesOf(text: string): readonly string[] {
  const { edges } = sketch(text);
  const ids = [...new Set(edges.flatMap(({ source, target }) => [source, target]))].sort();
  return findCycles(ids, edges).map((cycle) => cycle.map(({ source }) => source).join(""));
}

function chain(length: number, closed: boolean): { ids: readonly string[]; edges: readonly GraphEdge[] } {
  const ids = Array.from({ length }, (_, at) => `n${String(at).padStart(6, "0")}`);
  const edges = ids.flatMap((source, at) => {
    const target = ids[at + 1] ?? (closed ? ids[0] : undefined);
    return target ? [{ id: `e${at}`, source, sourceHandle: "out", target, targetHandle: "x" }] : [];
  });
  return { ids, edges };
}

describe("findCycles", () => {
  it.each<[title: string, text: string, cycles: readonly string[]]>([
    ["none in a chain", "a > b > c", []],
    ["none where two paths meet again", "a > b > d; a > c > d", []],
    ["a node that feeds itself", "a > a", ["a"]],
    ["a ring, in the direction in which it runs", "c > a > b > c", ["abc"]],
    ["a ring with a tail before and behind it", "a > b > c > b; c > d > e", ["bc"]],
    ["two rings that lead one to the other", "a > b > a; b > c > d > c", ["ab", "cd"]],
    ["two rings without a connection", "d > c > d; b > a > b", ["ab", "cd"]],
    ["one ring of two that share a node", "a > b > a; b > c > b", ["ab"]],
    ["one ring of a knot of chords", "a > b > c > d > a; b > d; c > a", ["abcd"]],
  ])("%s", (_title, text, cycles) => {
    expect(cyclesOf(text).map((cycle) => [...cycle].sort().join(""))).toEqual(cycles);
    for (const cycle of cyclesOf(text)) {
      const { edges } = sketch(text);
      for (const [at, source] of [...cycle].entries()) {
        const target = cycle[(at + 1) % cycle.length];
        expect(edges.some((edge) => edge.source === source && edge.target === target)).toBe(true);
      }
    }
  });

  it("goes round 20,000 nodes without running out of stack", () => {
    const { ids, edges } = chain(20_000, true);
    expect(findCycles(ids, edges).map((cycle) => cycle.length)).toEqual([20_000]);
    expect(findCycles(ids, chain(20_000, false).edges)).toEqual([]);
  });

  it("finds 10,000 knots in one walk", () => {
    const { edges } = sketch(Array.from({ length: 10_000 }, (_, at) => `a${at} > b${at} > a${at}`).join(";"));
    expect(
      findCycles(
        edges.flatMap(({ source }) => source),
        edges,
      ),
    ).toHaveLength(10_000);
  });
});

describe("orderNodes", () => {
  it("puts 20,000 nodes of a chain in order", () => {
    const links = Array.from({ length: 19_999 }, (_, at) => ({ source: 19_999 - at, target: 19_998 - at }));
    const { ready, stuck } = orderNodes(20_000, links);
    expect(ready).toEqual(Array.from({ length: 20_000 }, (_, at) => 19_999 - at));
    expect(stuck).toEqual([]);
  });

  it("sets aside what is on a cycle or behind one", () => {
    const links = [
      { source: 0, target: 1 },
      { source: 1, target: 2 },
      { source: 2, target: 1 },
      { source: 2, target: 3 },
    ];
    expect(orderNodes(5, links)).toEqual({ ready: [0, 4], stuck: [1, 2, 3] });
  });
});

describe("reachable", () => {
  it("follows edges either way, and round a cycle once", () => {
    const graph = sketch("a > b > c > b; d > c; c > e");
    expect([...reachable(graph, "b", "downstream")].sort()).toEqual(["b", "c", "e"]);
    expect([...reachable(graph, "c", "upstream")].sort()).toEqual(["a", "b", "c", "d"]);
  });
});
