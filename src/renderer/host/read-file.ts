import { isPacked, MAX_FILE_BYTES, refuseDamaged, refuseSize, refuseUnpacked } from "#core/document/file-size";
import type { Outcome } from "./host";

/** Reads a file as text; one packed by gzip is unpacked. A file over the size limit is refused unread, a packed one while it grows. */
export async function readFile(file: File): Promise<Outcome<string>> {
  const { name, size } = file;
  const refusal = refuseSize(name, size);
  if (refusal !== null) return { kind: "failed", message: refusal };
  const first = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (!isPacked(first)) return { kind: "done", value: await file.text() };
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      bytes += read.value.length;
      if (bytes > MAX_FILE_BYTES) {
        await reader.cancel();
        return { kind: "failed", message: refuseUnpacked(name) };
      }
      parts.push(decoder.decode(read.value, { stream: true }));
    }
  } catch {
    return { kind: "failed", message: refuseDamaged(name) };
  }
  return { kind: "done", value: parts.join("") + decoder.decode() };
}
