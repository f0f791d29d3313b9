import { open } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { isPacked, MAX_FILE_BYTES, refuseDamaged, refuseSize, refuseUnpacked } from "#core/document/file-size";
import { reasonOf } from "../disk/reasons";
import { writeWhole } from "../disk/write-whole";
import type { Outcome, TextFile } from "../preload/messages";

/** Reads a text file as UTF-8; one packed by gzip is unpacked. A file over the size limit is refused unread. */
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
      return { kind: "done", value: { name, text: new TextDecoder().decode(bytes) } };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { kind: "failed", message: `“${name}” could not be read: ${reasonOf(error)}.` };
  }
}

async function unpack(name: string, bytes: Uint8Array): Promise<Outcome<TextFile>> {
  try {
    const unpacked = await promisify(gunzip)(bytes, { maxOutputLength: MAX_FILE_BYTES });
    return { kind: "done", value: { name, text: new TextDecoder().decode(unpacked) } };
  } catch (error) {
    const isTooLarge = error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return { kind: "failed", message: isTooLarge ? refuseUnpacked(name) : refuseDamaged(name) };
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
