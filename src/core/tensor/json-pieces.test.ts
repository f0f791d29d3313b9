import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "#core/json";
import { type JsonTree, jsonPieces } from "./json-pieces";
import { sizeOf, type Tensor } from "./tensor";
import { encodeTensor, jsonText } from "./tensor-json";

const textOf = (tree: JsonTree) => [...jsonPieces(tree)].join("");

const number = fc.oneof(fc.double(), fc.constant(-0));
const tensor = fc
  .array(fc.nat(5), { maxLength: 4 })
  .chain((shape) =>
    fc.tuple(fc.constant(shape), fc.array(number, { minLength: sizeOf(shape), maxLength: sizeOf(shape) })),
  )
  .map(([shape, data]): Tensor => ({ shape, data: Float64Array.from(data) }));

describe("JSON piece by piece", () => {
  it("is the JSON that is made at once, whatever it is, with each tensor in its own form", () => {
    const leaf = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      tensor,
    );
    const { tree } = fc.letrec<{ tree: JsonTree }>((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("tree")), fc.dictionary(fc.string(), tie("tree"))),
    }));
    const plain = (json: JsonTree): Json => {
      if (typeof json !== "object" || json === null) return json;
      if (Array.isArray(json)) return json.map(plain);
      if ("data" in json && json.data instanceof Float64Array) return encodeTensor(json as Tensor);
      return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, plain(inner as JsonTree)]));
    };
    fc.assert(
      fc.property(tree, (json) => {
        expect(textOf(json)).toBe(jsonText(plain(json)));
      }),
    );
  });

  it.each([4097, 3 * 1024 * 3, 10_000])("a tensor of %i entries is one block, as at once", (length) => {
    const large = { shape: [length], data: Float64Array.from({ length }, (_, i) => Math.sin(i)) };
    expect(textOf({ before: 1, large, after: [large] })).toBe(
      jsonText({ before: 1, large: encodeTensor(large), after: [encodeTensor(large)] }),
    );
  });

  it("no piece is long, however large the tensors and long the lists are", () => {
    const large = { shape: [300_000], data: new Float64Array(300_000) };
    const list = Array.from({ length: 200_000 }, (_, i) => ({ index: [i], verdict: "ok" }));
    let longest = 0;
    for (const piece of jsonPieces({ large, list })) longest = Math.max(longest, piece.length);
    expect(longest).toBeLessThan(40_000);
  });
});
