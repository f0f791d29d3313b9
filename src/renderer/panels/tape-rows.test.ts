import { expect, test } from "vitest";
import { analyse } from "#core/graph/analyse";
import { sketch } from "#core/graph/fixtures/sketch";
import { scoreOf } from "#core/tape/score";
import { tapeRows } from "./tape-rows";

test("entries stand in running order, each with the position of its step both ways, if it has both", () => {
  const graph = sketch("x:Input > C:Loss.prediction; y:Input > C.target; x > s:Sum", { "x.value": 1, "y.value": 0 });
  const analysis = analyse(graph);
  const score = scoreOf(analysis);
  const rows = tapeRows(analysis.runnable, score);
  expect(rows.map(({ forward }) => forward)).toEqual([1, 2, 3, 4]);
  for (const { node, forward, backward } of rows) {
    expect(score.steps[forward - 1]).toMatchObject({ phase: "forward", node: node.id });
    if (backward !== null) expect(score.steps[backward - 1]).toMatchObject({ phase: "backward", node: node.id });
  }
  expect(rows.filter(({ backward }) => backward === null).map(({ node }) => node.id)).toEqual(["s"]);
});
