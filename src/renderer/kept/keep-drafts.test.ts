import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setMeta } from "#core/document/commands";
import { type Document, emptyDocument } from "#core/document/document";
import type { Draft, DraftStore } from "./draft-store";
import { type Keeper, type OpenWork, startKeeper } from "./keep-drafts";
import type { Trouble } from "./trouble";

/** A store in memory, which can be full, or hang until it is told to answer. */
function memoryStore() {
  const drafts = new Map<string, { draft: Draft; text: string }>();
  const held: (() => void)[] = [];
  let mode: "well" | "full" | "hung" = "well";
  const store: DraftStore = {
    open: async () => {},
    async put(draft, text, instead) {
      if (mode === "full") throw new DOMException("", "QuotaExceededError");
      const write = () => {
        if (instead !== null) drafts.delete(instead);
        drafts.set(draft.id, { draft, text: String(text) });
      };
      if (mode === "well") write();
      else await new Promise<void>((resolve) => held.push(() => resolve(write())));
    },
    list: async () => [...drafts.values()].map(({ draft }) => draft),
    read: async (id) => drafts.get(id)?.text ?? null,
    async change(id, change) {
      const found = drafts.get(id);
      if (found) drafts.set(id, { ...found, draft: { ...found.draft, ...change } });
      return found !== undefined;
    },
    async drop(id) {
      drafts.delete(id);
    },
    restart() {},
  };
  return {
    store,
    titles: () => [...drafts.values()].map(({ text }) => JSON.parse(text).meta.title),
    drafts: () => [...drafts.values()].map(({ draft }) => draft),
    become(next: typeof mode) {
      mode = next;
      if (next === "well") for (const answer of held.splice(0)) answer();
    },
  };
}

let memory: ReturnType<typeof memoryStore>;
let works: OpenWork[];
let troubles: (Trouble | null)[];
let keeper: Keeper;

const titled = (title: string): Document => setMeta(emptyDocument, { title });
const edit = (title: string, id = "w") => {
  works = [{ id, title, file: null, document: titled(title), dirty: true }];
  keeper.note();
};
const save = () => {
  works = works.map((work) => ({ ...work, dirty: false }));
  keeper.note();
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  memory = memoryStore();
  works = [];
  troubles = [];
  keeper = startKeeper({ store: memory.store, works: () => works, onTrouble: (trouble) => troubles.push(trouble) });
});

afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

test("the first change is kept within half a second, and what is saved is kept no more", async () => {
  edit("a");
  await vi.advanceTimersByTimeAsync(500);
  expect(memory.titles()).toEqual(["a"]);
  save();
  expect(memory.titles()).toEqual([]);
});

test("what is left is with the store before the call returns", () => {
  edit("a");
  keeper.leave();
  expect(memory.titles()).toEqual(["a"]);
});

test("what is left while the store is at an older one comes after it", async () => {
  memory.become("hung");
  edit("a");
  await vi.advanceTimersByTimeAsync(500);
  edit("b");
  keeper.leave();
  memory.become("well");
  await vi.advanceTimersByTimeAsync(10);
  expect(memory.titles()).toEqual(["b"]);
});

test("a draft that cannot be kept is tried again, and that is said until it is kept", async () => {
  memory.become("full");
  edit("a");
  await vi.advanceTimersByTimeAsync(5000);
  expect(troubles).toEqual(["full"]);
  memory.become("well");
  await vi.advanceTimersByTimeAsync(5000);
  expect(troubles).toEqual(["full", null]);
  expect(memory.titles()).toEqual(["a"]);
});

test("the draft of work that was saved goes, even if a later one could not be kept", async () => {
  edit("a");
  await vi.advanceTimersByTimeAsync(500);
  memory.become("full");
  edit("b");
  await vi.advanceTimersByTimeAsync(2000);
  expect(troubles).toEqual(["full"]);
  save();
  expect(memory.titles()).toEqual([]);
  expect(troubles).toEqual(["full", null]);
});

test("a store that hangs is said to, and what it answers late counts", async () => {
  memory.become("hung");
  edit("a");
  await vi.advanceTimersByTimeAsync(5000);
  expect(troubles).toEqual(["silent"]);
  memory.become("well");
  await vi.advanceTimersByTimeAsync(10);
  expect(troubles).toEqual(["silent", null]);
  expect(memory.titles()).toEqual(["a"]);
});

test("a draft that was brought back stays until the work has one of its own, which tells of the attempt until it is settled", async () => {
  const kept = { id: "old", title: "a", kept: 0, window: "gone", attempt: 1, fault: null, thrown: null };
  const old = { ...kept, file: null, nodes: 0 };
  await memory.store.put(old, "{}", null);
  memory.become("full");
  edit("a", "new");
  keeper.broughtBack("new", "old");
  await vi.advanceTimersByTimeAsync(100);
  expect(memory.drafts()).toEqual([old]);
  memory.become("well");
  await vi.advanceTimersByTimeAsync(3000);
  expect(memory.drafts()).toMatchObject([{ id: expect.stringMatching(/\/new$/), attempt: expect.any(Number) }]);
  keeper.settle("new");
  expect(memory.drafts()).toMatchObject([{ attempt: null }]);
});

test("of several works each has a draft, and one that is closed has none", async () => {
  const [a, b] = ["a", "b"].map((id) => ({ id, title: id, file: null, document: titled(id), dirty: true }));
  works = [a, b] as OpenWork[];
  keeper.note();
  await vi.advanceTimersByTimeAsync(500);
  expect(memory.titles()).toEqual(["a", "b"]);
  works = [b] as OpenWork[];
  keeper.note();
  expect(memory.titles()).toEqual(["b"]);
});

test("what is forgotten is never kept again", async () => {
  edit("a");
  await vi.advanceTimersByTimeAsync(500);
  await keeper.forget();
  edit("b");
  keeper.leave();
  await vi.advanceTimersByTimeAsync(5000);
  expect(memory.titles()).toEqual([]);
});
