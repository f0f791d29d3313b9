/**
 * The stores of this machine's database, in the order in which they came: version n has the first n steps of `upgrades`.
 * `drafts`: what there is of unsaved work. `recordings`: what recordings there are that no file holds. `lines`: their text, piece
 * by piece. `texts`: the text of each draft, apart so that a list of them reads no megabytes.
 */
export type StoreName = "drafts" | "recordings" | "lines" | "texts";

const DATABASE = "gradwire";

/** What leads from each version of the database to the next. A step that has been released is never changed. */
const upgrades: readonly ((database: IDBDatabase, transaction: IDBTransaction) => void)[] = [
  (database) => database.createObjectStore("drafts", { keyPath: "id" }),
  (database) => {
    database.createObjectStore("recordings", { keyPath: "id" });
    database.createObjectStore("lines", { autoIncrement: true }).createIndex("recording", "recording");
  },
  (database, transaction) => {
    const texts = database.createObjectStore("texts", { keyPath: "id" });
    const drafts = transaction.objectStore("drafts").openCursor();
    drafts.onsuccess = () => {
      const at = drafts.result;
      if (at === null) return;
      const { text, ...draft } = at.value;
      texts.put({ id: draft.id, text });
      at.update(draft);
      at.continue();
    };
  },
];

/** Open once it has been, and until another window needs a newer version: a draft is written while a page is being left. */
let open: IDBDatabase | null = null;
let opening: Promise<IDBDatabase> | null = null;

/** Asks one store one thing. Rejects where the browser forbids storage or has no more of it. */
export async function ask<T>(
  name: StoreName,
  mode: IDBTransactionMode,
  question: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const request = await transact([name], mode, (stores) => question(stores(name)));
  return request.result as T;
}

/**
 * Does several things as one: all of them are done, or none. Gives what `work` gave, once they are done and on the disk. Where the
 * database is open, all of it has been asked for when this returns, so that it is done even if the page goes then.
 */
export function transact<T>(
  names: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (stores: (name: StoreName) => IDBObjectStore) => T,
): Promise<T> {
  const transaction = open && begin(open, names, mode);
  if (transaction) return finish(transaction, work);
  return openDatabase().then((database) => finish(database.transaction(names, mode, STRICT), work));
}

/** Opens the database if it is not, so that what is written next is written at once. */
export async function openDatabase(): Promise<IDBDatabase> {
  if (open) return open;
  opening ??= requestDatabase().finally(() => {
    opening = null;
  });
  return opening;
}

/** Gives up an open database, or one that does not open: what is asked next begins anew. */
export function reopenDatabase(): void {
  open?.close();
  open = null;
  opening = null;
}

/** Not only handed to the system but on the disk: it also outlives a machine that loses its power. */
const STRICT: IDBTransactionOptions = { durability: "strict" };

/** A transaction of an open database; null where it has just been closed, by another window or by the browser. */
function begin(database: IDBDatabase, names: readonly StoreName[], mode: IDBTransactionMode): IDBTransaction | null {
  try {
    return database.transaction(names, mode, STRICT);
  } catch {
    if (open === database) open = null;
    return null;
  }
}

function finish<T>(transaction: IDBTransaction, work: (stores: (name: StoreName) => IDBObjectStore) => T): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const given = work((name) => transaction.objectStore(name));
    transaction.oncomplete = () => resolve(given);
    transaction.onabort = () => reject(transaction.error ?? new DOMException("The browser gave it up", "AbortError"));
  });
}

function requestDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // In the promise, since the very name may throw where a browser forbids storage.
    const request = indexedDB.open(DATABASE, upgrades.length);
    request.onupgradeneeded = ({ oldVersion }) => {
      const { transaction, result } = request;
      if (transaction) for (const upgrade of upgrades.slice(oldVersion)) upgrade(result, transaction);
    };
    request.onsuccess = () => {
      const database = request.result;
      const letGo = () => {
        database.close();
        if (open === database) open = null;
      };
      // Another window brings the database to a newer version, or the browser has closed it.
      database.onversionchange = letGo;
      database.onclose = letGo;
      open?.close();
      open = database;
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    // No `onblocked`: every window lets go of an older version once it is asked to.
  });
}
