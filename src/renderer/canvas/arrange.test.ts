import { expect, test } from "vitest";
import { laneWidth } from "#core/drawing/lane";
import { planOf } from "#core/drawing/plans";
import { analyse } from "#core/graph/analyse";
import type { GraphNode } from "#core/graph/graph";
import { zeros } from "#core/tensor/tensor";
import { elkGraphOf, layoutFrom } from "./arrange";

const nodes: readonly GraphNode[] = [
  { id: "x", type: "Input", config: {}, params: { value: zeros([3]) } },
  { id: "a", type: "Sigmoid", config: {}, params: {} },
];
const edges = [{ id: "e", source: "x", sourceHandle: "out", target: "a", targetHandle: "x" }];
const analysis = analyse({ nodes, edges });
const elk = elkGraphOf(analysis, (id) => planOf(nodes.find((node) => node.id === id) as GraphNode, analysis));

test("ELK gets every card with its size and every edge by its handles, whatever the order of the file", () => {
  expect(elk.children?.map(({ id }) => id)).toEqual(["a", "x"]);
  expect(elk.edges?.[0]?.sources).toEqual([JSON.stringify(["x", "out", "out"])]);
  const turned = analyse({ nodes: [...nodes].reverse(), edges });
  expect(elkGraphOf(turned, (id) => planOf(nodes.find((node) => node.id === id) as GraphNode, turned))).toEqual(elk);
});

test("edges that have nowhere to go do not reach ELK", () => {
  const bad = analyse({ nodes, edges: [{ ...edges[0], id: "f", target: "gone" } as (typeof edges)[0], ...edges] });
  expect(elkGraphOf(bad, (id) => planOf(nodes.find((node) => node.id === id) as GraphNode, bad)).edges).toHaveLength(1);
});

test("between two columns there is room for the widest label and 24 pixels", () => {
  const placed = (elk.children ?? []).map((child) => ({ ...child, x: child.id === "x" ? 0 : 999, y: 0 }));
  const layout = layoutFrom({ ...elk, children: placed }, analysis);
  const width = elk.children?.find(({ id }) => id === "x")?.width ?? 0;
  expect((layout.a?.x ?? 0) - width).toBeGreaterThanOrEqual(laneWidth([3]) + 24 - 1);
  expect(layout.x).toEqual({ x: 0, y: 0 });
});
