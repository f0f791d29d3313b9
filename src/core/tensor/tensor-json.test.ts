import fc from "fast-check";
import { expect, test } from "vitest";
import { filled, sameTensor, scalar, sizeOf, type Tensor, tensor, zeros } from "./tensor";
import {
  decodeTensor,
  encodeNumber,
  encodeTensor,
  formatNumber,
  MAX_ENTRIES,
  MAX_RANK,
  tensorText,
} from "./tensor-json";

/** Any float64 at all, by its bits: denormals, both zeros, what is not finite. */
const anyNumber = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, Number.MAX_VALUE, 0.1),
);
const anyTensor = fc
  .array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 })
  .chain((shape) =>
    fc
      .array(anyNumber, { minLength: sizeOf(shape), maxLength: sizeOf(shape) })
      .map((entries) => tensor(shape, entries)),
  );

function decoded(json: unknown): Tensor {
  const result = decodeTensor(json);
  if ("fault" in result) throw new Error(result.fault);
  return result.tensor;
}

function faultOf(json: unknown): string {
  const result = decodeTensor(json);
  if ("tensor" in result) throw new Error("there is no fault");
  return result.fault;
}

/** The block form as Node writes it. */
function blockInNode({ shape, data }: Tensor) {
  return { shape, float64: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64") };
}

test("a tensor is nested arrays, and a scalar a bare number", () => {
  expect(encodeTensor(scalar(2.5))).toBe(2.5);
  expect(encodeTensor(tensor([2, 2], [1, 2, 3, 4]))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(encodeTensor(tensor([3], [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]))).toEqual([
    "NaN",
    "Infinity",
    "-Infinity",
  ]);
  expect(encodeTensor(zeros([2, 0]))).toEqual([[], []]);
});

test("a tensor's text is one line", () => {
  expect(tensorText(tensor([2, 2], [1, -0, Number.NaN, 1e21]))).toBe('[[1, -0], ["NaN", 1e+21]]');
  expect(tensorText(scalar(-0))).toBe("-0");
  expect(tensorText(zeros([0, 3]))).toBe('{ "shape": [0, 3], "float64": "" }');
});

test("a tensor comes back from its text to the last bit", () => {
  fc.assert(
    fc.property(anyTensor, (original) => {
      expect(sameTensor(decoded(JSON.parse(tensorText(original))), original)).toBe(true);
      expect(sameTensor(decoded(encodeTensor(original)), original)).toBe(true);
    }),
  );
});

test("a number comes back from its text to the last bit", () => {
  fc.assert(
    fc.property(anyNumber, (value) => {
      expect(Object.is(decoded(JSON.parse(formatNumber(value))).data[0], value)).toBe(true);
      expect(Object.is(decoded(encodeNumber(value)).data[0], value)).toBe(true);
    }),
  );
  expect([0, -0, 0.1, 1e21, 5e-324].map(formatNumber)).toEqual(["0", "-0", "0.1", "1e+21", "5e-324"]);
  expect(formatNumber(Number.NEGATIVE_INFINITY)).toBe('"-Infinity"');
});

test("more than 4,096 entries become a block of little-endian base64", () => {
  expect(Array.isArray(encodeTensor(filled([64, 64], 0.5)))).toBe(true);
  for (const length of [4097, 4098, 4099, 10_000]) {
    const large = tensor(
      [length],
      Float64Array.from({ length }, (_, i) => (i === 0 ? -0 : Math.sin(i) * 10 ** (i % 300))),
    );
    expect(encodeTensor(large)).toEqual(blockInNode(large));
    expect(sameTensor(decoded(JSON.parse(tensorText(large))), large)).toBe(true);
  }
});

test("an empty tensor keeps a shape that brackets cannot tell", () => {
  for (const shape of [[0], [0, 3], [3, 0], [2, 0, 4], [5000, 0]]) {
    expect(decoded(JSON.parse(tensorText(zeros(shape)))).shape).toEqual(shape);
  }
});

test("both forms are read at any size", () => {
  fc.assert(
    fc.property(anyTensor, (original) => {
      expect(sameTensor(decoded(blockInNode(original)), original)).toBe(true);
    }),
  );
  expect(decoded(Array.from({ length: 5000 }, (_, i) => i)).shape).toEqual([5000]);
});

test.each<[unknown, string]>([
  [null, "holds null, where a number is needed"],
  [undefined, "holds nothing, where a number is needed"],
  ["1", 'holds the text "1", where a number is needed'],
  [[1, true], "holds true at [1], where a number is needed"],
  [
    [
      [1, 2],
      [3, null],
    ],
    "holds null at [1, 1], where a number is needed",
  ],
  [
    [
      [1, 2],
      [3, { a: 1 }],
    ],
    "holds an object at [1, 1], where a number is needed",
  ],
  [[1, "infinity"], 'holds the text "infinity" at [1], where a number is needed'],
  [["x".repeat(1000)], `holds the text "${"x".repeat(13)}…xxxxxx" at [0], where a number is needed`],
  [[[1, 2], [3]], "is ragged: the list at [1] has length 1, but the first one has length 2"],
  [[[], [3]], "is ragged: the list at [1] has length 1, but the first one has length 0"],
  [[1, [2]], "holds a list of length 1 at [1], where a number is needed"],
  [[[1], 2], "is ragged: it holds 2 at [1], where a list of length 1 is needed"],
  [
    [
      [[1], [2]],
      [[3], "4"],
    ],
    'is ragged: it holds the text "4" at [1, 1], where a list of length 1 is needed',
  ],
])("%j: %s", (json, fault) => {
  expect(faultOf(json)).toBe(fault);
});

test.each<[unknown, string]>([
  [{}, 'is an object without "shape" and "float64"; a tensor is nested arrays of numbers, or has both'],
  [{ shape: [1] }, 'is an object without "shape" and "float64"; a tensor is nested arrays of numbers, or has both'],
  [{ shape: 1, float64: "" }, 'has a "shape" that is not a list of whole numbers from 0 up'],
  [{ shape: [1.5], float64: "" }, 'has a "shape" that is not a list of whole numbers from 0 up'],
  [{ shape: [-1], float64: "" }, 'has a "shape" that is not a list of whole numbers from 0 up'],
  [{ shape: ["2"], float64: "" }, 'has a "shape" that is not a list of whole numbers from 0 up'],
  [{ shape: [1e300], float64: "" }, 'has a "shape" that is not a list of whole numbers from 0 up'],
  [{ shape: [0], float64: 7 }, 'has 7 as "float64", where a base64 text is needed'],
  [{ shape: [2], float64: "AAAA" }, 'has a "float64" of 4 characters, but the shape 2 needs 24 characters of base64'],
  [{ shape: [1], float64: "AAAAAAA!AAA=" }, 'has a "float64" that is not base64 at character 7'],
  [{ shape: [1], float64: "AAAAAAAAAA==" }, 'has a "float64" that is not base64 at character 10'],
  [{ shape: [1], float64: "AAAAAAAAAAAA" }, 'has a "float64" that is not base64 at character 11'],
  [{ shape: [1], float64: "AAAAAAAéAAA=" }, 'has a "float64" that is not base64 at character 7'],
])("%j: %s", (json, fault) => {
  expect(faultOf(json)).toBe(fault);
});

test("what would be too large is refused before there is room made for it", () => {
  expect(faultOf({ shape: [4096, 4097], float64: "" })).toBe("has more than 16,777,216 entries (4096 × 4097)");
  expect(faultOf({ shape: [MAX_ENTRIES + 1, 0], float64: "" })).toMatch(/^has more than/);
  const row = new Array(5000).fill(0);
  expect(faultOf(new Array(5000).fill(row))).toBe("has more than 16,777,216 entries (5000 × 5000)");
  const promising = [new Array(4096).fill(0), ...new Array(4095).fill([])];
  for (let i = 0; i < 1000; i += 1) expect(faultOf(promising)).toMatch(/^is ragged/);
});

test("brackets nested too deep are refused without a stack overflow", () => {
  const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}1${"]".repeat(depth)}`);
  expect(decoded(nested(MAX_RANK)).shape).toEqual(new Array(MAX_RANK).fill(1));
  expect(faultOf(nested(MAX_RANK + 1))).toBe("is nested deeper than 32 axes");
  expect(faultOf(nested(100_000))).toBe("is nested deeper than 32 axes");
  expect(faultOf([[1], nested(100_000)])).toMatch(/at \[1, 0\], where a number is needed$/);
  expect(faultOf({ shape: new Array(100_000).fill(1), float64: "" })).toBe("is nested deeper than 32 axes");
});

test("anything at all is either a tensor or a fault", () => {
  fc.assert(
    fc.property(fc.anything(), (json) => {
      const result = decodeTensor(json);
      if ("fault" in result) expect(result.fault).toMatch(/^(holds|has|is) /);
      else expect(result.tensor.data).toHaveLength(sizeOf(result.tensor.shape));
    }),
    { numRuns: 500 },
  );
});
