import { expect, test } from "vitest";
import { addNode } from "#core/document/commands";
import { emptyDocument } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import { ops } from "#core/ops/index";
import { filled, scalar, zeros } from "#core/tensor/tensor";
import { CARD_PADDING, HANDLE_GAP, HEADER_HEIGHT, paramForm, planCard } from "./card-plan";
import { LABEL_HEIGHT } from "./lane";
import { planOf } from "./plans";

test.each(ops.map(({ type }) => type))("all that is on a fresh %s lies within its card", (type) => {
  const { document, id } = addNode(emptyDocument, type, { x: 0, y: 0 });
  const analysis = analyse(document.graph);
  const node = document.graph.nodes.find((other) => other.id === id);
  if (!node) throw new Error("the node was not added");
  const plan = planOf(node, analysis);
  const content = plan.sections.reduce((sum, { height }) => sum + height, 2 * CARD_PADDING + HEADER_HEIGHT);
  expect(plan.height).toBeGreaterThanOrEqual(content);
  for (const { y } of [...plan.inputs, plan.output]) expect(y + LABEL_HEIGHT / 2).toBeLessThanOrEqual(plan.height);
  expect(plan.width).toBeLessThanOrEqual(300);
});

test("labels of the wires into one node have room above each other", () => {
  expect(HANDLE_GAP).toBeGreaterThanOrEqual(LABEL_HEIGHT);
});

test("a param is a field, a grid or a map by its size", () => {
  expect(paramForm(scalar(1))).toBe("scalar");
  expect(paramForm(zeros([4]))).toBe("grid");
  expect(paramForm(zeros([2, 3]))).toBe("grid");
  expect(paramForm(zeros([5]))).toBe("map");
  expect(paramForm(zeros([2, 2, 2]))).toBe("map");
  expect(paramForm(zeros([0]))).toBe("map");
});

test("each kernel of a filter is drawn, up to as many as there is room for", () => {
  const plan = (count: number) =>
    planCard(
      { id: "O", type: "GaussianConv", config: {}, params: { mu: zeros([count]), sigma: filled([count], 1) } },
      "O",
      null,
      undefined,
    ).height;
  expect(plan(3)).toBeGreaterThan(plan(2));
  expect(plan(400)).toBe(plan(500));
});

test("a node of a type that is not known still has a card", () => {
  const plan = planCard({ id: "q", type: "Quantum", config: {}, params: {} }, "q", null, undefined);
  expect(plan.inputs).toEqual([]);
  expect(plan.height).toBeGreaterThan(0);
});
