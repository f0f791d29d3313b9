import { shorten } from "#core/shorten";
import type { Watched } from "../worker/player-protocol";

/** Where a chapter begins, and what it is called. */
export interface Chapter {
  readonly frame: number;
  readonly seconds: number;
  readonly title: string;
}

/** How long a recording is, in seconds. */
export function durationOf({ times }: Pick<Watched, "times">): number {
  return times.at(-1) ?? 0;
}

/** The last frame that is reached by a moment, in seconds from the beginning. */
export function frameAtTime({ times }: Pick<Watched, "times">, seconds: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] as number) <= seconds) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place in a rising list of the first number above `frame`; its length where there is none. */
export function firstAfter(list: Int32Array, frame: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The next stop after a frame, or the last one before it; null where there is none. */
export function nextStop({ stops }: Pick<Watched, "stops">, frame: number, way: 1 | -1): number | null {
  const after = firstAfter(stops, frame);
  if (way > 0) return stops[after] ?? null;
  return stops[after - 1] === frame ? (stops[after - 2] ?? null) : (stops[after - 1] ?? null);
}

/** The first frame at which playing from `frame` to `to` must wait: a pause, or a question that is not in `answered`. */
export function haltBetween(
  { halts }: Pick<Watched, "halts">,
  frame: number,
  to: number,
  answered: ReadonlySet<number>,
): number | null {
  for (let at = firstAfter(halts, frame); at < halts.length; at += 1) {
    const halt = halts[at] as number;
    if (halt > to) return null;
    if (!answered.has(halt)) return halt;
  }
  return null;
}

const chapters = new WeakMap<Watched, readonly Chapter[]>();

/** The chapters, in order. A chapter is gone to where all that is told at its beginning has been told. */
export function chaptersOf(watched: Watched): readonly Chapter[] {
  const known = chapters.get(watched);
  if (known) return known;
  const { told, stops, times } = watched;
  const found = told.flatMap(({ frame, seconds, what }): readonly Chapter[] => {
    if (what.code !== "m") return [];
    const stop = stops[firstAfter(stops, frame - 1)];
    return [
      { frame: stop !== undefined && times[stop] === seconds ? stop : frame, seconds, title: shorten(what.title) },
    ];
  });
  chapters.set(watched, found);
  return found;
}

/** The chapter around a frame, from its beginning to that of the next, in seconds; all of the recording where it has none. */
export function chapterAround(watched: Watched, frame: number): { readonly from: number; readonly to: number } {
  const list = chaptersOf(watched);
  const from = list.findLast((chapter) => chapter.frame <= frame)?.seconds ?? 0;
  const to = list.find((chapter) => chapter.frame > frame && chapter.seconds > from)?.seconds;
  return { from, to: to ?? durationOf(watched) };
}

/** Minutes and seconds, as in "1:05". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
