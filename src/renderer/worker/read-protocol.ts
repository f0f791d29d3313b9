import type { Document } from "#core/document/document";
import type { Problem } from "#core/problem";

/** A graph file as it was read. */
export interface ReadDocument {
  /** Null where it cannot be opened. */
  readonly document: Document | null;
  /** The first of what keeps it from being opened; there are `count`. */
  readonly problems: readonly Problem[];
  readonly count: number;
}

/** What reads files for the page, in a thread of its own. */
export interface ReaderThread {
  readonly read: (text: string) => ReadDocument;
}
