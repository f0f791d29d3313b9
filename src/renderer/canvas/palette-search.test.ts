import { expect, test } from "vitest";
import { ops } from "#core/ops/index";
import { paletteTex, searchOps } from "./palette-search";

const found = (query: string) => searchOps(ops, query).map(({ type }) => type);

test("an empty search offers every op once, by family", () => {
  expect(new Set(found("")).size).toBe(ops.length);
  expect(found("")[0]).toBe("Input");
  expect(found("").at(-1)).toBe("Loss");
});

test("the beginning of a type comes before a keyword", () => {
  expect(found("lin")[0]).toBe("Linear");
  expect(found("sig")).toContain("LinearSigmoid");
  expect(found("sig")[0]).toBe("Sigmoid");
});

test("keywords and words of the summary are found, Greek ones too", () => {
  expect(found("cost")).toContain("Loss");
  expect(found("σ")).toContain("GaussianConv");
  expect(found("squashes")).toContain("Sigmoid");
});

test("all words must be met", () => {
  expect(found("gauss zebra")).toEqual([]);
});

test.each(ops.map((op) => [op.type, op] as const))("%s has a formula before there is a node", (_, op) => {
  expect(paletteTex(op)).not.toBe("");
  expect(paletteTex(op)).not.toContain("undefined");
});
