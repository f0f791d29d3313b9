import { asPlain, exactText, isExactNumber, isJsonObject, type Json, type JsonObject } from "#core/json";
import { shorten } from "#core/shorten";
import { base64Length, decodeBase64, encodeBase64 } from "./base64";
import { formatShape, type Shape, sizeOf, type Tensor } from "./tensor";

/** More entries than this are not read: 128 MiB of numbers, beyond what a graph on a canvas is for. */
export const MAX_ENTRIES = 2 ** 24;

/** More axes than this are not read. */
export const MAX_RANK = 32;

/** Up to so many entries a tensor is written as nested arrays, which can be read and compared by eye; beyond, as one block of base64. */
const MAX_NESTED_ENTRIES = 4096;

const BYTES_PER_ENTRY = 8;

/** A tensor that was read, or what is wrong with it: the rest of a sentence that starts with the tensor's name. */
export type Decoded = { readonly tensor: Tensor } | { readonly fault: string };

/** The words for entries that JSON has no number for. */
const WORDS: ReadonlyMap<unknown, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

/**
 * A tensor as JSON, by the file format's §1: nested arrays, a bare number for rank 0, and words for what is not finite; with more than
 * 4,096 entries `{ shape, float64 }`, the entries as little-endian float64 in base64. The block also serves an empty tensor
 * whose shape brackets alone cannot tell, such as 0 × 3. An entry −0 stays −0, which `JSON.stringify` would write as 0: text is made
 * by `tensorText` or `formatNumber`.
 */
export function encodeTensor(tensor: Tensor): Json {
  const { shape, data } = tensor;
  if (!isNested(tensor)) return { shape: [...shape], float64: encodeBlock(data) };
  let at = 0;
  const nest = (axis: number): Json => {
    const length = shape[axis];
    if (length !== undefined) return Array.from({ length }, () => nest(axis + 1));
    const entry = data[at] as number;
    at += 1;
    return encodeNumber(entry);
  };
  return nest(0);
}

/** A number as JSON: itself, or its word where it is not finite. */
export function encodeNumber(value: number): Json {
  return Number.isFinite(value) ? value : String(value);
}

/** The JSON text of a tensor, on one line: `[[1, 2], [3, 4]]`. Reading it gives the same tensor to the last bit. */
export function tensorText(tensor: Tensor): string {
  return lineOf(encodeTensor(tensor));
}

/**
 * The shortest JSON text from which the same float64 is read again, −0 included. What is not finite is written as its word, in quotes:
 * `"NaN"`, `"Infinity"`, `"-Infinity"`.
 */
export function formatNumber(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

/**
 * A tensor from JSON, in either form, or what is wrong with it: the rest of a sentence that starts with the tensor's name, such as
 * "holds null at [0, 2], where a number is needed". Takes anything at all, and neither throws nor hangs.
 */
export function decodeTensor(json: unknown): Decoded {
  if (isJsonObject(json)) return decodeBlock(json);
  const shape: number[] = [];
  for (let level: unknown = json; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    // Checked on the way down, so that brackets nested a million deep are left after the first few.
    const fault = faultOfShape(shape);
    if (fault !== null) return { fault };
  }
  // Read through before there is room for it, so that brackets which only promise many entries cost nothing.
  const fault = faultOfNested(json, shape, []);
  if (fault !== null) return { fault };
  const data = new Float64Array(sizeOf(shape));
  fillNested(data, 0, json);
  return { tensor: { shape, data } };
}

/** What is wrong with the first place at or under `index` that is not as `shape` says, or null. At most `MAX_RANK` calls deep. */
function faultOfNested(json: unknown, shape: Shape, index: number[]): string | null {
  const axis = index.length;
  const length = shape[axis];
  if (length === undefined) {
    if (numberOf(json) !== undefined) return null;
    return `holds ${inWords(json)}${placeOf(index)}, where a number is needed`;
  }
  if (!Array.isArray(json)) {
    return `is ragged: it holds ${inWords(json)}${placeOf(index)}, where a list of length ${length} is needed`;
  }
  if (json.length !== length) {
    return `is ragged: the list${placeOf(index)} has length ${json.length}, but the first one has length ${length}`;
  }
  for (let i = 0; i < length; i += 1) {
    index.push(i);
    const fault = faultOfNested(json[i], shape, index);
    if (fault !== null) return fault;
    index.pop();
  }
  return null;
}

/** Writes the numbers of nested arrays without fault to `data` from `at` on, and returns where the next one goes. */
function fillNested(data: Float64Array, at: number, json: unknown): number {
  if (!Array.isArray(json)) {
    data[at] = numberOf(json) as number;
    return at + 1;
  }
  let next = at;
  for (const entry of json) next = fillNested(data, next, entry);
  return next;
}

/** The number that an entry stands for, if any. */
function numberOf(entry: unknown): number | undefined {
  if (typeof entry === "number") return entry;
  return isExactNumber(entry) ? asPlain(entry) : WORDS.get(entry);
}

function decodeBlock({ shape, float64 }: JsonObject): Decoded {
  if (shape === undefined || float64 === undefined) {
    return { fault: 'is an object without "shape" and "float64"; a tensor is nested arrays of numbers, or has both' };
  }
  if (!Array.isArray(shape) || !shape.every(isLength)) {
    return { fault: `has a "shape" that is not a list of whole numbers from 0 up` };
  }
  const lengths = shape.map(Math.abs); // −0 is a whole number too.
  const fault = faultOfShape(lengths);
  if (fault !== null) return { fault };
  if (typeof float64 !== "string")
    return { fault: `has ${inWords(float64)} as "float64", where a base64 text is needed` };
  const bytes = sizeOf(lengths) * BYTES_PER_ENTRY;
  if (float64.length !== base64Length(bytes)) {
    const needed = `the shape ${formatShape(lengths)} needs ${base64Length(bytes)} characters`;
    return { fault: `has a "float64" of ${float64.length} characters, but ${needed} of base64` };
  }
  const decoded = decodeBase64(float64, bytes);
  if ("wrongAt" in decoded) return { fault: `has a "float64" that is not base64 at character ${decoded.wrongAt}` };
  const view = new DataView(decoded.bytes.buffer, decoded.bytes.byteOffset, bytes);
  const data = new Float64Array(sizeOf(lengths));
  for (let i = 0; i < data.length; i += 1) data[i] = view.getFloat64(i * BYTES_PER_ENTRY, true);
  return { tensor: { shape: lengths, data } };
}

function encodeBlock(data: Float64Array): string {
  const view = new DataView(new ArrayBuffer(data.length * BYTES_PER_ENTRY));
  for (let i = 0; i < data.length; i += 1) view.setFloat64(i * BYTES_PER_ENTRY, data[i] as number, true);
  return encodeBase64(new Uint8Array(view.buffer));
}

/** Whether a tensor is written as nested arrays: they are short enough, and tell the shape; after an axis of length 0 brackets have no room for another. */
export function isNested({ shape }: Tensor): boolean {
  const empty = shape.indexOf(0);
  if (empty >= 0 && empty < shape.length - 1) return false;
  return rowsAndEntries(shape) <= MAX_NESTED_ENTRIES;
}

/** The size of a shape, with an axis of length 0 counted as 1: a million empty rows are as much work as a million entries. */
function rowsAndEntries(shape: Shape): number {
  return sizeOf(shape.map((length) => Math.max(length, 1)));
}

function faultOfShape(shape: Shape): string | null {
  if (shape.length > MAX_RANK) return `is nested deeper than ${MAX_RANK} axes`;
  if (rowsAndEntries(shape) <= MAX_ENTRIES) return null;
  return `has more than ${MAX_ENTRIES.toLocaleString("en")} entries (${formatShape(shape)})`;
}

function isLength(length: unknown): length is number {
  return Number.isSafeInteger(length) && (length as number) >= 0;
}

/** " at [0, 2]"; nothing for the tensor as a whole. */
function placeOf(index: readonly number[]): string {
  return index.length === 0 ? "" : ` at [${index.join(", ")}]`;
}

/** A value from outside, in few words. */
function inWords(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of length ${value.length}`;
  if (typeof value === "string") return `the text ${JSON.stringify(shorten(value, 20))}`;
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  return "an object";
}

function lineOf(json: Json): string {
  if (typeof json === "number") return formatNumber(json);
  if (Array.isArray(json)) return `[${json.map(lineOf).join(", ")}]`;
  if (isJsonObject(json)) {
    return `{ ${Object.entries(json)
      .map(([key, value]) => `${JSON.stringify(key)}: ${lineOf(value)}`)
      .join(", ")} }`;
  }
  return isExactNumber(json) ? exactText(json) : JSON.stringify(json);
}

/** JSON text without spaces, in which −0 stays −0: a number is read back as the same float64 to the last bit. */
export function jsonText(json: Json): string {
  if (typeof json === "number") return formatNumber(json);
  if (Array.isArray(json)) return listText(json);
  if (isExactNumber(json)) return exactText(json);
  if (!isJsonObject(json)) return JSON.stringify(json);
  let text = "";
  for (const [key, value] of Object.entries(json)) {
    text += `${text === "" ? "{" : ","}${JSON.stringify(key)}:${jsonText(value)}`;
  }
  return text === "" ? "{}" : `${text}}`;
}

function listText(list: readonly Json[]): string {
  let text = "";
  for (const entry of list) text += (text === "" ? "[" : ",") + jsonText(entry);
  return text === "" ? "[]" : `${text}]`;
}
