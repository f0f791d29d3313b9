import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  Quality,
  type VideoCodec,
  WebMOutputFormat,
} from "mediabunny";
import type { VideoFormat } from "./protocol";

/** Writes a video of what is on a canvas. */
export interface VideoWriter {
  /** Adds what is on the canvas now, to stay so many seconds. Resolves when there is room for more. */
  readonly add: (seconds: number) => Promise<void>;
  /** The whole file. */
  readonly finish: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** A kind of file that an encoder of the browser's is needed for. */
export type EncodedFormat = Exclude<VideoFormat, "gif">;

/**
 * In the order in which they are tried. For WebM the first is the smallest that every browser of today plays; an MP4 is for what plays
 * nothing else, and that knows H.264 alone.
 */
const CODECS: Readonly<Record<EncodedFormat, readonly VideoCodec[]>> = { webm: ["vp9", "vp8", "av1"], mp4: ["avc"] };
/** Small letters have to stay sharp. */
const QUALITY = new Quality("high");
/** Seconds from one frame that needs no other to the next: seeking starts from such a one. */
const KEY_FRAMES = 10;
/** How long the last sample is, in seconds. */
const TAIL = 0.04;

/** What this browser would encode a video of this size with, whose sides must be even; null where it cannot. */
export async function codecFor(format: EncodedFormat, width: number, height: number): Promise<VideoCodec | null> {
  return getFirstEncodableVideoCodec([...CODECS[format]], { width, height, quality: QUALITY });
}

/** Begins a video of the canvas, whose sides must be even; null where this browser has no encoder for it. */
export async function createVideo(canvas: OffscreenCanvas, format: EncodedFormat): Promise<VideoWriter | null> {
  const codec = await codecFor(format, canvas.width, canvas.height);
  if (codec === null) return null;
  const source = new CanvasSource(canvas, {
    codec,
    quality: QUALITY,
    keyFrameInterval: KEY_FRAMES,
    contentHint: "text",
  });
  const target = new BufferTarget();
  // What tells of an MP4 stands before its pictures, so that it plays while it is still loading.
  const file = format === "webm" ? new WebMOutputFormat() : new Mp4OutputFormat({ fastStart: "in-memory" });
  const output = new Output({ format: file, target });
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
