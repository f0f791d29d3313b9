import { expect, test } from "vitest";
import { addNode, connect } from "#core/document/commands";
import { emptyDocument } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import { scoreOf } from "#core/tape/score";
import { createEngine } from "../worker/create-engine";
import { runAt } from "./run-at";
import { createRunStore } from "./run-store";

/** x feeds a sigmoid twice over: x → a, x → b, a + b → s, and C = (s − x)². */
function graphWithFans(): Graph {
  let document = emptyDocument;
  const ids = ["Input", "Sigmoid", "Tanh", "Add", "Loss"].map((type) => {
    const added = addNode(document, type, { x: 0, y: 0 });
    document = added.document;
    return added.id;
  });
  const [x, a, b, s, c] = ids as [string, string, string, string, string];
  const wires: readonly [string, string, string][] = [
    [x, a, "x"],
    [x, b, "x"],
    [a, s, "a"],
    [b, s, "b"],
    [s, c, "prediction"],
    [x, c, "target"],
  ];
  for (const [source, target, targetHandle] of wires) {
    const connection = { source, sourceHandle: "out", target, targetHandle };
    document = connect(document, analyse(document.graph), connection);
  }
  return document.graph;
}

test("stepping wakes only those whose reading changed, and there and back shows the same", () => {
  const graph = graphWithFans();
  const analysis = analyse(graph);
  const score = scoreOf(analysis);
  expect(analysis.problems).toEqual([]);
  expect(score.steps).toHaveLength(11);
  const runs = createRunStore();
  runs.publish(createEngine().run(graph, 1));
  const woken = new Set<string>();
  for (const { id } of graph.edges) runs.subscribeEdge(id, () => woken.add(id));
  for (const { id } of graph.nodes) runs.subscribeNode(id, () => woken.add(id));
  const into = (node: string) =>
    graph.edges.filter(({ target }) => target === node).flatMap(({ id, source }) => [id, source]);
  const seen: unknown[] = [];
  const stepTo = (position: number) => {
    runs.lookAt((run, before) => runAt(run, score, position, before));
    seen[position] ??= runs.run();
    expect(runs.run()).toEqual(seen[position]);
  };
  stepTo(0);
  for (let position = 1; position <= score.steps.length; position += 1) {
    woken.clear();
    stepTo(position);
    const step = score.steps[position - 1];
    const node = step && "node" in step ? step.node : "";
    const changed =
      step?.phase === "forward"
        ? [node, ...graph.edges.filter(({ source }) => source === node).map(({ id }) => id)]
        : step?.phase === "backward"
          ? [...into(node), ...graph.nodes.filter(({ id, params }) => id === node && params.value).map(({ id }) => id)]
          : graph.nodes.filter(({ type }) => type === "Loss").map(({ id }) => id);
    expect([...woken].sort()).toEqual([...new Set(changed)].sort());
  }
  expect(runs.run()).toEqual(runs.whole());
  for (let position = score.steps.length; position >= 0; position -= 1) stepTo(position);
});

test("the cost is known once the last of the costs is, not before", () => {
  const graph = graphWithFans();
  const score = scoreOf(analyse(graph));
  const run = createEngine().run(graph, 1);
  expect(run.cost).not.toBeNull();
  expect(runAt(run, score, score.entries - 1, null).cost).toBeNull();
  expect(runAt(run, score, score.entries, null).cost).toBe(run.cost);
});
