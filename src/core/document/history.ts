import type { Document } from "./document";

/** How far back undo reaches. Documents share what did not change, so a snapshot costs little. */
const LONGEST = 500;

/** A document with the states before and after it. */
export interface History {
  readonly past: readonly Snapshot[];
  readonly present: Document;
  readonly future: readonly Snapshot[];
  /** The gesture that made the present; further changes of the same gesture join it. */
  readonly gesture: string | null;
}

/** A state that undo or redo brings back, and in words the step that it lies before (undo) or after (redo): "move 3 nodes". */
export interface Snapshot {
  readonly document: Document;
  readonly name: string;
}

/** A history that begins here. */
export function beginHistory(document: Document): History {
  return { past: [], present: document, future: [], gesture: null };
}

/**
 * The history once `next` is the present. One gesture (a drag, a scrub, a run of arrow keys) gives its changes the same
 * `gesture` and so makes one entry. A change that changes nothing makes none.
 */
export function commit(history: History, next: Document, name: string, gesture: string | null = null): History {
  const { past, present } = history;
  if (next === present) return history;
  if (gesture !== null && gesture === history.gesture && past.length > 0) {
    return { past, present: next, future: [], gesture };
  }
  return { past: [...past.slice(1 - LONGEST), { document: present, name }], present: next, future: [], gesture };
}

/** One entry back; the same history where there is nothing to undo. */
export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last.document,
    future: [{ document: history.present, name: last.name }, ...history.future],
    gesture: null,
  };
}

/** One entry forward again; the same history where there is nothing to redo. */
export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (!next) return history;
  return {
    past: [...history.past, { document: history.present, name: next.name }],
    present: next.document,
    future,
    gesture: null,
  };
}
