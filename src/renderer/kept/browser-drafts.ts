import { ask, openDatabase, reopenDatabase, transact } from "./database";
import type { Draft, DraftStore } from "./draft-store";
import { complete, type Stored } from "./kept";

interface Text {
  readonly id: string;
  readonly text: string | Blob;
}

/** Drafts in the browser's database. */
export const browserDrafts: DraftStore = {
  async open() {
    await openDatabase();
  },

  put: (draft, text, instead) =>
    transact(["drafts", "texts"], "readwrite", (stores) => {
      if (instead !== null) {
        stores("drafts").delete(instead);
        stores("texts").delete(instead);
      }
      stores("texts").put({ id: draft.id, text } satisfies Text);
      stores("drafts").put(draft);
    }),

  async list() {
    const drafts = await ask<(Stored & Partial<Draft>)[]>("drafts", "readonly", (store) => store.getAll());
    return drafts.map((draft) => ({ file: null, nodes: null, ...complete(draft) }));
  },

  async read(id) {
    const found = await ask<Text | undefined>("texts", "readonly", (store) => store.get(id));
    return found === undefined ? null : typeof found.text === "string" ? found.text : found.text.text();
  },

  async change(id, change) {
    const found = await transact(["drafts"], "readwrite", (stores) => {
      const drafts = stores("drafts");
      const asked = drafts.get(id);
      asked.onsuccess = () => asked.result && drafts.put({ ...asked.result, ...change });
      return asked;
    });
    return found.result !== undefined;
  },

  drop: (id) =>
    transact(["drafts", "texts"], "readwrite", (stores) => {
      stores("drafts").delete(id);
      stores("texts").delete(id);
    }),

  restart: reopenDatabase,
};
