import { expect, test } from "vitest";
import { digest } from "#core/tape/digest";
import { fromNested, tensor } from "#core/tensor/tensor";
import { sayDigest, sayEdge, sayNode } from "./describe";

const half = digest(fromNested(0.5));

test("short tensors are said with all digits, larger ones by shape and range", () => {
  expect(sayDigest(digest(fromNested([1 / 3, -1])))).toBe("0.3333333333333333, −1");
  expect(
    sayDigest(
      digest(
        fromNested([
          [1, 2],
          [3, 4],
        ]),
      ),
    ),
  ).toBe("2 × 2, from 1.00 to 4.00");
  expect(sayDigest(digest(tensor([5], [1, 2, 3, 4, 5])))).toBe("5, from 1.00 to 5.00");
});

test("an edge is said by its ends, its value and its share of the gradient", () => {
  expect(sayEdge("Edge from x to x of z", { value: half, grad: digest(fromNested(-2)) }, null)).toBe(
    "Edge from x to x of z: value 0.5; gradient −2",
  );
  expect(sayEdge("E", { value: half, grad: null }, null)).toContain("no cost depends on it");
  expect(sayEdge("E", null, { code: "cycle", message: "feeds itself" })).toBe("E: no value yet; problem: feeds itself");
});

test("a card is said by its name, type, value and problems", () => {
  const node = { id: "a", type: "Sigmoid", label: "left", config: {}, params: {} };
  expect(sayNode(node, { out: { value: half, grad: null }, params: {}, saved: {}, seed: null, shares: [] }, [])).toBe(
    "left, Sigmoid, value 0.5",
  );
  expect(sayNode(node, null, [{ code: "missing-input", message: "needs an edge" }])).toBe(
    "left, Sigmoid, no value yet, problem: needs an edge",
  );
});
