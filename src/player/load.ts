import { MAX_FILE_BYTES } from "#core/document/file-size";
import { type ReadRecording, readRecording } from "#core/recording/read";
import { RECORDING_TYPE, recordingFromPage } from "./recording-text";

/** Reads the recording of a player: the one inside its element, else the one that `src` names. Never throws. */
export async function loadRecording(element: HTMLElement): Promise<ReadRecording> {
  const inline = element.querySelector<HTMLScriptElement>(`script[type="${RECORDING_TYPE}"]`);
  if (inline) return readRecording(recordingFromPage(inline.textContent));
  const src = element.getAttribute("src");
  if (src === null) return refused("has no recording: give it a src, or a script element with a recording inside it");
  try {
    const url = new URL(src, document.baseURI);
    if (url.origin !== location.origin) return refused(`may not be fetched from another site (${url.origin})`);
    const response = await fetch(url);
    if (!response.ok) return refused(`cannot be fetched from ${src} (${response.status})`);
    return readRecording(await unpacked(new Uint8Array(await response.arrayBuffer())));
  } catch {
    return refused(`cannot be fetched from ${src}. A page opened from disk must hold its recording inside it`);
  }
}

function refused(message: string): ReadRecording {
  return { recording: null, problems: [{ code: "schema", message }], flaws: [] };
}

/** The text of a file, which may be gzipped. Bounded, as a few bytes may unpack to many. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) return new TextDecoder().decode(bytes);
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += decoder.decode(read.value, { stream: true });
    if (text.length > MAX_FILE_BYTES) await reader.cancel();
  }
  return text + decoder.decode();
}
