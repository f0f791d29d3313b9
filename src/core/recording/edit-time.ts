import { contentOf, wholeOf } from "./edit-whole";
import type { Recording } from "./event";

/**
 * Has the events from index `from` up to but not with `to` take so many seconds altogether, each its share of it; events that took no
 * time share it evenly.
 */
export function retime(recording: Recording, from: number, to: number, seconds: number): Recording {
  const content = contentOf(recording);
  const [first, last] = [Math.max(0, from), Math.min(to, content.length)];
  if (!(first < last) || !(seconds >= 0) || !Number.isFinite(seconds)) return recording;
  let before = 0;
  for (let at = first; at < last; at += 1) before += content[at]?.dt ?? 0;
  const events = content.map((event, at) => {
    if (at < first || at >= last) return event;
    return { ...event, dt: before > 0 ? event.dt * (seconds / before) : seconds / (last - first) };
  });
  return wholeOf(recording, events);
}

/** Has everything take `factor` times as long. */
export function retimeAll(recording: Recording, factor: number): Recording {
  if (!(factor >= 0) || !Number.isFinite(factor)) return recording;
  return { ...recording, events: recording.events.map((event) => ({ ...event, dt: event.dt * factor })) };
}
