import { formatOf } from "./format-of";

/** How the bytes of a text file are read. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** UTF-16 where a mark at the beginning says so, or a brace that takes two bytes; else UTF-8. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0x7b && second === 0) return "utf-16le";
  return first === 0 && second === 0x7b ? "utf-16be" : "utf-8";
}

/** Where bytes are no UTF-8 first: the place of the byte, and its line from 1; null where they are all UTF-8. */
export function notUtf8(
  bytes: Uint8Array,
): { readonly at: number; readonly line: number; readonly byte: number } | null {
  let line = 1;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    if (byte === 0x0a) line += 1;
    const more = moreBytes(byte);
    const isWhole = more >= 0 && isSign(bytes, at, more);
    if (!isWhole) return { at, line, byte };
    at += 1 + more;
  }
  return null;
}

/** How many bytes follow a first one; below 0 where it is no first one. */
function moreBytes(byte: number): number {
  if (byte < 0x80) return 0;
  if (byte >= 0xc2 && byte < 0xe0) return 1;
  if (byte >= 0xe0 && byte < 0xf0) return 2;
  return byte >= 0xf0 && byte < 0xf5 ? 3 : -1;
}

function isSign(bytes: Uint8Array, at: number, more: number): boolean {
  for (let i = 1; i <= more; i += 1) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return false;
  const [first, second = 0] = [bytes[at] as number, bytes[at + 1]];
  // Longer than need be, halves of a pair, and beyond the last sign.
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second < 0x90;
}

/** How a host decodes bytes; where `isStrict`, it throws at what is not of the encoding. */
export type Decode = (bytes: Uint8Array, encoding: Encoding, isStrict: boolean) => string;

/**
 * The text of a file, or why it is none, to follow the file's name. A sign that is cut off at the end is left out. A recording is read whatever
 * its bytes are, for it tells of each line that is hurt; of any other text letters would be lost, and saved so.
 */
export function textOf(bytes: Uint8Array, decode: Decode): { readonly text: string } | { readonly refused: string } {
  const encoding = encodingOf(bytes);
  try {
    return { text: decode(bytes, encoding, true) };
  } catch {
    const found = encoding === "utf-8" ? notUtf8(bytes) : null;
    if (found && found.at >= bytes.length - 3) return { text: decode(bytes.subarray(0, found.at), encoding, false) };
    const loose = decode(bytes, encoding, false);
    return isRecording(loose) ? { text: loose } : { refused: refusal(found) };
  }
}

/** The text of a packed file that is cut off, as far as it goes: of a recording, whose whole lines can be read; else null. */
export function cutText(bytes: Uint8Array, decode: Decode): string | null {
  const text = decode(bytes, encodingOf(bytes), false);
  return isRecording(text) ? text : null;
}

function isRecording(text: string): boolean {
  return formatOf(text) === "gradwire-recording";
}

function refusal(found: ReturnType<typeof notUtf8>): string {
  if (!found) return "says that it is in UTF-16, and is cut off or damaged";
  const byte = found.byte.toString(16).toUpperCase().padStart(2, "0");
  return `is not in UTF-8 (byte ${byte} in line ${found.line}): save it as UTF-8, for otherwise letters would be lost`;
}
