import { ask } from "./database";
import { isDirty, type Session, session as sessionNow, subscribeSession, workOf } from "./session";
import { holdWindow, livingWindows, ownWindow } from "./windows";

/** Unsaved work, kept on this machine in case the window goes before it is saved. */
export interface Draft {
  readonly id: string;
  readonly title: string;
  /** The document as a file would hold it. */
  readonly text: string;
  /** When it was kept, in milliseconds since 1970. */
  readonly kept: number;
}

/** More than this many are never kept; the oldest go first. */
const MOST = 8;
/** How long the work must rest before it is kept, in milliseconds, and how many times as long as keeping it took the last time. */
const REST = 700;
const REST_RATIO = 10;

let forgotten = false;

/**
 * Keeps a draft of the work whenever it has rested for a moment with changes to save, and when the page is hidden; takes the
 * draft away once there are none. Returns what stops it.
 */
export function keepDrafts(write: () => { readonly title: string; readonly text: string }): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rest = REST;
  let kept: Session["history"]["present"] | null = null;
  let pending: Promise<void> = Promise.resolve();

  function keepNow() {
    clearTimeout(timer);
    timer = undefined;
    if (forgotten) return;
    const session = sessionNow();
    if (!isDirty(session)) {
      if (kept) pending = pending.then(() => dropDraft(ownWindow));
      kept = null;
      return;
    }
    const { present } = workOf(session).history;
    if (kept === present) return;
    kept = present;
    const began = performance.now();
    const draft: Draft = { id: ownWindow, kept: Date.now(), ...write() };
    rest = Math.max(REST, REST_RATIO * (performance.now() - began));
    pending = pending.then(() => put(draft));
  }
  function onHide() {
    if (document.visibilityState === "hidden") keepNow();
  }

  holdWindow();
  document.addEventListener("visibilitychange", onHide);
  const stop = subscribeSession((now, before) => {
    const [work, old] = [workOf(now), workOf(before)];
    if (work.history.present === old.history.present && work.saved === old.saved) return;
    clearTimeout(timer);
    if (isDirty(now)) timer = setTimeout(keepNow, rest);
    else keepNow();
  });
  return () => {
    stop();
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onHide);
  };
}

/** The drafts of windows that are gone, the latest first; none where the browser keeps nothing. */
export async function listDrafts(): Promise<readonly Draft[]> {
  const [drafts, alive] = await Promise.all([
    ask<Draft[]>("drafts", "readonly", (store) => store.getAll()).catch(() => []),
    livingWindows(),
  ]);
  const gone = drafts.filter(({ id }) => !alive.has(id)).sort((a, b) => b.kept - a.kept);
  for (const { id } of gone.slice(MOST)) void dropDraft(id);
  return gone.slice(0, MOST);
}

/** Forgets this window's own draft for good, as its work was given up and the window goes. */
export async function forgetOwnDraft(): Promise<void> {
  forgotten = true;
  await dropDraft(ownWindow);
}

/** Forgets a draft. */
export async function dropDraft(id: string): Promise<void> {
  await ask("drafts", "readwrite", (store) => store.delete(id)).catch(() => undefined);
}

// A browser may forbid or fill up storage; work that cannot be kept is no reason to disturb the one who does it.
async function put(draft: Draft): Promise<void> {
  await ask("drafts", "readwrite", (store) => store.put(draft)).catch(() => undefined);
}
