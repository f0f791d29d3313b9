import { readFile, stat } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { MAX_FILE_BYTES, refuseSize } from "#core/document/file-size";
import type { Problem } from "#core/problem";
import type { Io } from "./io";
import { reasonOf } from "./reasons";

/** The text of a file, or why there is none. */
export type Text = { readonly text: string } | { readonly problem: Problem };

/** Reads a text from a path, or from standard input for `-`; one that is gzipped is unpacked. */
export async function readText(io: Io, path: string): Promise<Text> {
  try {
    if (path !== "-") {
      const refusal = refuseSize(path, (await stat(path)).size);
      if (refusal !== null) return { problem: { code: "schema", message: refusal } };
    }
    const bytes = path === "-" ? await io.input() : await readFile(path);
    return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(unpack(bytes)) };
  } catch (error) {
    return { problem: { code: "not-json", message: `cannot be read: ${reasonOf(error)}` } };
  }
}

/** Bounded, as a few bytes may unpack to many. */
function unpack(bytes: Uint8Array): Uint8Array {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip ? gunzipSync(bytes, { maxOutputLength: MAX_FILE_BYTES }) : bytes;
}
