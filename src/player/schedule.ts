import type { Recording, RecordingEvent } from "#core/recording/event";
import { stopsOf } from "#core/recording/stops";

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
export function scheduleOf(recording: Recording): Schedule {
  const { events } = recording;
  const times = timesOf(recording);
  const halts: number[] = [];
  const marks: Chapter[] = [];
  for (const [at, { what }] of events.entries()) {
    if (what.code === "q" || what.code === "p") halts.push(at + 1);
    if (what.code === "m") marks.push({ title: what.title, frame: at + 1 });
  }
  const stops = [...new Set([...stopsOf(recording), ...halts])].sort((a, b) => a - b);
  // A chapter begins with all that is told there.
  const chapters = marks.map(({ title, frame }) => ({ title, frame: stops[firstFrom(stops, frame)] ?? frame }));
  return { times, duration: times.at(-1) ?? 0, stops, halts, chapters };
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
