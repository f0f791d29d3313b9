import type { Happening, Recording, RecordingEvent } from "#core/recording/event";
import type { Player } from "#core/recording/player";

/** When a recording shows what, and where stepping stops. Frames are told by their index. */
export interface Schedule {
  /** Seconds from the beginning, by frame; never falling. */
  readonly times: Float64Array;
  readonly duration: number;
  /** The frames that a person steps through, rising; at least one. */
  readonly stops: readonly number[];
  /** The frames at which playing stops of itself: questions and pauses. */
  readonly halts: readonly number[];
  readonly chapters: readonly Chapter[];
}

/** A marker of a recording. */
export interface Chapter {
  readonly title: string;
  readonly frame: number;
}

/** Seconds in which steps that were recorded without a time, such as those of training, are all played. */
const WITHOUT_TIMES = 60;

/** Reads the schedule of a recording. Nothing is computed. */
export function scheduleOf({ recording, track }: Player): Schedule {
  const { events } = recording;
  const times = timesOf(recording);
  const stops: number[] = [];
  const halts: number[] = [];
  const chapters: Chapter[] = [];
  // What is told after a step belongs to it, as far as nothing told before is replaced. A question stands alone in its frame.
  let asked = false;
  let captioned = false;
  for (const [at, { what }] of events.entries()) {
    const frame = at + 1;
    if (what.code === "q" || what.code === "p") halts.push(frame);
    if (beginsStop(recording, track.positions, at) || (what.code === "c" && captioned)) {
      if (!asked || captioned) stops.push(frame - 1);
      captioned = false;
      asked = what.code === "q";
      if (asked) stops.push(frame);
    }
    if (what.code === "c" && what.text !== "") captioned = true;
    if (what.code === "m") chapters.push({ title: what.title, frame });
  }
  if (!asked || captioned) stops.push(events.length);
  return { times, duration: times.at(-1) ?? 0, stops, halts, chapters: chapters.map(atItsStop(stops)) };
}

/** Steps without a time get one each, of a second at most, so that they can be seen. */
function timesOf({ events }: Recording): Float64Array {
  const isTimeless = ({ dt, what }: RecordingEvent) => dt === 0 && "step" in what;
  const each = Math.min(1, WITHOUT_TIMES / events.filter(isTimeless).length);
  const times = new Float64Array(events.length + 1);
  for (const [at, event] of events.entries()) {
    times[at + 1] = (times[at] as number) + (isTimeless(event) ? each : event.dt);
  }
  return times;
}

/** A chapter begins with all that is told there. */
function atItsStop(stops: readonly number[]): (chapter: Chapter) => Chapter {
  return ({ title, frame }) => ({ title, frame: stops[firstFrom(stops, frame)] ?? frame });
}

function beginsStop({ events }: Recording, positions: Int32Array, at: number): boolean {
  const what = events[at]?.what as Happening;
  switch (what.code) {
    case "f":
    case "g":
    case "b":
    case "u":
    case "e":
    case "q":
    case "p":
      return true;
    case "k":
      // A new pass begins with the update before it.
      return positions[at] !== positions[at + 1] && events[at - 1]?.what.code !== "u";
    default:
      return false;
  }
}

/** The last frame that is there after so many seconds. */
export function frameAtTime(times: Float64Array, seconds: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] as number) <= seconds) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place in a rising list of the first number that is not below `least`; the list's length where there is none. */
export function firstFrom(list: readonly number[], least: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
