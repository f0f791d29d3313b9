import type { DocumentChange } from "./document-change";

/** What the thread that writes the text of large documents does for the page. Calls are answered in order. */
export interface DraftThread {
  /** The text of the document that a change leads to from that of the call before. A Blob crosses back as a mere handle. */
  readonly text: (change: DocumentChange) => Blob;
}
