import { contentOf, isAside, isSound, wholeOf } from "./edit-whole";
import type { Anchor, Aside, Recording, RecordingEvent } from "./event";

/** Tells something once `index` events have happened, without changing when anything else does. */
export function insertAside(recording: Recording, index: number, aside: Aside): Recording {
  const content = contentOf(recording);
  const at = Math.max(0, Math.min(Math.trunc(index), content.length)) || 0;
  if (!isSound(aside)) return recording;
  return wholeOf(recording, content.toSpliced(at, 0, { dt: 0, what: aside }));
}

/** Tells something else in place of what the event at `index` tells. */
export function replaceAside(recording: Recording, index: number, aside: Aside): Recording {
  const event = asideAt(recording, index);
  if (!event || !isSound(aside)) return recording;
  return wholeOf(recording, contentOf(recording).with(index, { dt: event.dt, what: aside }));
}

/** Takes away what the event at `index` tells; everything else stays where it is in time. */
export function removeAside(recording: Recording, index: number): Recording {
  if (!asideAt(recording, index)) return recording;
  const { events } = recording;
  const { dt } = events[index] as RecordingEvent;
  const next = events[index + 1];
  const moved = next ? events.with(index + 1, { ...next, dt: next.dt + dt }) : events;
  const left = { ...recording, events: moved.toSpliced(index, 1) };
  return wholeOf(left, contentOf(left));
}

/** Tells what the event at `index` tells so many seconds after the beginning; everything else stays where it is in time. */
export function moveEvent(recording: Recording, index: number, seconds: number): Recording {
  const event = asideAt(recording, index);
  if (!event || !(seconds >= 0) || !Number.isFinite(seconds)) return recording;
  const left = removeAside(recording, index);
  const content = contentOf(left);
  let time = 0;
  let at = 0;
  for (; at < content.length; at += 1) {
    const { dt } = content[at] as RecordingEvent;
    if (time + dt > seconds) break;
    time += dt;
  }
  const next = left.events[at];
  const room = next?.what.code === "x" ? seconds - time : Math.min(seconds - time, next?.dt ?? 0);
  const later = next ? left.events.with(at, { ...next, dt: Math.max(0, next.dt - room) }) : left.events;
  const moved = { ...left, events: later.toSpliced(at, 0, { dt: room, what: event.what }) };
  return wholeOf(moved, contentOf(moved));
}

/** Gives the caption at `index` another text, and another anchor where one is given. */
export function setCaption(recording: Recording, index: number, text: string, anchor?: Anchor): Recording {
  const what = asideAt(recording, index)?.what;
  if (what?.code !== "c") return recording;
  const { node, edge } = anchor ?? what;
  const anchored = { ...(node === undefined ? {} : { node }), ...(edge === undefined ? {} : { edge }) };
  return replaceAside(recording, index, { code: "c", text, ...anchored });
}

/** Takes away the caption at `index`. The one before it then stays until the next. */
export function removeCaption(recording: Recording, index: number): Recording {
  return asideAt(recording, index)?.what.code === "c" ? removeAside(recording, index) : recording;
}

/** Gives the chapter that begins at `index` another title. */
export function setMarker(recording: Recording, index: number, title: string): Recording {
  const isMarker = asideAt(recording, index)?.what.code === "m";
  return isMarker ? replaceAside(recording, index, { code: "m", title }) : recording;
}

function asideAt({ events }: Recording, index: number): { readonly dt: number; readonly what: Aside } | null {
  const event = events[index];
  return event && isAside(event.what) ? { dt: event.dt, what: event.what } : null;
}
