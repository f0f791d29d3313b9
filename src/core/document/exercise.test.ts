import { expect, test } from "vitest";
import { exerciseOf } from "#core/graph/exercise";
import { setExercise } from "./commands";
import type { Document } from "./document";
import { parseDocument } from "./parse";
import { serialiseDocument } from "./serialise";

const file = (node: string) => `{
  "format": "gradwire-graph",
  "version": 1,
  "meta": {
    "title": "An exercise"
  },
  "nodes": [
    {
      "id": "y",
      "type": "Expression",
      "config": {
        "expression": "x^2"
      }${node}
    }
  ],
  "edges": []
}
`;

function read(text: string): Document {
  const { document } = parseDocument(text);
  if (!document) throw new Error("no document");
  return document;
}

const namesIn = (document: Document) => document.graph.nodes.map(exerciseOf);

test("an exercise is part of the document, and taking it away leaves the file as it was, byte by byte", () => {
  const bare = file("");
  const set = setExercise(read(bare), "y", ["x"]);
  expect(serialiseDocument(set)).toBe(
    file(`,
      "exercise": {
        "partials": [
          "x"
        ]
      }`),
  );
  expect(namesIn(read(serialiseDocument(set)))).toEqual([["x"]]);
  expect(serialiseDocument(setExercise(set, "y", []))).toBe(bare);
});

test("other fields of a node that this version does not know stay beside an exercise", () => {
  const set = setExercise(read(file(`,\n      "colour": "red"`)), "y", ["x"]);
  expect(set.graph.nodes[0]?.rest).toEqual({ colour: "red", exercise: { partials: ["x"] } });
});

test.each(["7", "[]", "{}", '{ "partials": "x" }', '{ "partials": [1, null] }'])(
  "an exercise field that is %s is none, and is kept",
  (field) => {
    const document = read(file(`,\n      "exercise": ${field}`));
    expect(namesIn(document)).toEqual([[]]);
    expect(document.graph.nodes[0]?.rest?.exercise).toEqual(JSON.parse(field));
  },
);
