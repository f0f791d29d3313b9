import { within } from "./within";

/** The name of this window among those of the app that are open. */
export const ownWindow = `gradwire-window-${crypto.randomUUID()}`;

/** How long the browser may take to tell which windows live, in milliseconds. */
const PATIENCE = 1000;

/** Holds a lock of this window's name for as long as the window lives, so that no other window offers its work. */
export function holdWindow(): void {
  navigator.locks?.request(ownWindow, () => new Promise(() => {})).catch(ignore);
}

/**
 * The names of all windows that live, this one among them. Where the browser does not tell, it is this one alone: work that is
 * offered although its window lives is better than work that is not offered.
 */
export async function livingWindows(): Promise<ReadonlySet<string>> {
  const asked = navigator.locks?.query().catch(ignore);
  const locks = asked && (await within(PATIENCE, asked, undefined));
  return new Set([ownWindow, ...(locks?.held ?? []).flatMap(({ name }) => name ?? [])]);
}

/** Calls `onGone` whenever one of these windows goes. Returns what ceases to wait. */
export function watchWindows(names: Iterable<string>, onGone: () => void): () => void {
  const leaving = new AbortController();
  for (const name of names) {
    // Shared, so that several windows that wait for one do not wait for each other.
    navigator.locks
      ?.request(name, { mode: "shared", signal: leaving.signal }, () => {
        queueMicrotask(() => !leaving.signal.aborted && onGone());
      })
      .catch(ignore);
  }
  return () => leaving.abort();
}

function ignore(): undefined {}
