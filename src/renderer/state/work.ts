import type { Document } from "#core/document/document";
import { beginHistory, type History } from "#core/document/history";
import { type Analysis, analyse } from "#core/graph/analyse";
import type { Proof, Watched, WatchedFrame } from "../worker/player-protocol";

/** The file that a work came from or was saved to. */
export interface WorkFile {
  readonly name: string;
  /** The host's word for the file: what to give it to write there again; null where it can only be saved elsewhere. */
  readonly token: string | null;
}

/** What is selected on the canvas. */
export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

/** Nothing selected. */
export const emptySelection: Selection = { nodes: new Set(), edges: new Set() };

/** What every open work has: a graph that can be shown, with its history. */
interface Shown {
  /** Its own, and never another's, also after it was closed. */
  readonly id: string;
  readonly history: History;
  /** Of `history.present.graph`, always. */
  readonly analysis: Analysis;
  /** Another one whenever the graph changes, and of no other graph of any work: by it a run is told from the graph that it was made of. */
  readonly revision: number;
  readonly selection: Selection;
  /** Null for what was never in a file. */
  readonly file: WorkFile | null;
}

/** A document that is open. What is saved is `history.present`; all else is about it. */
export interface DocumentWork extends Shown {
  readonly kind: "document";
  /** The recording that leads through the lesson that it is, by its file; null where there is none. */
  readonly walk: string | null;
  /** The document as it was last saved or opened; differs from the present one while there are changes to save. */
  readonly saved: Document;
}

/** A stretch of a recording that is played again and again, in seconds from its beginning. */
export interface Loop {
  readonly from: number;
  readonly to: number;
}

/** A recording, and where a person is in it. */
export interface Playback {
  readonly watched: Watched;
  /** What is shown; it lags behind `wanted` until the thread has read the frame. */
  readonly frame: WatchedFrame;
  readonly wanted: number;
  /** Seconds from the beginning, where playing is. */
  readonly seconds: number;
  readonly playing: boolean;
  /** Whether playing has come to rest here by the recording's own wish, at a pause or a question. */
  readonly held: boolean;
  /** Times as fast as it was recorded. */
  readonly speed: number;
  readonly loop: Loop | null;
  /** Frames of questions that were answered or passed over since one last was before them. */
  readonly answered: ReadonlySet<number>;
  readonly proof: Proof | null;
  /** Whether the view goes where the recording's goes; not once the person has moved it. */
  readonly following: boolean;
}

/** A recording that is watched. Its graph is that of the present frame, and cannot be edited. */
export interface RecordingWork extends Shown {
  readonly kind: "recording";
  /** The document that waits while the recording is shown in its place. */
  readonly behind: string;
  /** Whether the start screen was shown before it, which is gone back to. */
  readonly fromStart: boolean;
  readonly playback: Playback;
  /** The recording as a file has it; null while none does. */
  readonly saved: Watched | null;
  /** By which name it is kept on this machine until a file holds it; null where it is not. */
  readonly kept: string | null;
}

/** Something that is open: a value, which a change makes another of the same id. */
export type Work = DocumentWork | RecordingWork;

/** What of a work a file holds. Two contents are the same where they are the same object. */
export type Content = Document | Watched;

/** What of a work is saved. */
export function contentOf(work: Work): Content {
  return work.kind === "document" ? work.history.present : work.playback.watched;
}

/** Whether a work has changes that no file holds. */
export function hasChanges(work: Work): boolean {
  return contentOf(work) !== work.saved;
}

let revisions = 0;

/** A revision that no graph has yet. */
export function newRevision(): number {
  revisions += 1;
  return revisions;
}

/** What a work that begins with this document has of its own; with the graph of `like` it has its revision too. */
export function shownOf(document: Document, file: WorkFile | null, like: Shown | null = null): Shown {
  const same = like?.history.present.graph === document.graph ? like : null;
  return {
    id: crypto.randomUUID(),
    history: beginHistory(document),
    analysis: same?.analysis ?? analyse(document.graph),
    revision: same?.revision ?? newRevision(),
    selection: emptySelection,
    file,
  };
}

/** The work with another history. As long as its graph is the same, nothing is computed again; what is selected stays so as far as it is there. */
export function withHistory<Kind extends Work>(work: Kind, history: History): Kind {
  const { graph } = history.present;
  if (graph === work.history.present.graph) return { ...work, history };
  return {
    ...work,
    history,
    analysis: analyse(graph),
    revision: newRevision(),
    selection: stillThere(work.selection, history.present),
  };
}

function stillThere({ nodes, edges }: Selection, { graph }: Document): Selection {
  const ids = (list: readonly { readonly id: string }[], chosen: ReadonlySet<string>) =>
    chosen.size === 0 ? chosen : new Set(list.filter(({ id }) => chosen.has(id)).map(({ id }) => id));
  return { nodes: ids(graph.nodes, nodes), edges: ids(graph.edges, edges) };
}
