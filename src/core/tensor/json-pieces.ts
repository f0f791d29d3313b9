import { isExactNumber, type Json } from "#core/json";
import { encodeBase64 } from "./base64";
import type { Tensor } from "./tensor";
import { encodeTensor, isNested, jsonText } from "./tensor-json";

/** JSON in which tensors stand as they are, so that a large one becomes text only when it is written. */
export type JsonTree = Json | Tensor | readonly JsonTree[] | { readonly [key: string]: JsonTree };

/** About so many characters come at once. */
const PIECE = 2 ** 14;

/** Entries that become base64 at a time: a multiple of three, as 24 bytes are 32 characters without padding. */
const ENTRIES_AT_ONCE = 3 * 2 ** 10;

const BYTES_PER_ENTRY = 8;

/**
 * The text of a tree without spaces, bit by bit: what `jsonText` would give, with each tensor in the form of the file format's §1. However
 * large the whole is, no more than a piece of it is held at once.
 */
export function* jsonPieces(tree: JsonTree): Generator<string, void> {
  const held = { text: "" };
  yield* walk(tree, held);
  if (held.text !== "") yield held.text;
}

function* walk(tree: JsonTree, held: { text: string }): Generator<string, void> {
  if (typeof tree !== "object" || tree === null || isExactNumber(tree)) {
    held.text += jsonText(tree);
  } else if (isTensor(tree)) {
    if (isNested(tree)) held.text += jsonText(encodeTensor(tree));
    else yield* walkBlock(tree, held);
  } else if (Array.isArray(tree)) {
    let sign = "[";
    for (const inner of tree as readonly JsonTree[]) {
      held.text += sign;
      sign = ",";
      yield* walk(inner, held);
    }
    held.text += sign === "[" ? "[]" : "]";
  } else {
    let sign = "{";
    for (const [key, inner] of Object.entries(tree as { readonly [key: string]: JsonTree })) {
      held.text += `${sign}${JSON.stringify(key)}:`;
      sign = ",";
      yield* walk(inner, held);
    }
    held.text += sign === "{" ? "{}" : "}";
  }
  if (held.text.length >= PIECE) {
    yield held.text;
    held.text = "";
  }
}

function* walkBlock({ shape, data }: Tensor, held: { text: string }): Generator<string, void> {
  yield `${held.text}{"shape":${jsonText(shape)},"float64":"`;
  yield* blockPieces(data);
  held.text = '"}';
}

/** The entries of a tensor as little-endian float64 in base64, bit by bit. */
export function* blockPieces(data: Float64Array): Generator<string, void> {
  for (let from = 0; from < data.length; from += ENTRIES_AT_ONCE) {
    yield encodeBase64(littleEndian(data.subarray(from, from + ENTRIES_AT_ONCE)));
  }
}

function littleEndian(data: Float64Array): Uint8Array {
  if (IS_LITTLE_ENDIAN) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const view = new DataView(new ArrayBuffer(data.byteLength));
  for (const [i, entry] of data.entries()) view.setFloat64(i * BYTES_PER_ENTRY, entry, true);
  return new Uint8Array(view.buffer);
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function isTensor(tree: object): tree is Tensor {
  return (tree as { readonly data?: unknown }).data instanceof Float64Array;
}
