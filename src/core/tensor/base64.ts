const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PADDING = "=".charCodeAt(0);

const LETTER = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
/** By character code: the six bits of a letter, or 255 for what is no letter. */
const BITS = new Uint8Array(128).fill(255);
for (const [bits, code] of LETTER.entries()) BITS[code] = bits;

/** Numbers as base64 of their little-endian float64 bytes, padded. Written here because core may use neither `btoa` nor `Buffer`. */
export function encodeFloat64(numbers: Float64Array): string {
  const bytes = new Uint8Array(numbers.length * 8);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < numbers.length; i += 1) view.setFloat64(i * 8, numbers[i] as number, true);
  const parts: string[] = [];
  // In blocks, so that no call gets more arguments than an engine takes; a multiple of three, so that blocks join without padding.
  for (let start = 0; start < bytes.length; start += 6144) {
    parts.push(String.fromCharCode(...encodeBlock(bytes.subarray(start, start + 6144))));
  }
  return parts.join("");
}

function encodeBlock(bytes: Uint8Array): Uint8Array {
  const letters = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const [a = 0, b = 0, c = 0] = [bytes[from], bytes[from + 1], bytes[from + 2]];
    letters[to] = LETTER[a >> 2] as number;
    letters[to + 1] = LETTER[((a & 3) << 4) | (b >> 4)] as number;
    if (from + 1 < bytes.length) letters[to + 2] = LETTER[((b & 15) << 2) | (c >> 6)] as number;
    if (from + 2 < bytes.length) letters[to + 3] = LETTER[c & 63] as number;
  }
  return letters;
}

/** The numbers that `encodeFloat64` wrote, or null where the text is no base64 of whole float64 numbers. */
export function decodeFloat64(text: string): Float64Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const size = (text.length / 4) * 3 - padding;
  if (size % 8 !== 0) return null;
  const bytes = new Uint8Array(size + padding);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const last = from + 4 === text.length;
    const a = bitsAt(text, from);
    const b = bitsAt(text, from + 1);
    const c = last && padding === 2 ? 0 : bitsAt(text, from + 2);
    const d = last && padding > 0 ? 0 : bitsAt(text, from + 3);
    if ((a | b | c | d) > 63) return null;
    bytes[to] = (a << 2) | (b >> 4);
    bytes[to + 1] = ((b & 15) << 4) | (c >> 2);
    bytes[to + 2] = ((c & 3) << 6) | d;
  }
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: size / 8 }, (_, i) => view.getFloat64(i * 8, true));
}

function bitsAt(text: string, at: number): number {
  return BITS[text.charCodeAt(at)] ?? 255;
}
