import { open } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
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
  if (!isPacked(bytes)) return { text: decoded(bytes) };
  try {
    return { text: decoded(gunzipSync(bytes, { maxOutputLength: MAX_FILE_BYTES })) };
  } catch (error) {
    const isTooLarge = error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isTooLarge ? wrong("schema", refuseUnpacked(path)) : wrong("not-json", refuseDamaged(path));
  }
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
