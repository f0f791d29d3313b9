import type { Tensor } from "#core/tensor/tensor";

/**
 * A running hash of 64 bits over what is added to it. It tells one content from another and finds damage; it is no seal against
 * a forger, whom only recomputing finds out. Two lanes of 32 bits, each h ← (h ⊕ word) · factor, mixed with each other at the end.
 */
export interface ContentHash {
  /** Adds a text, one UTF-16 unit at a time. */
  readonly addText: (text: string) => void;
  /** Adds a word of 32 bits. */
  readonly addWord: (word: number) => void;
  /** 16 hexadecimal digits for all that was added so far. */
  readonly digits: () => string;
}

const FIRST = 0x9e3779b1;
const SECOND = 0x5f356495;

/** A hash of nothing yet. */
export function contentHash(): ContentHash {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  return {
    addText(text) {
      let x = a;
      let y = b;
      for (let i = 0; i < text.length; i += 1) {
        const unit = text.charCodeAt(i);
        x = Math.imul(x ^ unit, FIRST);
        y = Math.imul(y ^ unit, SECOND);
      }
      a = x;
      b = y;
    },
    addWord(word) {
      // A product carries only upward; the turn brings the high half of a word, where exponents are, down again.
      a = turn(Math.imul(a ^ word, FIRST));
      b = turn(Math.imul(b ^ word, SECOND));
    },
    digits: () => hex(mix(a, b)) + hex(mix(b, a)),
  };
}

/** The hash of a tensor: its shape and, bit for bit, its entries in row-major order, low half first. */
export function hashTensor({ shape, data }: Tensor): string {
  const hash = contentHash();
  hash.addWord(shape.length);
  for (const length of shape) hash.addWord(length);
  const halves = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at < data.byteLength; at += 4) hash.addWord(halves.getInt32(at, true));
  return hash.digits();
}

function turn(word: number): number {
  return (word << 15) | (word >>> 17);
}

function mix(one: number, other: number): number {
  const mixed = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
