import { type Remote, transfer, wrap } from "comlink";
import type { Failed, VideoFormat, VideoThread } from "./protocol";
import { rasterise } from "./rasterise";

/** A picture of a video, and how many seconds it stays. */
export interface VideoFrame {
  /** A whole SVG file that says its own width and height; it is drawn sharp at the size of the video, whatever they are. */
  readonly svg: string;
  /** Above 0. */
  readonly seconds: number;
}

/** What a video shows. */
export interface VideoJob {
  /** In pixels. A WebM or MP4 video takes even sides: it is one pixel of background larger where they are odd. */
  readonly width: number;
  readonly height: number;
  /** A CSS colour behind every picture. */
  readonly background: string;
  /** Each draws its picture when it is called: one at a time, in order, and once. A thread of its own may do so. */
  readonly frames: readonly (() => VideoFrame | Promise<VideoFrame>)[];
}

export type { VideoFormat } from "./protocol";

/**
 * Makes a file of these pictures, one after the other. The page reads one picture after another, each in a few milliseconds,
 * and a thread of its own encodes them. `onProgress` says how many are encoded.
 * @throws whatever drawing a frame throws, and RangeError for a time that is not above 0.
 */
export async function encodeVideo(
  job: VideoJob,
  format: VideoFormat,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | "cancelled" | Failed> {
  if (signal.aborted) return "cancelled";
  if (job.frames.length === 0) return { failed: "There is no picture to make a video of." };
  const worker = new Worker(new URL("./video-thread.ts", import.meta.url), { type: "module", name: "video" });
  const over = new AbortController();
  const stopped = new Promise<"cancelled" | Failed>((resolve) => {
    const once = { once: true, signal: over.signal };
    signal.addEventListener("abort", () => resolve("cancelled"), once);
    worker.addEventListener("error", () => resolve({ failed: "The encoder stopped for an unknown reason." }), once);
  });
  try {
    return await Promise.race([stopped, encode(wrap<VideoThread>(worker), job, format, onProgress, signal)]);
  } finally {
    over.abort();
    worker.terminate();
  }
}

/** Encodes a picture while the page reads the next one. Waiting for the thread lets the page do other things in between. */
async function encode(
  thread: Remote<VideoThread>,
  { width, height, background, frames }: VideoJob,
  format: VideoFormat,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | "cancelled" | Failed> {
  let encoding = orFailed(thread.begin({ format, width, height, background }));
  for (const [at, draw] of frames.entries()) {
    const { svg, seconds } = await draw();
    if (!(seconds > 0 && seconds < Number.POSITIVE_INFINITY))
      throw new RangeError(`a picture stays ${seconds} seconds`);
    const picture = await rasterise(svg, width, height);
    if (!picture) return { failed: `Picture ${at + 1} of ${frames.length} cannot be drawn at this size.` };
    const failed = await encoding;
    if (failed) return failed;
    if (signal.aborted) return "cancelled";
    if (at > 0) onProgress(at, frames.length);
    encoding = orFailed(thread.add(transfer(picture, [picture]), seconds));
  }
  const failed = await encoding;
  if (failed) return failed;
  onProgress(frames.length, frames.length);
  return orFailed(thread.finish());
}

/** What the thread answers, or why it could not: an encoder may refuse a picture, or run out of memory. */
function orFailed<T>(answer: Promise<T>): Promise<T | Failed> {
  return answer.catch((error: unknown) => {
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
    return { failed: `The video could not be encoded: ${reason}.` };
  });
}
