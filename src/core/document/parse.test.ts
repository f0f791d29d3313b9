import { describe, expect, test } from "vitest";
import type { ProblemCode } from "#core/problem";
import { parseDocument } from "./parse";
import { problemsOf } from "./problems";

const head = '"format": "gradwire-graph", "version": 1';
const empty = `{ ${head}, "nodes": [], "edges": [] }`;

function codesOf(text: string): readonly string[] {
  return parseDocument(text).problems.map(({ code, node, edge }) => [code, node ?? edge].filter(Boolean).join(" "));
}

describe("a file that cannot be opened says why", () => {
  const cases: readonly (readonly [what: string, text: string, ...problems: string[]])[] = [
    ["nothing", "", "not-json"],
    ["blank", " \n ", "not-json"],
    ["text", "hello", "not-json"],
    ["cut off", empty.slice(0, -8), "not-json"],
    ["a bare NaN", `{ ${head}, "nodes": [NaN], "edges": [] }`, "not-json"],
    ["a million brackets", "[".repeat(1e6), "not-json"],
    ["a deep nest", `{ ${head}, "nodes": [], "edges": [], "x": ${"[".repeat(5000)}${"]".repeat(5000)} }`, "schema"],
    ["a list", "[]", "not-gradwire"],
    ["null", "null", "not-gradwire"],
    ["another format", '{ "format": "onnx" }', "not-gradwire"],
    ["a recording", '{ "format": "gradwire-recording", "version": 1 }', "not-gradwire"],
    ["no version", '{ "format": "gradwire-graph" }', "schema"],
    ["a version in words", '{ "format": "gradwire-graph", "version": "1" }', "schema"],
    ["version 0", '{ "format": "gradwire-graph", "version": 0 }', "schema"],
    ["version 2", '{ "format": "gradwire-graph", "version": 2 }', "newer-version"],
    [
      "more nodes than anyone can use",
      `{ ${head}, "nodes": [${"1,".repeat(2 ** 17)}1], "edges": [${"1,".repeat(2 ** 17)}1] }`,
      "schema",
      "schema",
    ],
    ["no lists", `{ ${head} }`, "schema", "schema"],
    ["nodes that are no objects", `{ ${head}, "nodes": [1, null], "edges": [] }`, "schema", "schema"],
    ["a node without id and type", `{ ${head}, "nodes": [{}], "edges": [] }`, "schema", "schema"],
    ["an edge without ends", `{ ${head}, "nodes": [], "edges": [{ "id": "e" }] }`, ...Array(4).fill("schema e")],
    ["a title that is no text", `{ ${head}, "meta": { "title": 3 }, "nodes": [], "edges": [] }`, "schema"],
    [
      "ids twice",
      `{ ${head}, "nodes": [{ "id": "a", "type": "Sum" }, { "id": "a", "type": "Add" }], "edges": [] }`,
      "duplicate-id a",
    ],
    [
      "params that are no tensors, both at once",
      `{ ${head}, "nodes": [{ "id": "x", "type": "Input", "params": { "value": [[1], [2, 3]] } },
        { "id": "z", "type": "Linear", "params": { "weight": "much" } }], "edges": [] }`,
      "bad-param x",
      "bad-param z",
    ],
  ];
  test.each(cases)("%s", (_, text, ...problems) => {
    expect(codesOf(text)).toEqual(problems);
  });

  test.each([
    ['{\n  "format": nothing }', "line 2, column 13"],
    ['{\n  "format": "gradwire-graph",\n}', "line 3, column 1"],
  ])("a broken file is told with the place: %s", (text, place) => {
    expect(parseDocument(text).problems[0]?.message).toContain(place);
  });

  test("a newer version is told with both versions", () => {
    const { message } = parseDocument('{ "format": "gradwire-graph", "version": 7 }').problems[0] ?? { message: "" };
    expect(message).toContain("version 7");
    expect(message).toContain("version 1");
  });

  test("a text over the size limit is refused before it is read", () => {
    expect(codesOf(" ".repeat(64 * 2 ** 20 + 1))).toEqual(["schema"]);
  });
});

describe("what can be opened", () => {
  test("a byte order mark is no reason to refuse a file", () => {
    expect(parseDocument(`\uFEFF${empty}`).problems).toEqual([]);
  });

  test("names such as __proto__ are names like any other", () => {
    const text = `{ ${head}, "nodes": [{ "id": "__proto__", "type": "Input", "position": { "x": 1, "y": 2 },
      "params": { "value": 1, "__proto__": 2 } }, { "id": "constructor", "type": "__proto__" }], "edges": [] }`;
    const { document, problems } = parseDocument(text);
    expect(problems).toEqual([]);
    expect(document?.graph.nodes.map(({ id }) => id)).toEqual(["__proto__", "constructor"]);
    expect(Object.hasOwn(document?.layout ?? {}, "__proto__")).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("graph problems do not keep a file from being opened, and all of them are listed", () => {
    const text = `{ ${head}, "nodes": [{ "id": "q", "type": "Quux" }, { "id": "s", "type": "Sigmoid" }],
      "edges": [{ "id": "e", "source": "nobody", "sourceHandle": "out", "target": "s", "targetHandle": "x" }] }`;
    const parsed = parseDocument(text);
    expect(parsed.problems).toEqual([]);
    const codes: readonly ProblemCode[] = ["unknown-type", "missing-input", "dangling-edge"];
    expect(problemsOf(parsed).map(({ code }) => code)).toEqual(codes);
  });

  test("what follows from a node that could not be read is not listed as well", () => {
    const text = `{ ${head}, "nodes": [{ "id": "x", "type": "Input", "params": { "value": [1, "two"] } },
      { "id": "s", "type": "Sigmoid" }],
      "edges": [{ "id": "e", "source": "x", "sourceHandle": "out", "target": "s", "targetHandle": "x" }] }`;
    expect(problemsOf(parseDocument(text)).map(({ code, node }) => `${code} ${node}`)).toEqual(["bad-param x"]);
  });

  test("nor is what follows from a node that is not there for want of a type", () => {
    const text = `{ ${head}, "nodes": [{ "id": "x" }, { "id": "s", "type": "Sigmoid" }],
      "edges": [{ "id": "e", "source": "x", "sourceHandle": "out", "target": "s", "targetHandle": "x" }] }`;
    expect(problemsOf(parseDocument(text)).map(({ code, node }) => `${code} ${node}`)).toEqual(["schema x"]);
  });

  test("what else is wrong at such a node, or at one whose id is there twice, is listed", () => {
    const text = `{ ${head}, "nodes": [
      { "id": "x", "type": "Input", "params": { "value": [1, "two"] }, "config": { "trainable": 3 } },
      { "id": "y", "type": "Input", "params": { "value": 1 } }, { "id": "y", "type": "Sum" }, { "id": "s", "type": "Sum" }],
      "edges": [{ "id": "e", "source": "x", "sourceHandle": "top", "target": "s", "targetHandle": "x" },
        { "id": "f", "source": "y", "sourceHandle": "out", "target": "s", "targetHandle": "q" },
        { "id": "g", "source": "x", "sourceHandle": "out", "target": "nobody", "targetHandle": "x" }] }`;
    expect(problemsOf(parseDocument(text)).map(({ code, node, edge }) => `${code} ${edge ?? node}`)).toEqual([
      "bad-param x",
      "duplicate-id y",
      "missing-input s",
      "bad-config x",
      "unknown-handle e",
      "unknown-handle f",
      "dangling-edge g",
    ]);
  });
});
