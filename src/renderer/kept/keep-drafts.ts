import type { Document } from "#core/document/document";
import { serialiseDocument } from "#core/document/serialise";
import type { Draft, DraftStore } from "./draft-store";
import { isLarge, startLargeTexts } from "./large-text";
import { type Trouble, troubleOf } from "./trouble";
import { type KeepingTimes, whenToKeep } from "./when-to-keep";
import { ownWindow } from "./windows";
import { within } from "./within";

/** Work that a person has open, as far as keeping it is concerned. */
export interface OpenWork {
  readonly id: string;
  readonly title: string;
  /** The name of its file; null where it has none. */
  readonly file: string | null;
  readonly document: Document;
  /** Whether it has changes that no file holds. */
  readonly dirty: boolean;
}

/** What keeping drafts needs to know, and whom it tells. */
export interface KeeperOptions {
  readonly store: DraftStore;
  /** All work that is open now. What is not among it any more has been given up. */
  readonly works: () => readonly OpenWork[];
  /** Is told why something cannot be kept, and null once all is kept again or there is nothing to keep. */
  readonly onTrouble: (trouble: Trouble | null) => void;
}

/** Keeps drafts of this window's work. */
export interface Keeper {
  /** Looks whether there is something new to keep, which is kept when its time has come. */
  readonly note: () => void;
  /** Keeps at once what has changed. */
  readonly keepNow: () => void;
  /** Has asked for all that is to be kept when it returns: the page may go then. */
  readonly leave: () => void;
  /** Says that work was brought back from a draft, which goes once the work has one of its own. */
  readonly broughtBack: (work: string, draft: string) => void;
  /** Says that bringing work back has gone well; until then its draft tells of the attempt. */
  readonly settle: (work: string) => void;
  /** Forgets all that is kept, for good, as it was given up and the window goes. */
  readonly forget: () => Promise<void>;
  readonly stop: () => void;
}

/** What there is of one work's draft. */
interface Held extends KeepingTimes {
  /** The document that is kept or being kept; null while none is. */
  readonly kept: Document | null;
  /** The document that the store was last asked to keep; null where that is none, or it failed. */
  readonly asked: Document | null;
  /** Whether the store may hold a draft, be it an older one. */
  readonly there: boolean;
  /** Which turn of keeping it is under way; null while none is. */
  readonly turn: number | null;
  /** The draft that the work was brought back from, while that one is still there. */
  readonly from: string | null;
  /** When the work began to be brought back; null once that has gone well. */
  readonly attempt: number | null;
  readonly trouble: Trouble | null;
}

const nothing: Held = {
  kept: null,
  asked: null,
  there: false,
  turn: null,
  from: null,
  attempt: null,
  trouble: null,
  changed: null,
  began: null,
  failures: 0,
  failed: 0,
};

/** A store that has not answered for so long is said not to, in milliseconds, and after so much more it is begun anew with. */
const SILENT = 4000;
const GIVEN_UP = 8000;

const silence = new DOMException("The storage does not answer", "TimeoutError");

/** Begins to keep drafts. Nothing is kept before the first `note`. */
export function startKeeper({ store, works, onTrouble }: KeeperOptions): Keeper {
  const held = new Map<string, Held>();
  const large = startLargeTexts();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turns = 0;
  let told: Trouble | null = null;
  let forgotten = false;

  const idOf = (work: string) => `${ownWindow}/${work}`;
  const get = (work: string) => held.get(work) ?? nothing;
  const set = (work: string, change: Partial<Held>) => void held.set(work, { ...get(work), ...change });

  function look(isDue: (at: number) => boolean, leaving = false) {
    clearTimeout(timer);
    if (forgotten) return;
    const dirty = works().filter((work) => work.dirty);
    const ids = new Set(dirty.map(({ id }) => id));
    for (const id of held.keys()) if (!ids.has(id)) drop(id);
    for (const work of dirty) {
      const { kept, asked, changed, turn } = get(work.id);
      if (work.document !== kept && changed === null) set(work.id, { changed: performance.now() });
      const at = whenToKeep(get(work.id));
      if (leaving ? work.document !== asked : turn === null && at !== null && isDue(at)) void keep(work, leaving);
    }
    tell();
    const waiting = [...held.values()].filter(({ turn }) => turn === null);
    const next = Math.min(...waiting.map((each) => whenToKeep(each) ?? Number.POSITIVE_INFINITY));
    if (next < Number.POSITIVE_INFINITY) timer = setTimeout(onTime, Math.max(0, next - performance.now()));
  }
  const onTime = () => look((at) => at <= performance.now() + 1);

  async function keep(work: OpenWork, leaving: boolean) {
    const { id, document } = work;
    turns += 1;
    const turn = turns;
    // Saved, given up or kept again meanwhile: this is older than what there is.
    const isOver = () => get(id).turn !== turn;
    const onSlow = () => {
      if (isOver()) return;
      set(id, { trouble: "silent" });
      tell();
    };
    let slow: ReturnType<typeof setTimeout> | undefined;
    set(id, { kept: document, changed: null, began: performance.now(), turn });
    try {
      // Not one turn later where it can be helped: the page may be about to go.
      const text = !leaving && isLarge(document) ? await large.textOf(document) : serialiseDocument(document);
      if (isOver()) return;
      const { from } = get(id);
      set(id, { asked: document, there: true });
      slow = setTimeout(onSlow, SILENT);
      const put = store.put(draftOf(work), text, from);
      const answered = await within(SILENT + GIVEN_UP, put, "late");
      if (answered === "late") {
        store.restart();
        throw silence;
      }
      if (!isOver()) set(id, { turn: null, from: null, failures: 0, trouble: null });
    } catch (error) {
      if (isOver()) return;
      const { failures, changed } = get(id);
      const now = performance.now();
      const again = { changed: changed ?? now, failures: failures + 1, failed: now };
      set(id, { kept: null, asked: null, turn: null, trouble: troubleOf(error), ...again });
    } finally {
      clearTimeout(slow);
      onTime();
    }
  }

  const draftOf = ({ id, title, file, document }: OpenWork): Draft => ({
    id: idOf(id),
    window: ownWindow,
    title,
    file,
    nodes: document.graph.nodes.length,
    kept: Date.now(),
    attempt: get(id).attempt,
    fault: null,
    thrown: null,
  });

  /** The work has nothing to keep any more. A draft that cannot be dropped is offered again, which loses nothing. */
  function drop(id: string) {
    const { from, there } = get(id);
    held.delete(id);
    if (there) void store.drop(idOf(id)).catch(ignore);
    if (from !== null) void store.drop(from).catch(ignore);
  }

  function tell() {
    const trouble = [...held.values()].find((each) => each.trouble !== null)?.trouble ?? null;
    if (trouble !== told) onTrouble(trouble);
    told = trouble;
  }

  return {
    note: onTime,
    keepNow: () => look(() => true),
    leave: () => look(() => true, true),
    broughtBack(work, draft) {
      set(work, { from: draft, attempt: Date.now(), kept: null });
      look(() => true);
    },
    settle(work) {
      const { from, there, attempt } = get(work);
      if (attempt === null) return;
      set(work, { attempt: null });
      for (const id of [from, there && idOf(work)]) if (id) void store.change(id, { attempt: null }).catch(ignore);
    },
    async forget() {
      forgotten = true;
      clearTimeout(timer);
      const all = [...held].flatMap(([id, { from }]) => (from === null ? [idOf(id)] : [idOf(id), from]));
      held.clear();
      await Promise.all(all.map((id) => within(SILENT, store.drop(id).catch(ignore), undefined)));
    },
    stop() {
      clearTimeout(timer);
      large.end();
    },
  };
}

function ignore(): undefined {}
