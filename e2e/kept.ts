import type { Page } from "@playwright/test";

/** A draft as the page's database holds it. */
export interface DraftInDatabase {
  readonly id: string;
  readonly title: string;
  readonly kept: number;
  readonly attempt?: number | null;
  readonly text: string;
}

/** The drafts that a page's browser keeps, with their texts. Looks first whether there is a database at all, as opening one would make it. */
export function draftsOf(page: Page): Promise<readonly DraftInDatabase[]> {
  return page.evaluate(async () => {
    const stores = await indexedDB.databases();
    if (!stores.some(({ name }) => name === "gradwire")) return [];
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("gradwire");
      request.onerror = () => reject(request.error);
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction(["drafts", "texts"]);
    const drafts = transaction.objectStore("drafts").getAll();
    const texts = transaction.objectStore("texts").getAll();
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
    const byId = new Map(texts.result.map(({ id, text }) => [id, text]));
    const textOf = (id: string) =>
      Promise.resolve(byId.get(id)).then((text) => (text instanceof Blob ? text.text() : text));
    return Promise.all(drafts.result.map(async (draft) => ({ ...draft, text: await textOf(draft.id) })));
  });
}

/** Keeps drafts as a window would have that is gone. The app must have been shown in the page before. */
export function putDrafts(page: Page, drafts: readonly DraftInDatabase[]): Promise<void> {
  return page.evaluate(async (all) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("gradwire");
      request.onerror = () => reject(request.error);
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction(["drafts", "texts"], "readwrite");
    for (const { text, ...draft } of all) {
      transaction.objectStore("drafts").put(draft);
      transaction.objectStore("texts").put({ id: draft.id, text });
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  }, drafts);
}

/** The text of a graph file with nothing in it but a title. */
export const emptyGraph = (title: string): string =>
  JSON.stringify({ format: "gradwire-graph", version: 1, meta: { title }, nodes: [], edges: [] });
