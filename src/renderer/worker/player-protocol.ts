import type { Document } from "#core/document/document";
import type { Problem } from "#core/problem";
import type { Aside, Camera, Happening, Header, Question } from "#core/recording/event";
import type { Flaw } from "#core/recording/read";
import type { Mismatch } from "#core/recording/verify";

/** Something told beside the steps, and when: `frame` is the first frame in which it is there. */
export interface Told {
  readonly frame: number;
  readonly seconds: number;
  readonly what: Aside;
}

/** A recording as the page knows it: all but its tensors. Arrays have one entry a frame, frame 0 being before the first event. */
export interface Watched {
  readonly header: Header;
  readonly times: Float64Array;
  readonly positions: Int32Array;
  readonly steps: Int32Array;
  /** The frames at which stepping rests. */
  readonly stops: Int32Array;
  readonly told: readonly Told[];
  readonly flaws: readonly Flaw[];
  /** How many changes there are to undo and to redo, and what they are called. */
  readonly undo: string | null;
  readonly redo: string | null;
}

/** What is to be seen in one frame. */
export interface WatchedFrame {
  readonly index: number;
  readonly code: Happening["code"] | null;
  /** The graph with its numbers; null where it is the one of the frame that was asked for before this one. */
  readonly document: Document | null;
  readonly position: number;
  readonly step: number;
  readonly caption: { readonly text: string; readonly node?: string; readonly edge?: string } | null;
  readonly question: Question | null;
  readonly selection: { readonly nodes: readonly string[]; readonly edges: readonly string[] } | null;
  readonly camera: Camera | null;
  readonly chapter: string | null;
}

/** How far a proof has come: events looked at, of all; at the end whether a step differs. */
export interface Proof {
  readonly done: number;
  readonly of: number;
  readonly ended: boolean;
  readonly mismatch: Mismatch | null;
}

/** What the thread that holds a recording does for the page. */
export interface PlayerThread {
  /** Reads a recording, and holds it; what cannot be opened leaves the one that is held. */
  readonly open: (text: string) => { readonly watched: Watched | null; readonly problems: readonly Problem[] };
  readonly frame: (index: number) => WatchedFrame;
  /** Recomputes some more of the recording, for about as long as the page waits for an answer. The first call begins. */
  readonly prove: (begin: boolean) => Proof;
  /** The recording as a file has it. */
  readonly text: () => string;
}
