import { useEffect, useState } from "react";
import type { FrameSize } from "#core/film/draw-frame";
import { canEncode } from "../video/can-encode";
import type { ExportKind } from "./kinds";

const NONE: ReadonlyMap<ExportKind, string> = new Map();

const NO_MP4: ReadonlyMap<ExportKind, string> = new Map([
  ["mp4", "This browser cannot encode H.264 at this size. Make a WebM or a GIF here, or an MP4 in another browser."],
]);

/** What this browser cannot make of pictures of this size, and why. Until it is known, nothing is refused. */
export function useRefused({ width, height }: FrameSize): ReadonlyMap<ExportKind, string> {
  const [refused, setRefused] = useState(NONE);
  useEffect(() => {
    let over = false;
    void canEncode("mp4", { width, height }).then((can) => {
      if (!over) setRefused(can ? NONE : NO_MP4);
    });
    return () => {
      over = true;
    };
  }, [width, height]);
  return refused;
}
