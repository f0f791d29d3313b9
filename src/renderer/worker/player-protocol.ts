import type { Document } from "#core/document/document";
import type { Problem } from "#core/problem";
import type { Aside, Camera, Happening, Header, Question } from "#core/recording/event";
import type { Flaw } from "#core/recording/read";
import type { Mismatch } from "#core/recording/verify";
import type { Phase } from "#core/tape/score";
import type { RecordingEdit } from "./recording-edit";

/** Something told beside the steps, and when: `frame` is the first frame in which it is there. */
export interface Told {
  readonly frame: number;
  readonly seconds: number;
  readonly what: Aside;
}

/** Seconds of a recording during which the steps are of one phase. */
export interface Stretch {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}

/** A recording as the page knows it: all but its tensors. Arrays have one entry a frame, frame 0 being before the first event. */
export interface Watched {
  readonly header: Header;
  readonly times: Float64Array;
  readonly positions: Int32Array;
  readonly steps: Int32Array;
  /** The frames at which stepping rests. */
  readonly stops: Int32Array;
  /** The frames of pauses and questions, where playing stops of itself, rising. */
  readonly halts: Int32Array;
  readonly stretches: readonly Stretch[];
  readonly told: readonly Told[];
  /** Whether it says anywhere what is in view. */
  readonly hasCamera: boolean;
  readonly flaws: readonly Flaw[];
  /** How many changes there are to undo and to redo, and what they are called. */
  readonly undo: string | null;
  readonly redo: string | null;
}

/** What is to be seen in one frame. */
export interface WatchedFrame {
  readonly index: number;
  readonly code: Happening["code"] | null;
  /** What has happened to the graph last; null before anything has. */
  readonly deed: "step" | "update" | "edit" | null;
  /** Tells documents apart: frames of one number have the same one. */
  readonly version: number;
  /** The graph with its numbers; null where the page has it. */
  readonly document: Document | null;
  readonly position: number;
  readonly step: number;
  readonly caption: { readonly text: string; readonly node?: string; readonly edge?: string } | null;
  readonly question: Question | null;
  readonly selection: { readonly nodes: readonly string[]; readonly edges: readonly string[] } | null;
  readonly camera: Camera | null;
  readonly chapter: string | null;
  /** Why training is not followed any further from here, in a sentence; null where it is. */
  readonly stopped: string | null;
}

/** How far a proof has come: events looked at, of all; at the end whether a step differs. */
export interface Proof {
  readonly done: number;
  readonly of: number;
  readonly ended: boolean;
  readonly mismatch: Mismatch | null;
}

/** What came of an edit, of undoing one or of doing it again. */
export interface Changed {
  /** Null where nothing has changed. */
  readonly watched: Watched | null;
  /** Why it could not be done. */
  readonly problems: readonly Problem[];
  /** The frame in which what has changed is to be seen; null where that is the one that was seen before. */
  readonly frame: number | null;
}

/** What the thread that holds a recording does for the page. */
export interface PlayerThread {
  /** Reads a recording, and holds it. */
  readonly open: (text: string) => { readonly watched: Watched | null; readonly problems: readonly Problem[] };
  /** The nearest frame that there is. `has` is the version of the document that the page holds; null for none. */
  readonly frame: (index: number, has: number | null) => WatchedFrame;
  /** Recomputes some more of the recording, for no longer than a seek may wait; `begin` from its beginning. */
  readonly prove: (begin: boolean) => Proof;
  readonly edit: (edit: RecordingEdit) => Changed;
  readonly undo: () => Changed;
  readonly redo: () => Changed;
  /** The recording as a file has it. */
  readonly text: () => string;
}
