import { notify } from "./notices";
import { isShown, session } from "./session";

/** A field, or a dialog, in which something may be written that the document does not have yet. */
export interface Place {
  readonly element: () => HTMLElement | null;
  /** Whether something is written in it that has not been taken. */
  readonly isWritten: () => boolean;
  /** Whether it would be lost if the window went. */
  readonly isNew: () => boolean;
  /** Takes what is written. Why that cannot be, in words, or null. */
  readonly settle: () => string | null;
  /** Forgets what is written. */
  readonly giveUp: () => void;
  /**
   * `field`: settled before any command. `loose`: one that may be left half written and come back to, such as a caption; settled while
   * it has the keyboard, and before what is open goes. `dialog`: must be answered before anything else goes on.
   */
  readonly kind: "field" | "loose" | "dialog";
}

const places = new Set<Place>();
const listeners = new Set<() => void>();
/** What was taken and is being done still, such as an edit of a recording by its thread. */
const ending = new Set<Promise<unknown>>();

/** Knows of a field for as long as it is on the page. Returns what takes that back. */
export function registerPlace(place: Place): () => void {
  places.add(place);
  return () => {
    const was = place.isWritten();
    places.delete(place);
    if (was) saySettling();
  };
}

/** To be called by a field whenever something is written in it, taken or given up. */
export function saySettling(): void {
  for (const listener of listeners) listener();
}

/** Hears whenever something is written in a field, taken or given up. Returns what stops it. */
export function subscribeSettling(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether something is written in any field that would be lost if the window went. */
export const isAnythingNew = (): boolean => [...places].some((place) => place.isNew());

/** Whether something is written, and not taken yet, in this element or in a field within it. */
export function isWrittenIn(element: Element | null): boolean {
  return [...places].some(
    (place) => place.kind !== "dialog" && place.isWritten() && element?.contains(place.element()),
  );
}

/** Whether this is a field that has nothing written in it but what has been taken: there its keys of undoing are the app's. */
export function isSettledField(target: EventTarget | null): boolean {
  return [...places].some((place) => place.kind !== "dialog" && place.element() === target && !place.isWritten());
}

/**
 * Takes all that is written in fields: of loose ones only where the keyboard is, or of `all`. False where something cannot be taken, of
 * which the person has been told.
 */
export function settleFields(which: "at hand" | "all" = "at hand"): boolean {
  const written = [...places].filter((place) => place.isWritten());
  // What is written within a dialog is the dialog's.
  for (const place of written.toSorted((a, b) => Number(b.kind === "dialog") - Number(a.kind === "dialog"))) {
    if (place.kind === "loose" && which !== "all" && place.element() !== document.activeElement) continue;
    const fault = place.settle();
    if (fault !== null) {
      leadTo(place, fault);
      return false;
    }
  }
  return true;
}

/** Says why nothing goes on, and where. What can be seen nowhere can only be given up. */
function leadTo(place: Place, fault: string): void {
  const element = place.element();
  if (place.kind !== "dialog" && !element?.checkVisibility()) place.giveUp();
  else if (place.kind !== "dialog") requestAnimationFrame(() => element?.focus());
  const name =
    element?.getAttribute("aria-label") ?? (element instanceof HTMLInputElement && element.labels?.[0]?.textContent);
  notify(name ? `${name}: ${fault}` : fault, "problem");
}

/** Has whatever waits for fields to be settled wait for this too. */
export function settlesWith<T>(work: Promise<T>): Promise<T> {
  const end: Promise<unknown> = work.catch(() => undefined).finally(() => ending.delete(end));
  ending.add(end);
  return work;
}

/** Ends when all that was taken has been done; null where there is nothing to wait for. */
export function endOfSettling(): Promise<unknown> | null {
  return ending.size === 0 ? null : Promise.all(ending);
}

/** Does something as soon as all fields are settled; not where one cannot be, or where another work is on screen by then. */
export function whenSettled(act: () => void): void {
  if (!settleFields()) return;
  const { id } = session();
  const end = endOfSettling();
  if (end) void end.then(() => isShown(id) && act());
  else act();
}
