import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sameTensor } from "#core/tensor/tensor";
import { parseDocument } from "./parse";
import { serialiseDocument } from "./serialise";

function roundTrip(text: string): string {
  const { document, problems } = parseDocument(text);
  expect(problems).toEqual([]);
  return document ? serialiseDocument(document) : "";
}

describe("writing a document", () => {
  test("reads well in a diff: two spaces, fixed key order, numeric arrays on one line", () => {
    const text =
      roundTrip(`{ "version": 1, "edges": [], "nodes": [{ "params": { "weight": [[2, -0.5]], "bias": [1e-7] },
      "type": "Linear", "position": { "y": 0, "x": 220 }, "id": "z" }], "format": "gradwire-graph",
      "meta": { "author": "", "title": "A neuron" } }`);
    expect(text).toBe(`{
  "format": "gradwire-graph",
  "version": 1,
  "meta": {
    "title": "A neuron"
  },
  "nodes": [
    {
      "id": "z",
      "type": "Linear",
      "position": { "x": 220, "y": 0 },
      "params": {
        "weight": [[2, -0.5]],
        "bias": [1e-7]
      }
    }
  ],
  "edges": []
}
`);
  });

  test("keeps what this version does not know: fields at every level, and nodes of an unknown type", () => {
    const stranger = {
      id: "q",
      type: "Quux",
      config: { a: [1, { b: null }] },
      params: { p: "anything" },
      colour: "red",
    };
    const file = {
      format: "gradwire-graph",
      version: 1,
      meta: { title: "t", licence: "CC0" },
      nodes: [stranger, { id: "s", type: "Sum", config: { later: true }, width: 100 }],
      edges: [
        {
          id: "e",
          source: "q",
          sourceHandle: "out",
          target: "s",
          targetHandle: "x",
          animated: false,
          style: { a: [1] },
        },
      ],
      viewport: { x: 0, y: 1, zoom: 2, deep: [[{ k: [] }]] },
    };
    expect(JSON.parse(roundTrip(JSON.stringify(file)))).toEqual(file);
  });

  test("writing, reading and writing again gives the same bytes", () => {
    const once = roundTrip(
      `{ "format": "gradwire-graph", "version": 1, "nodes": [{ "id": "x", "type": "Input",
        "params": { "value": [-0, 0.1, "NaN", "-Infinity", 1e300] } }], "edges": [] }`,
    );
    expect(once).toContain('[-0, 0.1, "NaN", "-Infinity", 1e+300]');
    expect(roundTrip(once)).toBe(once);
  });

  test("every float64 comes back to the last bit, in small tensors and in large ones", () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1, maxLength: 40 }), fc.boolean(), (entries, large) => {
        const data = Float64Array.from(
          { length: large ? 5000 : entries.length },
          (_, i) => entries[i % entries.length] ?? 0,
        );
        const value = { shape: [data.length], data };
        const text = serialiseDocument({
          meta: { title: "", description: "", author: "" },
          graph: { nodes: [{ id: "x", type: "Input", config: {}, params: { value } }], edges: [] },
          layout: {},
        });
        const back = parseDocument(text).document?.graph.nodes[0]?.params.value;
        expect(back && sameTensor(back, value)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
