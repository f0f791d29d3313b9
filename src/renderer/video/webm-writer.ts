import { BufferTarget, CanvasSource, getFirstEncodableVideoCodec, Output, Quality, WebMOutputFormat } from "mediabunny";

/** Writes a WebM video of what is on a canvas. */
export interface WebmWriter {
  /** Adds what is on the canvas now, to stay so many seconds. Resolves when there is room for more. */
  readonly add: (seconds: number) => Promise<void>;
  /** The whole file. */
  readonly finish: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** In the order in which they are tried: the first is the smallest that every browser of today plays. */
const CODECS = ["vp9", "vp8", "av1"] as const;
/** Small letters have to stay sharp. */
const QUALITY = new Quality("high");
/** Seconds from one frame that needs no other to the next: seeking starts from such a one. */
const KEY_FRAMES = 10;
/** How long the last sample is, in seconds. */
const TAIL = 0.04;

/** Begins a video of the canvas, whose sides must be even; null where this browser has no encoder for it. */
export async function createWebm(canvas: OffscreenCanvas): Promise<WebmWriter | null> {
  const { width, height } = canvas;
  const codec = await getFirstEncodableVideoCodec([...CODECS], { width, height, quality: QUALITY });
  if (codec === null) return null;
  const source = new CanvasSource(canvas, {
    codec,
    quality: QUALITY,
    keyFrameInterval: KEY_FRAMES,
    contentHint: "text",
  });
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  output.addVideoTrack(source);
  await output.start();
  let elapsed = 0;
  let last = 0;
  return {
    async add(seconds) {
      await source.add(elapsed, seconds);
      elapsed += seconds;
      last = seconds;
    },
    async finish() {
      // A player goes by where samples begin: without one near the end, it would leave the last picture too early.
      if (last > 2 * TAIL) await source.add(elapsed - TAIL, TAIL, { keyFrame: false });
      await output.finalize();
      if (!target.buffer) throw new Error("the video was finished, but is not there");
      return new Uint8Array(target.buffer);
    },
  };
}
