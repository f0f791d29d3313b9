import type { Problem } from "#core/problem";
import { insertAside, moveEvent, removeAside, replaceAside } from "#core/recording/edit-aside";
import { cut, join, trim } from "#core/recording/edit-cut";
import { retime, retimeAll, shortenWaits } from "#core/recording/edit-time";
import type { Aside, Recording } from "#core/recording/event";
import { readRecording } from "#core/recording/read";

/** An edit of a recording. Frames are told by how many events have happened in them; `frame` is the first in which something is told. */
export type RecordingEdit =
  /** Only what happens from one moment to another stays, or just that goes; in seconds from the beginning. */
  | { readonly kind: "trim" | "cut"; readonly from: number; readonly to: number }
  /** What happens from one moment to another takes so many seconds. */
  | { readonly kind: "retime"; readonly from: number; readonly to: number; readonly seconds: number }
  /** Nothing waits longer than so many seconds for what comes next. */
  | { readonly kind: "waits"; readonly seconds: number }
  /** Everything takes `factor` times as long. */
  | { readonly kind: "pace"; readonly factor: number }
  /** Another recording, as its file has it, comes after the end of this one. */
  | { readonly kind: "join"; readonly text: string }
  /** `seconds` from the beginning; at the frame's own time where it is left out. */
  | { readonly kind: "tell"; readonly frame: number; readonly aside: Aside; readonly seconds?: number }
  | { readonly kind: "retell"; readonly frame: number; readonly aside: Aside }
  | { readonly kind: "untell"; readonly frame: number }
  | { readonly kind: "move"; readonly frame: number; readonly seconds: number }
  | { readonly kind: "title"; readonly title: string };

/** What comes of an edit. */
export interface EditedRecording {
  /** The same one where there was nothing to be done. */
  readonly recording: Recording;
  /** Why it could not be done. */
  readonly problems: readonly Problem[];
  /** The frame in which what was edited is to be seen; null where that is the one that was seen before. */
  readonly frame: number | null;
}

/** Edits a recording. */
export function editRecording(recording: Recording, edit: RecordingEdit): EditedRecording {
  const done = (next: Recording, frame: number | null = null) => ({ recording: next, problems: [], frame });
  switch (edit.kind) {
    case "trim": {
      const { from, to, before, after, end } = momentsOf(recording, edit);
      return done(trim(withWait(withWait(recording, from, after), end, before), from, to), 0);
    }
    case "cut": {
      const { from, to, waited, left } = momentsOf(recording, edit);
      return done(cut(withWait(recording, to, waited + left), from, to), from);
    }
    case "retime":
      return done(retime(recording, edit.from, edit.to, edit.seconds));
    case "waits":
      return done(shortenWaits(recording, edit.seconds));
    case "pace":
      return done(retimeAll(recording, edit.factor));
    case "join": {
      const read = readRecording(edit.text);
      if (!read.recording) return { recording, problems: read.problems, frame: null };
      return done(join(recording, read.recording), recording.events.length);
    }
    case "tell": {
      // The last frame is that of the end, before which it is told.
      const at = Math.min(edit.frame, recording.events.length - 1);
      const told = insertAside(recording, at, edit.aside);
      const { seconds } = edit;
      if (told === recording || seconds === undefined) return done(told, at + 1);
      const moved = moveEvent(told, at, seconds);
      return done(moved, placeOf(moved, told.events[at]?.what) ?? at + 1);
    }
    case "retell":
      return done(replaceAside(recording, edit.frame - 1, edit.aside), edit.frame);
    case "untell":
      return done(removeAside(recording, edit.frame - 1), Math.max(0, edit.frame - 1));
    case "move": {
      const moved = moveEvent(recording, edit.frame - 1, edit.seconds);
      return done(moved, placeOf(moved, recording.events[edit.frame - 1]?.what) ?? edit.frame);
    }
    case "title":
      return done({ ...recording, header: { ...recording.header, title: edit.title } });
  }
}

/** The frames between which a stretch lies, and the parts of waits that it begins and ends in. */
function momentsOf({ events }: Recording, stretch: { readonly from: number; readonly to: number }) {
  const times = [0];
  for (const { dt } of events) times.push((times.at(-1) as number) + dt);
  // The last line says nothing but that it is the last; what comes before it is all that there is.
  const isEnded = events.at(-1)?.what.code === "x";
  const end = isEnded ? events.length - 1 : events.length;
  const frameAt = (seconds: number) => {
    const at = times.findLastIndex((time) => time <= seconds + TOLERANCE);
    return Math.max(0, Math.min(end, at));
  };
  const [from, to] = [frameAt(stretch.from), frameAt(stretch.to)];
  const next = (frame: number) => times[frame + 1] ?? (times.at(-1) as number);
  return {
    ...{ from, to, end },
    /** Until the first event in the stretch. */
    after: Math.max(0, Math.min(next(from), stretch.to) - stretch.from),
    /** From its last event to its end. */
    before: Math.max(0, stretch.to - Math.max(times[to] as number, stretch.from)),
    /** From the last event before it, and until the next one after it. */
    waited: Math.max(0, stretch.from - (times[from] as number)),
    left: Math.max(0, next(to) - stretch.to),
  };
}

/** Times are written to milliseconds. */
const TOLERANCE = 5e-4;

/** The recording with another wait before the event at `index`. */
function withWait(recording: Recording, index: number, dt: number): Recording {
  const event = recording.events[index];
  if (!event || Math.abs(event.dt - dt) < TOLERANCE) return recording;
  return { ...recording, events: recording.events.with(index, { ...event, dt }) };
}

/** What an edit is called, as in "Undo trim the recording". */
export function nameOfEdit(edit: RecordingEdit): string {
  switch (edit.kind) {
    case "trim":
      return "trim the recording";
    case "cut":
      return "cut a stretch out";
    case "retime":
      return "set the length of a stretch";
    case "waits":
      return "shorten pauses";
    case "pace":
      return "change the pace";
    case "join":
      return "join a recording";
    case "title":
      return "rename the recording";
    case "tell":
      return `add a ${ASIDES[edit.aside.code]}`;
    case "retell":
      return `change a ${ASIDES[edit.aside.code]}`;
    case "untell":
      return "take something told away";
    case "move":
      return "move in time";
  }
}

const ASIDES: Readonly<Record<Aside["code"], string>> = {
  s: "view",
  c: "caption",
  m: "marker",
  p: "pause",
  q: "question",
};

/** The first frame in which this is told. */
function placeOf({ events }: Recording, what: object | undefined): number | null {
  const at = events.findIndex((event) => event.what === what);
  return at < 0 ? null : at + 1;
}

/** As many states of a recording as are kept to go back to. */
const MOST = 200;

interface State {
  readonly recording: Recording;
  /** The edit that led to it. */
  readonly name: string;
}

/** The states that a recording has been in. */
export interface RecordingHistory {
  readonly present: State;
  readonly past: readonly State[];
  readonly future: readonly State[];
}

/** A recording as it was opened. */
export function beginRecordingHistory(recording: Recording): RecordingHistory {
  return { present: { recording, name: "" }, past: [], future: [] };
}

/** Makes this the present state; what had been undone is gone. */
export function commitRecording(history: RecordingHistory, recording: Recording, name: string): RecordingHistory {
  if (recording === history.present.recording) return history;
  return { present: { recording, name }, past: [...history.past, history.present].slice(-MOST), future: [] };
}

/** The state before the present one; the same history where there is none. */
export function undoRecording({ present, past, future }: RecordingHistory): RecordingHistory {
  const before = past.at(-1);
  if (!before) return { present, past, future };
  return { present: before, past: past.slice(0, -1), future: [present, ...future] };
}

/** The state that was undone last; the same history where there is none. */
export function redoRecording({ present, past, future }: RecordingHistory): RecordingHistory {
  const [next, ...rest] = future;
  if (!next) return { present, past, future };
  return { present: next, past: [...past, present], future: rest };
}
