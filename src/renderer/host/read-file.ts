import { cutText, type Decode, textOf } from "#core/document/encoding";
import { isPacked, MAX_FILE_BYTES, refuseDamaged, refuseSize, refuseUnpacked } from "#core/document/file-size";
import type { Outcome } from "./host";

/** Reads a file as text; one packed by gzip is unpacked. A file over the size limit is refused unread, a packed one while it grows. */
export async function readFile(file: File): Promise<Outcome<string>> {
  const { name, size } = file;
  const refusal = refuseSize(name, size);
  if (refusal !== null) return { kind: "failed", message: refusal };
  const first = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (!isPacked(first)) return readBytes(name, new Uint8Array(await file.arrayBuffer()));
  const { bytes, end } = await unpacked(file);
  if (end === "large") return { kind: "failed", message: refuseUnpacked(name) };
  if (end === "whole") return readBytes(name, bytes);
  const text = cutText(bytes, decode);
  return text === null ? { kind: "failed", message: refuseDamaged(name) } : { kind: "done", value: text };
}

const decode: Decode = (bytes, encoding, isStrict) => new TextDecoder(encoding, { fatal: isStrict }).decode(bytes);

function readBytes(name: string, bytes: Uint8Array): Outcome<string> {
  const found = textOf(bytes, decode);
  return "text" in found
    ? { kind: "done", value: found.text }
    : { kind: "failed", message: `“${name}” ${found.refused}.` };
}

/** What a packed file holds: all of it, as much as there is of one that is cut off or damaged, or nothing of one that grows too large. */
async function unpacked(file: File): Promise<{ readonly bytes: Uint8Array; readonly end: "whole" | "cut" | "large" }> {
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  let end: "whole" | "cut" = "whole";
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length;
      if (size > MAX_FILE_BYTES) {
        await reader.cancel();
        return { bytes: new Uint8Array(), end: "large" };
      }
      parts.push(read.value);
    }
  } catch {
    end = "cut";
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, end };
}
