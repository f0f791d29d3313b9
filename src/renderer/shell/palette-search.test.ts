import { expect, test } from "vitest";
import { search } from "./palette-search";

const all = [
  { name: "Save", keywords: "file keep" },
  { name: "Save as", keywords: "file copy" },
  { name: "Show values on edges", keywords: "lane forward" },
  { name: "Add Sigmoid", keywords: "logistic σ" },
  { name: "Copy", keywords: "" },
];
const names = (query: string) => search(query, all).map(({ name }) => name);

test("with nothing written everything is found, in its order", () => {
  expect(names(" ")).toEqual(all.map(({ name }) => name));
});

test("every written word must begin a word of the name or of the keywords", () => {
  expect(names("val edg")).toEqual(["Show values on edges"]);
  expect(names("σ")).toEqual(["Add Sigmoid"]);
  expect(names("ave")).toEqual([]);
});

test("a name that begins with what is written comes before one that has it, and both before keywords", () => {
  expect(names("s")).toEqual(["Save", "Save as", "Show values on edges", "Add Sigmoid"]);
  expect(names("copy")).toEqual(["Copy", "Save as"]);
});
