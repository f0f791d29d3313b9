import { gzipSync } from "node:zlib";
import type { Dice } from "./dice";
import { numberTexts, pieces } from "./hostile";

const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/** A stretch of a text, at most so long. */
function stretch(text: string, dice: Dice, longest = 200): readonly [from: number, to: number] {
  const from = dice.below(text.length + 1);
  return [from, Math.min(text.length, from + dice.below(longest))];
}

/** Ways to hurt a text; each is given another of its kind as well, to take pieces from. */
export const textWounds = {
  truncate: (text, dice) => text.slice(0, dice.below(text.length)),
  beheaded: (text, dice) => text.slice(dice.below(text.length)),
  insert: (text, dice) => {
    const at = dice.below(text.length + 1);
    return text.slice(0, at) + dice.pick(pieces) + text.slice(at);
  },
  remove: (text, dice) => {
    const [from, to] = stretch(text, dice);
    return text.slice(0, from) + text.slice(to);
  },
  duplicate: (text, dice) => {
    const [from, to] = stretch(text, dice, 2000);
    return text.slice(0, to) + text.slice(from);
  },
  swap: (text, dice) => {
    const at = [0, 0, 0, 0].map(() => dice.below(text.length + 1)).sort((a, b) => a - b);
    const [a = 0, b = 0, c = 0, d = 0] = at;
    return text.slice(0, a) + text.slice(c, d) + text.slice(b, c) + text.slice(a, b) + text.slice(d);
  },
  graft: (text, dice, other) => {
    const [from, to] = stretch(other, dice, 2000);
    const at = dice.below(text.length + 1);
    return text.slice(0, at) + other.slice(from, to) + text.slice(at);
  },
  number: (text, dice) => {
    const found = [...text.matchAll(/-?\d+(\.\d+)?([eE][-+]?\d+)?/g)];
    if (found.length === 0) return text;
    const one = dice.pick(found);
    return text.slice(0, one.index) + dice.pick(numberTexts) + text.slice(one.index + one[0].length);
  },
  nest: (text, dice) => {
    const places = [...text.matchAll(/[:[,]\s*/g)];
    if (places.length === 0) return text;
    const one = dice.pick(places);
    const at = one.index + one[0].length;
    const depth = dice.pick([20, 99, 101, 5000, 200_000]);
    const [open, close] = dice.pick([
      ["[", "]"],
      ['{"a":', "}"],
    ] as const);
    const closed = dice.chance(0.7) ? `0${close.repeat(depth)},` : "";
    return text.slice(0, at) + open.repeat(depth) + closed + text.slice(at);
  },
  "line ends": (text, dice) => text.replaceAll("\n", dice.pick(["\r\n", "\r", "\n\n", "\u2028"])),
  "twice the whole": (text) => text + text,
} as const satisfies Readonly<Record<string, (text: string, dice: Dice, other: string) => string>>;

/** Ways to hurt bytes. */
export const byteWounds = {
  flip,
  "broken UTF-8": (bytes, dice) => {
    const hurt = bytes.slice();
    const odd = dice.pick([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80]]);
    hurt.set(odd.slice(0, hurt.length), dice.below(Math.max(1, hurt.length - odd.length)));
    return hurt;
  },
  "UTF-16": (bytes) => {
    const text = decode(bytes);
    return Uint8Array.from([0xff, 0xfe, ...Buffer.from(text.slice(0, 20_000), "utf16le")]);
  },
  "byte order mark": (bytes) => Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]),
  gzip: (bytes) => gzipSync(bytes),
  "broken gzip": (bytes, dice) => {
    const packed = new Uint8Array(gzipSync(bytes));
    return dice.chance(0.5) ? packed.slice(0, dice.below(packed.length)) : flip(packed, dice);
  },
} as const satisfies Readonly<Record<string, (bytes: Uint8Array, dice: Dice) => Uint8Array>>;

function flip(bytes: Uint8Array, dice: Dice): Uint8Array {
  const hurt = bytes.slice();
  for (let left = 1 + dice.below(4); left > 0 && hurt.length > 0; left -= 1) {
    const at = dice.below(hurt.length);
    hurt[at] = (hurt[at] ?? 0) ^ (1 << dice.below(8));
  }
  return hurt;
}
