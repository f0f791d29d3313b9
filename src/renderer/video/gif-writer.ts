import { GIFEncoder, quantize } from "gifenc";
import { delayParts, delayUntil } from "./gif-delay";
import { bitsOf, choosePalette, countColours, indexPixels, nearestPlaces, type Rgb } from "./gif-palette";

/** Writes an animated GIF that plays for ever. */
export interface GifWriter {
  /** Adds a picture that stays so many seconds: pixels in RGBA, rows from the top, all opaque. They must not change later. */
  readonly add: (pixels: Uint8ClampedArray<ArrayBuffer>, seconds: number) => void;
  /** The whole file. */
  readonly finish: () => Uint8Array<ArrayBuffer>;
}

interface Held {
  readonly index: Uint8Array;
  readonly palette: readonly Rgb[];
}

/** Index 0 of every palette shows what was there before. */
const UNCHANGED: Rgb = [0, 0, 0];
const MOST = 255;
const LEAVE = 1;

/**
 * Begins a GIF. Every frame has a palette of its own for what changed in it, and leaves the rest as it was: so each colour is
 * as near as it can be, what stands still never flickers, and a frame takes little more than what is new in it.
 */
export function createGif(width: number, height: number): GifWriter {
  const gif = GIFEncoder();
  const empty: Held = { index: new Uint8Array(width * height), palette: [UNCHANGED, UNCHANGED] };
  let before: Uint32Array | null = null;
  let held: Held | null = null;
  let elapsed = 0;
  let shown = 0;

  function write({ index, palette }: Held, delay: number) {
    gif.writeFrame(index, width, height, {
      palette,
      colorDepth: bitsOf(palette.length),
      delay: 10 * delay,
      transparent: true,
      transparentIndex: 0,
      dispose: LEAVE,
      repeat: 0,
    });
    shown += delay;
  }

  /** A frame is written when it goes: only then is it known how long it stayed. */
  function writeHeld() {
    if (!held) return;
    let frame = held;
    for (const delay of delayParts(delayUntil(elapsed, shown))) {
      write(frame, delay);
      frame = empty;
    }
    held = null;
  }

  return {
    add(bytes, seconds) {
      const pixels = new Uint32Array(bytes.buffer, bytes.byteOffset, width * height);
      const colours = countColours(pixels, before);
      if (colours.size > 0) {
        writeHeld();
        const palette = choosePalette(colours, MOST, quantize);
        const index = indexPixels(pixels, before, nearestPlaces(colours.keys(), palette));
        held = { index, palette: [UNCHANGED, ...palette] };
        before = pixels;
      }
      elapsed += seconds;
    },
    finish() {
      writeHeld();
      gif.finish();
      return gif.bytes();
    },
  };
}
