/**
 * The stores of this machine's database, in the order in which they came: version n has the first n steps of `upgrades`.
 * `drafts`: unsaved work. `recordings`: what recordings there are that no file holds. `lines`: their text, piece by piece.
 */
export type StoreName = "drafts" | "recordings" | "lines";

const DATABASE = "gradwire";

/** What leads from each version of the database to the next. A step that has been released is never changed. */
const upgrades: readonly ((database: IDBDatabase) => void)[] = [
  (database) => database.createObjectStore("drafts", { keyPath: "id" }),
  (database) => {
    database.createObjectStore("recordings", { keyPath: "id" });
    database.createObjectStore("lines", { autoIncrement: true }).createIndex("recording", "recording");
  },
];

/** Asks one store one thing. Rejects where the browser forbids storage or has no more of it. */
export async function ask<T>(
  name: StoreName,
  mode: IDBTransactionMode,
  question: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const request = await transact([name], mode, (stores) => question(stores(name)));
  return request.result as T;
}

/** Does several things as one: all of them are done, or none. Gives what `work` gave, once they are done. */
export async function transact<T>(
  names: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (stores: (name: StoreName) => IDBObjectStore) => T,
): Promise<T> {
  const database = await openDatabase();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(names, mode);
      const given = work((name) => transaction.objectStore(name));
      transaction.oncomplete = () => resolve(given);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    // Not kept open: another window may have to bring the database to a newer version.
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, upgrades.length);
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const upgrade of upgrades.slice(oldVersion)) upgrade(request.result);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    // No `onblocked`: a window that holds an older version open lets go of it as soon as it is done with it.
  });
}
