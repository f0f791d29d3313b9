import type { Tensor } from "#core/tensor/tensor";

/*
 * Hashes of 64 bits, in two lanes of 32. They tell one content from another and find damage; they are no seal against a forger, whom
 * only recomputing finds out (docs/decisions/recording-hash.md).
 */

/** A running hash over texts: in each lane h ← h · factor + unit for every UTF-16 unit. How a text is cut into pieces makes no difference. */
export interface TextHash {
  readonly add: (text: string) => void;
  /** As `add`, in the same time however long the piece is. */
  readonly addPiece: (piece: Piece) => void;
  /** 16 hexadecimal digits for all that was added so far. */
  readonly digits: () => string;
}

/** A text that is added again and again: what adding it does to each lane, h ← h · scale + offset. */
export interface Piece {
  readonly scaleA: number;
  readonly offsetA: number;
  readonly scaleB: number;
  readonly offsetB: number;
}

const FACTOR_A = 0x9e3779b1;
const FACTOR_B = 0x5f356495;
const START_A = 0xdeadbeef | 0;
const START_B = 0x41c6ce57;

/** A hash of nothing yet. */
export function textHash(): TextHash {
  let a = START_A;
  let b = START_B;
  return {
    add(text) {
      let x = a;
      let y = b;
      for (let i = 0; i < text.length; i += 1) {
        const unit = text.charCodeAt(i);
        x = (Math.imul(x, FACTOR_A) + unit) | 0;
        y = (Math.imul(y, FACTOR_B) + unit) | 0;
      }
      a = x;
      b = y;
    },
    addPiece({ scaleA, offsetA, scaleB, offsetB }) {
      a = (Math.imul(a, scaleA) + offsetA) | 0;
      b = (Math.imul(b, scaleB) + offsetB) | 0;
    },
    digits: () => digitsOf({ a: mix(a, b), b: mix(b, a) }),
  };
}

/** A text made ready to be added many times. */
export function pieceOf(text: string): Piece {
  let [scaleA, offsetA, scaleB, offsetB] = [1, 0, 1, 0];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    scaleA = Math.imul(scaleA, FACTOR_A);
    offsetA = (Math.imul(offsetA, FACTOR_A) + unit) | 0;
    scaleB = Math.imul(scaleB, FACTOR_B);
    offsetB = (Math.imul(offsetB, FACTOR_B) + unit) | 0;
  }
  return { scaleA, offsetA, scaleB, offsetB };
}

/** The two lanes of a hash, mixed: whole numbers of 32 bits. */
export interface Lanes {
  readonly a: number;
  readonly b: number;
}

/**
 * The hash of a tensor: over its rank, its lengths and, bit for bit, its entries in row-major order, low half first. Each is a word of
 * 32 bits, and in each lane h ← turn((h ⊕ word) · factor), turned left by 15 bits: a product carries only upward, and signs and
 * exponents stand in the topmost bits.
 */
export function hashTensor({ shape, data }: Tensor): Lanes {
  let a = START_A;
  let b = START_B;
  a = turn(Math.imul(a ^ shape.length, FACTOR_A));
  b = turn(Math.imul(b ^ shape.length, FACTOR_B));
  for (const length of shape) {
    a = turn(Math.imul(a ^ length, FACTOR_A));
    b = turn(Math.imul(b ^ length, FACTOR_B));
  }
  for (let i = 0; i < data.length; i += 1) {
    number[0] = data[i] as number;
    const low = halves[LOW] as number;
    const high = halves[1 - LOW] as number;
    a = turn(Math.imul(turn(Math.imul(a ^ low, FACTOR_A)) ^ high, FACTOR_A));
    b = turn(Math.imul(turn(Math.imul(b ^ low, FACTOR_B)) ^ high, FACTOR_B));
  }
  return { a: mix(a, b), b: mix(b, a) };
}

/** 16 hexadecimal digits. */
export function digitsOf({ a, b }: Lanes): string {
  return hex(a) + hex(b);
}

const number = new Float64Array(1);
const halves = new Int32Array(number.buffer);
// The half in which 1 has nothing is the low one, whatever the machine's order of bytes.
number[0] = 1;
const LOW = halves[0] === 0 ? 0 : 1;

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
