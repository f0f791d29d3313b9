import type { VideoFormat } from "./protocol";

/** The size of the frames of a file for pictures of this size: encoders of video take even sides only. */
export function frameSize(
  format: VideoFormat,
  width: number,
  height: number,
): { readonly width: number; readonly height: number } {
  if (format === "gif") return { width, height };
  return { width: width + (width % 2), height: height + (height % 2) };
}
