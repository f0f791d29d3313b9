/** The part of gifenc 1.0.3 that is used here; it comes without types. */
declare module "gifenc" {
  type Rgb = readonly [red: number, green: number, blue: number];

  interface GifFrameOptions {
    /** The first frame's is the palette of the whole file, any other the frame's own. */
    readonly palette: readonly Rgb[];
    /** Bits of an index: 1 to 8. */
    readonly colorDepth: number;
    /** How long the frame stays, in milliseconds; the file holds hundredths of a second. */
    readonly delay: number;
    /** Whether `transparentIndex` shows what was there before. */
    readonly transparent: boolean;
    readonly transparentIndex: number;
    /** What happens to the frame when its time is over: 1 leaves it. */
    readonly dispose: number;
    /** 0 plays for ever; counted in the first frame alone. */
    readonly repeat: number;
  }

  interface GifStream {
    readonly writeFrame: (index: Uint8Array, width: number, height: number, options: GifFrameOptions) => void;
    readonly finish: () => void;
    /** A copy of what was written. */
    readonly bytes: () => Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): GifStream;

  /** At most `most` colours that come close to those of `rgba`, which must have a buffer of its own. */
  export function quantize(rgba: Uint8Array, most: number): [red: number, green: number, blue: number][];
}
