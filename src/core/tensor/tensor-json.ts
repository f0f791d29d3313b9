import type { Json, JsonObject } from "#core/json";
import { isJsonObject } from "#core/json";
import { decodeFloat64, encodeFloat64 } from "./base64";
import { formatShape, type Shape, sizeOf, type Tensor } from "./tensor";

/** A tensor of more entries is written as base64. */
const MOST_WRITTEN_OUT = 4096;

/** A tensor of a file may have no more entries than this: 128 MB. */
export const MOST_ENTRIES = 2 ** 24;

/** A tensor of a file may have no more axes than this. */
export const MOST_AXES = 32;

/** A number as a JSON value: non-finite ones are the words of the contract, since JSON has no numbers for them. */
export function encodeNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** A number as JSON text, the shortest that reads back to the same float64. Unlike JSON.stringify it keeps the sign of −0. */
export function formatNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : JSON.stringify(encodeNumber(value));
}

/** A tensor as JSON: nested arrays, a bare number for a scalar, and base64 for more than 4,096 entries. */
export function encodeTensor({ shape, data }: Tensor): Json {
  if (data.length > MOST_WRITTEN_OUT) return { shape, float64: encodeFloat64(data) };
  let at = 0;
  const encode = (axis: number): Json => {
    const length = shape[axis];
    if (length === undefined) return encodeNumber(data[at++] as number);
    return Array.from({ length }, () => encode(axis + 1));
  };
  return encode(0);
}

/** A tensor from JSON in either form, or what is wrong with it, in words that follow the tensor's name. Never throws. */
export function decodeTensor(json: unknown): { readonly tensor: Tensor } | { readonly fault: string } {
  return isJsonObject(json) ? decodeBase64(json) : decodeNested(json);
}

function decodeBase64({ shape, float64 }: JsonObject): ReturnType<typeof decodeTensor> {
  if (typeof float64 !== "string") return { fault: 'must be numbers, or an object with "shape" and "float64"' };
  const isShape = Array.isArray(shape) && shape.every((length) => Number.isInteger(length) && length >= 0);
  if (!isShape) return { fault: "has a shape that is not a list of whole numbers" };
  const axes = shape as Shape;
  if (axes.length > MOST_AXES) return { fault: `has ${axes.length} axes; ${MOST_AXES} is the most` };
  if (sizeOf(axes) > MOST_ENTRIES) return { fault: `has ${sizeOf(axes)} entries; ${MOST_ENTRIES} is the most` };
  const data = decodeFloat64(float64);
  if (!data) return { fault: "has float64 data that is not base64 of whole float64 numbers" };
  if (data.length !== sizeOf(axes)) {
    return { fault: `has ${data.length} numbers for the shape ${formatShape(axes)}, which takes ${sizeOf(axes)}` };
  }
  return { tensor: { shape: axes, data } };
}

function decodeNested(json: unknown): ReturnType<typeof decodeTensor> {
  const shape: number[] = [];
  for (let level = json; Array.isArray(level); level = level[0]) {
    if (shape.length === MOST_AXES) return { fault: `has more than ${MOST_AXES} axes` };
    shape.push(level.length);
  }
  // A first row that is longer than its siblings could promise far more than there is; it is then ragged, and found so below.
  if (sizeOf(shape) > MOST_ENTRIES) return { fault: `has ${sizeOf(shape)} entries; ${MOST_ENTRIES} is the most` };
  const data = new Float64Array(sizeOf(shape));
  const index: number[] = [];
  let at = 0;
  const read = (value: unknown, axis: number): string | null => {
    if (axis === shape.length) {
      const entry = readNumber(value);
      if (entry === null) return `has ${inWords(value)}${place(index)} where a number should be`;
      data[at] = entry;
      at += 1;
      return null;
    }
    if (!Array.isArray(value)) return `has ${inWords(value)}${place(index)} where a list of ${shape[axis]} should be`;
    if (value.length !== shape[axis]) {
      return `is ragged: the list${place(index)} has ${value.length} entries, the first of its kind ${shape[axis]}`;
    }
    for (let i = 0; i < value.length; i += 1) {
      index[axis] = i;
      const fault = read(value[i], axis + 1);
      if (fault !== null) return fault;
      index.length = axis + 1;
    }
    index.length = axis;
    return null;
  };
  const fault = read(json, 0);
  return fault === null ? { tensor: { shape, data } } : { fault };
}

function readNumber(value: unknown): number | null {
  if (typeof value === "number") return value;
  return value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : null;
}

function place(index: readonly number[]): string {
  return index.length === 0 ? "" : ` at [${index.join(", ")}]`;
}

/** A value of a file in a few words, whatever it is. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
