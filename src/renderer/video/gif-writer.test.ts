import { expect, test } from "vitest";
import { createGif } from "./gif-writer";

const [WIDTH, HEIGHT] = [32, 32];

function flat(...colour: readonly [number, number, number]): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let at = 0; at < bytes.length; at += 4) bytes.set([...colour, 255], at);
  return bytes;
}

interface Frame {
  readonly delay: number;
  readonly dispose: number;
  readonly transparent: number | null;
  /** The first colours of the frame's own palette, as bytes. */
  readonly palette: readonly number[];
}

/** The frames of a GIF, by the blocks of its format (GIF89a, sections 20 to 26). */
function framesOf(gif: Uint8Array): readonly Frame[] {
  const frames: Frame[] = [];
  const table = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let colours = [...gif.subarray(13, 22)];
  let at = 13 + table(gif[10] ?? 0);
  let control = gif.subarray(0, 0);
  for (;;) {
    const block = gif[at];
    if (block === 0x3b) return frames;
    if (block === 0x21) {
      if (gif[at + 1] === 0xf9) control = gif.subarray(at + 3, at + 7);
      at += 2;
    } else if (block === 0x2c) {
      const size = table(gif[at + 9] ?? 0);
      if (size > 0) colours = [...gif.subarray(at + 10, at + 10 + Math.min(size, 9))];
      at += 11 + size;
      const [flags = 0, low = 0, high = 0, index = 0] = control;
      const transparent = flags & 1 ? index : null;
      frames.push({ delay: low + 256 * high, dispose: (flags >> 2) & 7, transparent, palette: colours });
    } else {
      throw new Error(`no block begins with ${block}, at ${at}`);
    }
    while (gif[at] !== 0) at += 1 + (gif[at] ?? 0);
    at += 1;
  }
}

test("a frame leaves what was there, and brings the colours of what is new", () => {
  const gif = createGif(WIDTH, HEIGHT);
  const second = flat(10, 20, 30);
  second.set([200, 100, 50, 255], 400);
  gif.add(flat(10, 20, 30), 1);
  gif.add(second, 0.5);
  const frames = framesOf(gif.finish());
  expect(frames).toMatchObject([
    { delay: 100, dispose: 1, transparent: 0 },
    { delay: 50, dispose: 1, transparent: 0 },
  ]);
  expect(frames[0]?.palette.slice(3, 6)).toEqual([10, 20, 30]);
  expect(frames[1]?.palette.slice(3, 6)).toEqual([200, 100, 50]);
});

test("pictures that show the same become one frame, and their times add up without drift", () => {
  const gif = createGif(WIDTH, HEIGHT);
  for (let step = 0; step < 30; step += 1) gif.add(flat(step - (step % 3), 0, 0), 0.3349);
  const frames = framesOf(gif.finish());
  expect(frames).toHaveLength(10);
  expect(frames.reduce((sum, { delay }) => sum + delay, 0)).toBe(1005);
});

test("a frame that stays longer than the format can say is followed by empty ones", () => {
  const gif = createGif(WIDTH, HEIGHT);
  gif.add(flat(1, 2, 3), 1500);
  expect(framesOf(gif.finish()).map(({ delay }) => delay)).toEqual([65_535, 65_535, 18_930]);
});

test("a picture of more colours than a GIF has keeps its flat ones", () => {
  const gif = createGif(WIDTH, HEIGHT);
  const many = flat(250, 251, 252);
  for (let at = 0; at < many.length / 2; at += 4) many.set([(at * 7) % 251, (at * 13) % 241, (at * 29) % 239, 255], at);
  gif.add(many, 1);
  gif.add(flat(250, 251, 252), 1);
  const frames = framesOf(gif.finish());
  expect(frames).toHaveLength(2);
  expect(frames[0]?.palette.slice(3, 6)).toEqual([250, 251, 252]);
});

test("the same pictures give the same bytes", () => {
  const [one, other] = [0, 1].map(() => {
    const gif = createGif(WIDTH, HEIGHT);
    gif.add(flat(1, 2, 3), 1);
    gif.add(flat(3, 2, 1), 1);
    return gif.finish();
  });
  expect(one).toEqual(other);
});
