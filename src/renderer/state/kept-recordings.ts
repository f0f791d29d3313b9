import { ask, transact } from "./database";
import { livingWindows, ownWindow } from "./windows";

/** A recording that no file holds, kept on this machine while it is made and until it is saved or thrown away. */
export interface KeptRecording {
  readonly id: string;
  readonly title: string;
  readonly steps: number;
  /** When something was last written to it, in milliseconds since 1970. */
  readonly kept: number;
  /** The window that makes or shows it: no other offers it while that one lives. */
  readonly window: string;
}

/** A piece of a recording's text; pieces are kept in the order of their keys. */
interface Piece {
  readonly recording: string;
  readonly text: string;
}

/** How long lines wait for others to be kept with, in milliseconds. */
const WAIT = 200;
/** More than this many that nobody asks for are never kept; the oldest go first. */
const MOST = 8;

/** Keeps the lines of one recording as they come. */
export interface RecordingKeeper {
  readonly id: string;
  readonly add: (lines: string, steps: number) => void;
  /** Keeps at once what waits. */
  readonly flush: () => Promise<void>;
  /** Keeps what waits, and has every window offer the recording, this one too. */
  readonly release: () => Promise<void>;
  /** Forgets the recording. */
  readonly drop: () => Promise<void>;
}

/** Begins to keep a recording. What the browser does not let it keep is lost with the window, and disturbs nobody before. */
export function keepRecording(title: string): RecordingKeeper {
  const id = `gradwire-recording-${crypto.randomUUID()}`;
  let waiting = "";
  let steps = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let givenUp = false;
  let window = ownWindow;

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === "" || givenUp) return writing;
    const piece: Piece = { recording: id, text: waiting };
    const kept: KeptRecording = { id, title, steps, kept: Date.now(), window };
    waiting = "";
    // After a piece that could not be kept the others would make no sense.
    writing = writing
      .then(() => (givenUp ? undefined : put(kept, piece)))
      .catch(() => {
        givenUp = true;
      });
    return writing;
  }

  return {
    id,
    add(lines, count) {
      waiting += lines;
      steps = count;
      timer ??= setTimeout(flush, WAIT);
    },
    flush,
    async release() {
      window = "";
      await flush();
      await ask("recordings", "readwrite", (all) => all.put({ id, title, steps, kept: Date.now(), window })).catch(
        () => undefined,
      );
    },
    async drop() {
      givenUp = true;
      clearTimeout(timer);
      await writing;
      await dropRecording(id);
    },
  };
}

/** The recordings of windows that are gone, the latest first; none where the browser keeps nothing. */
export async function listKeptRecordings(): Promise<readonly KeptRecording[]> {
  const [recordings, alive] = await Promise.all([
    ask<KeptRecording[]>("recordings", "readonly", (store) => store.getAll()).catch(() => []),
    livingWindows(),
  ]);
  const gone = recordings.filter(({ window }) => !alive.has(window)).sort((a, b) => b.kept - a.kept);
  for (const { id } of gone.slice(MOST)) void dropRecording(id);
  return gone.slice(0, MOST);
}

/** The text of a recording, as far as it was kept. From now on it is this window's. */
export async function takeRecording(recording: KeptRecording): Promise<string> {
  const pieces = await transact(["recordings", "lines"], "readwrite", (stores) => {
    stores("recordings").put({ ...recording, window: ownWindow });
    return stores("lines").index("recording").getAll(recording.id) as IDBRequest<Piece[]>;
  });
  return pieces.result.map(({ text }) => text).join("");
}

/** Has every window offer a recording, this one too. */
export async function releaseRecording(id: string): Promise<void> {
  await transact(["recordings"], "readwrite", (stores) => {
    const all = stores("recordings");
    const kept = all.get(id) as IDBRequest<KeptRecording | undefined>;
    kept.onsuccess = () => {
      if (kept.result) all.put({ ...kept.result, window: "" });
    };
  }).catch(() => undefined);
}

/** Forgets a recording. */
export async function dropRecording(id: string): Promise<void> {
  await transact(["recordings", "lines"], "readwrite", (stores) => {
    stores("recordings").delete(id);
    const lines = stores("lines");
    const keys = lines.index("recording").getAllKeys(id);
    keys.onsuccess = () => {
      for (const key of keys.result) lines.delete(key);
    };
  }).catch(() => undefined);
}

async function put(kept: KeptRecording, piece: Piece): Promise<void> {
  await transact(["recordings", "lines"], "readwrite", (stores) => {
    stores("recordings").put(kept);
    stores("lines").add(piece);
  });
}
