import { create } from "zustand";
import type { Content } from "./work";

/** Writes; `waited` says that another save of the work has ended just before. */
type Write = (waited: boolean) => Promise<boolean>;

/** The saves of one work: those under way, and the one that waits until they have ended. */
interface Saves {
  readonly under: ReadonlySet<Promise<boolean>>;
  readonly waiting: Waiting | null;
}

interface Waiting {
  readonly write: Write;
  readonly done: Promise<boolean>;
  readonly settle: (done: Promise<boolean>) => void;
}

const none: Saves = { under: new Set(), waiting: null };

/** By the ids of the works; a work that is not being saved is not in it. */
const store = create<ReadonlyMap<string, Saves>>()(() => new Map());

/** Whether anything is being saved, outside React. */
export const isSaving = (): boolean => store.getState().size > 0;

/** Hears whenever a save begins or ends. Returns what stops it. */
export const subscribeSaves = (listener: () => void): (() => void) => store.subscribe(listener);

/** Waits until a work is not being saved any more; null where it is not. */
export function endOfSaves(id: string): Promise<unknown> | null {
  const saves = store.getState().get(id);
  if (!saves) return null;
  return Promise.allSettled([...saves.under, ...(saves.waiting ? [saves.waiting.done] : [])]);
}

/**
 * Saves a work: `in turn`, once whatever saves it already has ended, or `at once`. Of several that wait only the last is done, as it
 * holds what the others do; each of them is done when that is.
 */
export function saveInTurn(id: string, when: "in turn" | "at once", write: Write): Promise<boolean> {
  const { under, waiting } = store.getState().get(id) ?? none;
  if (under.size === 0 || when === "at once") return start(id, write, false);
  if (waiting) {
    set(id, { under, waiting: { ...waiting, write } });
    return waiting.done;
  }
  let settle: Waiting["settle"] = () => {};
  const done = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  set(id, { under, waiting: { write, done, settle } });
  return done;
}

function start(id: string, write: Write, waited: boolean): Promise<boolean> {
  const { under, waiting } = store.getState().get(id) ?? none;
  const saving = write(waited);
  set(id, { under: new Set([...under, saving]), waiting });
  const end = () => {
    const saves = store.getState().get(id) ?? none;
    const left = new Set(saves.under);
    left.delete(saving);
    const next = left.size === 0 ? saves.waiting : null;
    set(id, { under: left, waiting: next ? null : saves.waiting });
    next?.settle(start(id, next.write, true));
  };
  saving.then(end, end);
  return saving;
}

function set(id: string, saves: Saves): void {
  const all = new Map(store.getState());
  if (saves.under.size === 0 && !saves.waiting) all.delete(id);
  else all.set(id, saves);
  store.setState(all, true);
}

let asked = 0;
/** By the ids of works: the last save that has ended, and what it wrote. */
const written = new Map<string, { readonly save: number; readonly content: Content }>();

/** A save's place among all that are asked for. */
export function nextSave(): number {
  asked += 1;
  return asked;
}

/**
 * Says what a save of a work has written. False where one that was asked for later has ended before: then this one says nothing any
 * more of what the work's file holds.
 */
export function noteWritten(id: string, save: number, content: Content): boolean {
  if (save < (written.get(id)?.save ?? 0)) return false;
  written.set(id, { save, content });
  return true;
}

/** What was last written of a work, though it be closed by now; null where nothing was. */
export function lastWritten(id: string): Content | null {
  return written.get(id)?.content ?? null;
}
