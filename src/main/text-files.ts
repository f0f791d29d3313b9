import { randomUUID } from "node:crypto";
import { open, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { isPacked, MAX_FILE_BYTES, refuseDamaged, refuseSize, refuseUnpacked } from "#core/document/file-size";
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
    return { kind: "failed", message: `“${name}” could not be read: ${reason(error)}.` };
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
 * Writes a file whole or not at all: into a new file beside it, which then takes its place. The value is the file's name.
 * A file that was there keeps its permissions.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<Outcome<string>> {
  const name = basename(path);
  const draft = join(dirname(path), `.${name}.${randomUUID()}.tmp`);
  try {
    const mode = await stat(path).then(
      (status) => status.mode,
      () => 0o666,
    );
    const file = await open(draft, "wx", mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    return { kind: "done", value: name };
  } catch (error) {
    await unlink(draft).catch(() => {});
    return { kind: "failed", message: `“${name}” could not be saved: ${reason(error)}.` };
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "this user may not do that there",
  EPERM: "the system does not allow it",
  EROFS: "the disk cannot be written to",
  ENOSPC: "the disk is full",
  EISDIR: "it is a folder",
  EBUSY: "another program is using it",
};

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return REASONS[code] ?? error.message;
}
