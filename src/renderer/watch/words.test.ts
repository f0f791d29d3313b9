import { expect, test } from "vitest";
import type { Graph } from "#core/graph/graph";
import { sayFlaws } from "./flaw-words";
import { sayMismatch, saySteps } from "./proof-words";

const graph: Graph = {
  nodes: [
    { id: "n1", type: "Input", label: "x", params: {}, config: {} },
    { id: "n2", type: "Sigmoid", label: "a", params: {}, config: {} },
  ],
  edges: [{ id: "e", source: "n1", sourceHandle: "out", target: "n2", targetHandle: "x" }],
};

test("a recording that was cut is told apart from one that was changed", () => {
  expect(sayFlaws([{ kind: "cut", line: 4, message: "has no end" }])).toBe(
    "It was cut off before its end; all that is whole is here.",
  );
  const hash = { kind: "damaged", line: 9, message: "has been changed since it was written" } as const;
  expect(sayFlaws([hash])).toBe("Line 9 is damaged: the recording has been changed since it was written.");
  expect(sayFlaws([hash, { ...hash, line: 12 }])).toContain("Line 9 is damaged, and so are 1 more");
});

test("the first step that differs is named with both numbers, in the graph's own names", () => {
  const mismatch = { step: 7, event: 9, what: "gradient", edge: "e", index: 0, recorded: 1.5, computed: -2 } as const;
  expect(sayMismatch(mismatch, graph)).toBe(
    "Step 7 differs: the gradient of x → a is 1.5 in the recording and −2 when computed.",
  );
  const missing = { ...mismatch, what: "value", index: 0, recorded: null, computed: null } as const;
  expect(sayMismatch({ ...missing, node: "n2", edge: "gone", message: "has another shape" }, graph)).toBe(
    "Step 7 differs: the value of gone has another shape.",
  );
  expect(saySteps(15)).toBe("All 15 steps agree");
});
