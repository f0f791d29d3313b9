import type { Position } from "#core/document/document";
import { type Live, live } from "./live-store";

/** Words beside the pointer: why something could not be done. `at` is a point of the screen. */
export interface Bubble {
  readonly at: Position;
  readonly text: string;
}

/** The words beside the pointer now. */
export const bubble: Live<Bubble | null> = live<Bubble | null>(null);

/** What a screen reader is to say next. */
export const spoken: Live<string> = live("");

/** Has a screen reader say this. */
export function say(text: string): void {
  // The same words again are a change only if they differ.
  spoken.set(spoken.get() === text ? `${text}\u00a0` : text);
}

const SHOWN_MS = 5000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says why something could not be done: beside the pointer, and to a screen reader. */
export function explain(text: string, at: Position): void {
  clearTimeout(timer);
  bubble.set({ at, text });
  say(text);
  timer = setTimeout(() => bubble.set(null), SHOWN_MS);
}

/** Takes the words away. */
export function hush(): void {
  clearTimeout(timer);
  bubble.set(null);
}
