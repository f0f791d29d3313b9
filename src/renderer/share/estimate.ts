import type { FrameSize } from "#core/film/draw-frame";
import type { ExportKind } from "./kinds";
import type { FilmFacts } from "./share-protocol";

/** Bytes for each million pixels, measured on the lessons: of the first picture, and of each that follows. */
const RATES = {
  webm: { first: 55_000, next: 38_000 },
  mp4: { first: 55_000, next: 18_000 },
  gif: { first: 60_000, next: 19_000 },
};
/** Bytes of a picture of a step as SVG, packed, and of the faces that it is set in. */
const PICTURE = 6_000;
const FACES = 130_000;
/** Bytes of a page without its recording. */
const PAGE = 718_000;

/** About how many bytes a file will have; null where that is not told beforehand. */
export function estimateBytes(kind: ExportKind, facts: FilmFacts, size: FrameSize, fonts: boolean): number | null {
  const pictures = facts.names.length;
  switch (kind) {
    case "webm":
    case "mp4":
    case "gif": {
      const { first, next } = RATES[kind];
      return ((size.width * size.height) / 1e6) * (first + (pictures - 1) * next);
    }
    case "pictures":
      return pictures * (PICTURE + (fonts ? FACES : 0));
    case "html":
      return PAGE + facts.characters;
    default:
      return null;
  }
}

/** A number of bytes in words: `340 kB`, `1.2 MB`. */
export function sayBytes(bytes: number): string {
  if (bytes < 999_500) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 9.95e6 ? 1 : 0)} MB`;
}

/** A time in words: `48 s`, `2 min 5 s`. */
export function sayLength(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
