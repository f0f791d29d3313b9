const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAD = "=".charCodeAt(0);
const CODES = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));

/** For each character code below 128 the six bits that it stands for, or `NO_DIGIT`. */
const NO_DIGIT = 255;
const DIGITS = new Uint8Array(128).fill(NO_DIGIT);
for (const [digit, code] of CODES.entries()) DIGITS[code] = digit;

/** Characters that are made to a string at a time: a call takes only so many arguments. */
const PIECE = 8192;

/** Length of the base64 text of this many bytes, with its padding. */
export function base64Length(bytes: number): number {
  return 4 * Math.ceil(bytes / 3);
}

/** The base64 text of bytes (RFC 4648 §4, with padding). Core may use neither `btoa` nor `Buffer`. */
export function encodeBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(base64Length(bytes.length));
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    // Bytes past the end count as 0.
    const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    codes[at] = CODES[group >>> 18] as number;
    codes[at + 1] = CODES[(group >>> 12) & 63] as number;
    codes[at + 2] = CODES[(group >>> 6) & 63] as number;
    codes[at + 3] = CODES[group & 63] as number;
    at += 4;
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  codes.fill(PAD, codes.length - padding);
  const pieces: string[] = [];
  for (let i = 0; i < codes.length; i += PIECE) {
    // Not by spreading, which is five times slower for a typed array.
    pieces.push(Reflect.apply(String.fromCharCode, null, codes.subarray(i, i + PIECE)));
  }
  return pieces.join("");
}

/**
 * The bytes that a base64 text stands for, or where the text is not base64: the index of the first character that is none of the 64
 * and no padding at the end. The text's length must be `base64Length(size)`.
 */
export function decodeBase64(text: string, size: number): { bytes: Uint8Array } | { wrongAt: number } {
  // Whole groups are written first and cut to size after, so that the last group needs no case of its own.
  const bytes = new Uint8Array((text.length / 4) * 3);
  const padding = bytes.length - size;
  const digits = text.length - padding;
  let at = 0;
  for (let i = 0; i < text.length; i += 4) {
    let group = 0;
    for (let j = i; j < i + 4; j += 1) {
      const code = text.charCodeAt(j);
      const digit = j < digits ? (DIGITS[code] ?? NO_DIGIT) : code === PAD ? 0 : NO_DIGIT;
      if (digit === NO_DIGIT) return { wrongAt: j };
      group = (group << 6) | digit;
    }
    bytes[at] = group >>> 16;
    bytes[at + 1] = group >>> 8;
    bytes[at + 2] = group;
    at += 3;
  }
  return { bytes: bytes.subarray(0, size) };
}
