import { open } from "node:fs/promises";
import { constants, gunzipSync } from "node:zlib";
import { cutText, type Decode, textOf } from "#core/document/encoding";
import {
  isPacked,
  MAX_FILE_BYTES,
  refuseDamaged,
  refuseEndless,
  refuseSize,
  refuseUnpacked,
} from "#core/document/file-size";
import type { Problem } from "#core/problem";
import { reasonOf } from "../disk/reasons";
import type { Io } from "./io";

/** The text of a file, or why there is none. */
export type Text = { readonly text: string } | { readonly problem: Problem };

/** Reads a text from a path, or from standard input for `-`; one that is gzipped is unpacked. No more is read than may be. */
export async function readText(io: Io, path: string): Promise<Text> {
  try {
    const bytes = path === "-" ? await io.input(MAX_FILE_BYTES) : await readUpTo(path, MAX_FILE_BYTES);
    if (!(bytes instanceof Uint8Array)) return wrong("schema", refuseSize(path, bytes.size) ?? "");
    return bytes.length > MAX_FILE_BYTES ? wrong("schema", refuseEndless(path)) : unpack(path, bytes);
  } catch (error) {
    return wrong("not-json", `cannot be read: ${reasonOf(error)}`);
  }
}

function wrong(code: Problem["code"], message: string): Text {
  return { problem: { code, message } };
}

/** All bytes of a file; of a larger one its size alone. What has no size, such as a pipe, is read until it is too large. */
async function readUpTo(path: string, most: number): Promise<Uint8Array | { readonly size: number }> {
  const file = await open(path, "r");
  try {
    const status = await file.stat();
    if (status.isFile() && status.size > most) return { size: status.size };
    const pieces: Uint8Array[] = [];
    let size = 0;
    while (size <= most) {
      const room = Buffer.allocUnsafe(status.isFile() && size === 0 ? status.size + 1 : 2 ** 18);
      const { bytesRead } = await file.read(room, 0, room.length, null);
      if (bytesRead === 0) break;
      pieces.push(room.subarray(0, bytesRead));
      size += bytesRead;
    }
    return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
  } finally {
    await file.close();
  }
}

/** Bounded, as a few bytes may unpack to many. */
function unpack(path: string, bytes: Uint8Array): Text {
  if (!isPacked(bytes)) return read(bytes);
  try {
    return read(gunzipSync(bytes, { maxOutputLength: MAX_FILE_BYTES }));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ERR_BUFFER_TOO_LARGE") return wrong("schema", refuseUnpacked(path));
    const text = code === "Z_BUF_ERROR" ? cutText(unpackedSoFar(bytes), decode) : null;
    return text === null ? wrong("not-json", refuseDamaged(path)) : { text };
  }
}

/** What is there of a packed file that is cut off. */
function unpackedSoFar(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_FILE_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array();
  }
}

function read(bytes: Uint8Array): Text {
  const found = textOf(bytes, decode);
  return "text" in found ? found : wrong("not-json", found.refused);
}

const decode: Decode = (bytes, encoding, isStrict) =>
  new TextDecoder(encoding, { ignoreBOM: true, fatal: isStrict }).decode(bytes);
