import { open } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { constants, gunzip } from "node:zlib";
import { cutText, type Decode, textOf } from "#core/document/encoding";
import { isPacked, MAX_FILE_BYTES, refuseDamaged, refuseSize, refuseUnpacked } from "#core/document/file-size";
import { reasonOf } from "../disk/reasons";
import { writeWhole } from "../disk/write-whole";
import type { Outcome, TextFile } from "../preload/messages";

/** Reads a text file, in UTF-8 or as its mark says; one packed by gzip is unpacked. A file over the size limit is refused unread. */
export async function readTextFile(path: string): Promise<Outcome<TextFile>> {
  const name = basename(path);
  try {
    const file = await open(path, "r");
    try {
      const status = await file.stat();
      if (!status.isFile()) return { kind: "failed", message: `“${name}” is not a file.` };
      const refusal = refuseSize(name, status.size);
      if (refusal !== null) return { kind: "failed", message: refusal };
      const bytes = await file.readFile();
      if (isPacked(bytes)) return await unpack(name, bytes);
      return readBytes(name, bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    return { kind: "failed", message: `“${name}” could not be read: ${reasonOf(error)}.` };
  }
}

const decode: Decode = (bytes, encoding, isStrict) => new TextDecoder(encoding, { fatal: isStrict }).decode(bytes);

function readBytes(name: string, bytes: Uint8Array): Outcome<TextFile> {
  const found = textOf(bytes, decode);
  return "text" in found
    ? { kind: "done", value: { name, text: found.text } }
    : { kind: "failed", message: `“${name}” ${found.refused}.` };
}

async function unpack(name: string, bytes: Uint8Array): Promise<Outcome<TextFile>> {
  const unpacked = promisify(gunzip);
  try {
    return readBytes(name, await unpacked(bytes, { maxOutputLength: MAX_FILE_BYTES }));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ERR_BUFFER_TOO_LARGE") return { kind: "failed", message: refuseUnpacked(name) };
    const soFar =
      code === "Z_BUF_ERROR"
        ? await unpacked(bytes, { maxOutputLength: MAX_FILE_BYTES, finishFlush: constants.Z_SYNC_FLUSH }).catch(
            () => null,
          )
        : null;
    const text = soFar && cutText(soFar, decode);
    return text === null ? { kind: "failed", message: refuseDamaged(name) } : { kind: "done", value: { name, text } };
  }
}

/**
 * Writes a file whole or not at all; the value is the file's name. Where that can only be done over the file itself, since its folder
 * takes no new files, `agrees` is asked first.
 */
export async function writeFile(
  path: string,
  content: string | Uint8Array,
  agrees: (name: string) => Promise<boolean>,
): Promise<Outcome<string>> {
  const name = basename(path);
  let written = await writeWhole(path, content);
  if (written.kind === "refused" && written.why === "folder") {
    if (!(await agrees(name))) return { kind: "cancelled" };
    written = await writeWhole(path, content, { overItself: true });
  }
  if (written.kind === "written") return { kind: "done", value: name };
  return { kind: "failed", message: `“${name}” could not be saved: ${written.reason}.` };
}
