import type { Document, Layout } from "#core/document/document";
import type { ParamEdit } from "#core/graph/param-edits";
import type { Aside, Header } from "#core/recording/event";

/**
 * What turns one document into the next. A document that crosses to another thread is a copy of which nothing is known to be the
 * same; so where only numbers or places have changed, only those cross.
 */
export type DocumentChange =
  | { readonly document: Document }
  | { readonly params: readonly ParamEdit[]; readonly layout: Layout | null };

/** What a call has written: whole lines, with their line breaks. */
export interface Written {
  readonly lines: string;
  /** Steps and lines of the recording so far; the header counts as none. */
  readonly steps: number;
  readonly events: number;
  /** Whether there was no room for what came last, since no more is read again. */
  readonly isFull: boolean;
}

/** What the thread that writes a recording does for the page. Calls are answered in order; every `dt` is in seconds. */
export interface RecorderThread {
  /** The first call, and the only one that may be it. */
  readonly begin: (header: Header) => Written;
  readonly moveTo: (position: number, dt: number) => Written;
  readonly update: (rate: number, change: DocumentChange, dt: number) => Written;
  readonly edit: (change: DocumentChange, position: number, dt: number) => Written;
  readonly tell: (aside: Aside, dt: number) => Written;
  readonly end: (dt: number) => Written;
}
