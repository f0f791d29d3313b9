import { titleOfWork } from "../commands/titles";
import { draftStore, dropThrown } from "../kept/drafts";
import { type OpenWork, startKeeper } from "../kept/keep-drafts";
import { dropThrown as dropThrownRecordings } from "../kept/kept-recordings";
import { whenDrawn } from "../kept/when-drawn";
import { holdWindow } from "../kept/windows";
import { endOfSaves, lastWritten, subscribeSaves } from "./saves";
import { setStorageTrouble } from "./storage-trouble";
import { hasChanges } from "./work";
import { worksStore } from "./works";

const keeper = startKeeper({
  store: draftStore,
  works: openWorks,
  onTrouble(trouble) {
    setStorageTrouble("drafts", trouble);
    // It is tried again, and then there may be room.
    if (trouble === "full") void Promise.allSettled([dropThrown(), dropThrownRecordings()]);
  },
});

/** Works that were closed while they were being saved, as they were then: as long as no file holds them they are kept. */
const leaving = new Map<string, OpenWork>();
let lastOpen: readonly OpenWork[] = [];

function openWorks(): readonly OpenWork[] {
  const works = [...worksStore.getState().works.values()];
  const open: readonly OpenWork[] = works.flatMap((work) =>
    work.kind === "document"
      ? {
          id: work.id,
          title: titleOfWork(work),
          file: work.file?.name ?? null,
          document: work.history.present,
          dirty: hasChanges(work),
        }
      : [],
  );
  for (const work of lastOpen) if (work.dirty && endOfSaves(work.id)) leaving.set(work.id, work);
  for (const { id } of open) leaving.delete(id);
  for (const { id, document } of leaving.values()) if (lastWritten(id) === document) leaving.delete(id);
  lastOpen = open;
  return [...open, ...leaving.values()];
}

/**
 * Keeps drafts of what is open as it changes, and at once when the page is hidden, frozen or left. Returns what stops it.
 */
export function keepDrafts(): () => void {
  holdWindow();
  // Whether it can be is found out when there is something to keep.
  void draftStore.open().catch(() => undefined);
  const hide = () => document.visibilityState === "hidden" && keeper.keepNow();
  const stops = [
    worksStore.subscribe(keeper.note),
    subscribeSaves(keeper.note),
    on(document, "visibilitychange", hide),
    on(document, "freeze", keeper.leave),
    on(window, "pagehide", keeper.leave),
    on(window, "beforeunload", keeper.leave),
    keeper.stop,
  ];
  keeper.note();
  return () => {
    for (const stop of stops) stop();
  };
}

function on(target: EventTarget, event: string, listener: () => void): () => void {
  target.addEventListener(event, listener);
  return () => target.removeEventListener(event, listener);
}

/** Says that work was brought back from a draft, which is kept until it has gone well. */
export function keepInsteadOf(work: string, draft: string): void {
  keeper.broughtBack(work, draft);
  whenDrawn(() => keeper.settle(work));
}

/** Forgets this window's drafts for good, as its work was given up and the window goes. */
export const forgetOwnDrafts = (): Promise<void> => keeper.forget();
