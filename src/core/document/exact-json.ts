import { exactNumber, isJsonObject, type Json, type JsonObject } from "#core/json";
import { own } from "#core/own";

/**
 * Where in a JSON text numbers are float64, as a tree: with `whole` in all that is there, else under these `keys` of an object, or in
 * `each` entry of a list. Everywhere else a number that float64 would change is kept as it stands. An object that `isStranger` has no
 * such places.
 */
export interface Float64Places {
  readonly whole?: true;
  readonly keys?: ReadonlyMap<string, Float64Places>;
  readonly each?: Float64Places;
  readonly isStranger?: (object: JsonObject) => boolean;
}

/** A place of which all is float64. */
export const FLOAT64: Float64Places = { whole: true };

/** Whether a text may hold a number that float64 would change: one of more than 15 digits, or of an exponent of three. */
export function mayBeInexact(text: string): boolean {
  let run = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= ZERO && code <= NINE) || code === POINT) {
      run += 1;
      if (run > 15) return true;
      continue;
    }
    if (run > 0 && (code === SMALL_E || code === LARGE_E) && /^[+-]?\d{3}/.test(text.slice(at + 1, at + 5)))
      return true;
    run = 0;
  }
  return false;
}

/**
 * What a text says, which `json` is in float64, with exact numbers where float64 has changed one and the place is none of `places`.
 * Calls itself as deep as the text is nested.
 */
export function parseExact(text: string, json: Json, places: Float64Places): Json {
  return readValue({ text, at: 0 }, json, places);
}

interface Reader {
  readonly text: string;
  at: number;
}

const ZERO = "0".charCodeAt(0);
const NINE = "9".charCodeAt(0);
const POINT = ".".charCodeAt(0);
const SMALL_E = "e".charCodeAt(0);
const LARGE_E = "E".charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = "\\".charCodeAt(0);
const OPEN_LIST = "[".charCodeAt(0);
const CLOSE_LIST = "]".charCodeAt(0);
const OPEN_OBJECT = "{".charCodeAt(0);
const CLOSE_OBJECT = "}".charCodeAt(0);
const SPACE = " ".charCodeAt(0);

/** `json` is what stands here in float64; of two fields of one name it may be the other one, and then this one does not count. */
function readValue(reader: Reader, json: unknown, places: Float64Places | undefined): Json {
  const code = next(reader);
  const from = reader.at;
  if (places?.whole) {
    skipValue(reader);
    return json as Json;
  }
  if (code === OPEN_LIST) return readList(reader, Array.isArray(json) ? json : [], places?.each);
  if (code !== OPEN_OBJECT) {
    skipValue(reader);
    return readScalar(reader.text.slice(from, reader.at));
  }
  const fields = isJsonObject(json) ? json : {};
  const object = readObject(reader, fields, places?.keys);
  if (!places?.isStranger?.(object)) return object;
  reader.at = from;
  return readObject(reader, fields, undefined);
}

function readList(reader: Reader, json: readonly unknown[], places: Float64Places | undefined): Json {
  const list: Json[] = [];
  reader.at += 1;
  for (;;) {
    const code = next(reader);
    if (code === CLOSE_LIST) break;
    // A comma stands before every entry but the first.
    if (code === COMMA) reader.at += 1;
    list.push(readValue(reader, json[list.length], places));
  }
  reader.at += 1;
  return list;
}

const COMMA = ",".charCodeAt(0);

function readObject(reader: Reader, json: JsonObject, places: Float64Places["keys"]): JsonObject {
  const fields: [string, Json][] = [];
  reader.at += 1;
  for (;;) {
    const code = next(reader);
    if (code === CLOSE_OBJECT) break;
    if (code === COMMA) {
      reader.at += 1;
      next(reader);
    }
    const from = reader.at;
    skipText(reader);
    const key = JSON.parse(reader.text.slice(from, reader.at)) as string;
    next(reader);
    reader.at += 1; // The colon.
    fields.push([key, readValue(reader, own(json, key), places?.get(key))]);
  }
  reader.at += 1;
  // Unlike setting one key after the other, this takes `__proto__` for a key like any other. Of two alike the last counts.
  return Object.fromEntries(fields);
}

function readScalar(token: string): Json {
  const value = JSON.parse(token) as Json;
  return typeof value === "number" && !isSameNumber(token, value) ? exactNumber(token) : value;
}

/** Goes to the next sign that is no space, and says which it is. */
function next(reader: Reader): number {
  while (reader.text.charCodeAt(reader.at) <= SPACE) reader.at += 1;
  return reader.text.charCodeAt(reader.at);
}

/** Goes behind the text that begins here. */
function skipText(reader: Reader): void {
  const { text } = reader;
  for (let end = text.indexOf('"', reader.at + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 1) continue;
    reader.at = end + 1;
    return;
  }
}

/** Goes behind the value that begins here. */
function skipValue(reader: Reader): void {
  const { text } = reader;
  let depth = 0;
  do {
    const code = text.charCodeAt(reader.at);
    if (code === QUOTE) {
      skipText(reader);
      continue;
    }
    if (code === OPEN_LIST || code === OPEN_OBJECT) depth += 1;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1;
    else if (depth === 0) {
      SCALAR.lastIndex = reader.at;
      SCALAR.test(text);
      reader.at = SCALAR.lastIndex;
      return;
    }
    reader.at += 1;
  } while (depth > 0);
}

const SCALAR = /[\w.+-]+/y;

/** Whether the number that is written for a float64 is the one of this text: the same digits at the same powers of ten. */
function isSameNumber(text: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (text.length <= 15 && !/[eE]/.test(text)) return true;
  const [one, other] = [decimalOf(text), decimalOf(String(value))];
  return one.digits === other.digits && one.power === other.power;
}

/** A decimal number as its digits, without zeros on either side, and the power of ten of the last; its sign is left out. */
function decimalOf(text: string): { readonly digits: string; readonly power: number } {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().replace("-", "").split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const all = whole + fraction;
  let from = 0;
  while (all[from] === "0") from += 1;
  let to = all.length;
  while (to > from && all[to - 1] === "0") to -= 1;
  const digits = all.slice(from, to);
  return { digits, power: digits === "" ? 0 : Number(exponent) + all.length - to - fraction.length };
}
