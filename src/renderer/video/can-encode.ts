import { wrap } from "comlink";
import type { VideoFormat, VideoThread } from "./protocol";

/** Whether this browser has an encoder for a video of this size. Asked in a thread of its own, which is where it would encode. */
export async function canEncode(
  format: VideoFormat,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<boolean> {
  const worker = new Worker(new URL("./video-thread.ts", import.meta.url), { type: "module", name: "video" });
  const broken = new Promise<boolean>((resolve) => {
    worker.addEventListener("error", () => resolve(false), { once: true });
  });
  try {
    return await Promise.race([broken, wrap<VideoThread>(worker).can({ format, width, height })]);
  } catch {
    return false;
  } finally {
    worker.terminate();
  }
}
