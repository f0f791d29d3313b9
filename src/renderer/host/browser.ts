import { chooseFile, download } from "./fallback";
import {
  DOCUMENT_FILES,
  type FileKind,
  filePickers,
  kindOf,
  PACKED_FILES,
  RECORDING_FILES,
  TABLE_FILES,
} from "./file-pickers";
import type { Host, Outcome, SavedFile, TextFile } from "./host";
import { readFile } from "./read-file";
import { loadResource } from "./resource";

/** Where a document was opened from or saved to. `handle` is absent where a browser can only upload and download. */
interface Place {
  readonly name: string;
  readonly handle?: FileSystemFileHandle;
  /** Ends when all that was to be written there has been: the last that was asked for is what stays. */
  written: Promise<unknown>;
}

/**
 * The host in a plain browser: the File System Access API where there is one, else upload and download. Places stay in here;
 * the app knows them by tokens, as on the desktop.
 */
export function browserHost(window: Window): Host {
  const places = new Map<string, Place>();
  const pickers = filePickers(window);
  let dirty = false;

  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });

  /** A file has one place and one token, however often it is chosen. */
  async function placeOf(handle: FileSystemFileHandle): Promise<Place> {
    for (const place of places.values()) if (await place.handle?.isSameEntry(handle)) return place;
    return remember({ name: handle.name, handle, written: Promise.resolve() });
  }

  function remember(place: Place): Place {
    places.set(crypto.randomUUID(), place);
    return place;
  }

  function savedIn(place: Place): SavedFile {
    const [token] = [...places].find(([, other]) => other === place) ?? [];
    if (token === undefined) throw new Error("A place that is not remembered");
    return { name: place.name, token };
  }

  async function choose(...kinds: readonly FileKind[]): Promise<Outcome<TextFile & { readonly place: Place }>> {
    return attempt("open", async () => {
      const handle = pickers === null ? undefined : await pickers.open(kinds);
      const file = handle === undefined ? await chooseFile(kinds) : await handle.getFile();
      if (file === null) return { kind: "cancelled" };
      const read = await readFile(file);
      if (read.kind !== "done") return read;
      const place = handle ? await placeOf(handle) : remember({ name: file.name, written: Promise.resolve() });
      return { kind: "done", value: { name: file.name, text: read.value, place } };
    });
  }

  /** Writes once all that was to be written there before has been. */
  function write(place: Place, content: string | Uint8Array<ArrayBuffer>, mime: string): Promise<void> {
    const { handle, name } = place;
    const writing = place.written.then(() => (handle ? swapIn(handle, content) : download(name, content, mime)));
    place.written = writing.catch(() => undefined);
    return writing;
  }

  async function swapIn(handle: FileSystemFileHandle, content: string | Uint8Array<ArrayBuffer>): Promise<void> {
    // The browser writes beside the file and swaps it in on close, so a failure half-way leaves the old file whole.
    const stream = await handle.createWritable();
    try {
      await stream.write(content);
    } catch (error) {
      await stream.abort();
      throw error;
    }
    await stream.close();
  }

  return {
    kind: "browser",

    async openFile() {
      const chosen = await choose(DOCUMENT_FILES, RECORDING_FILES, PACKED_FILES);
      if (chosen.kind !== "done") return chosen;
      const { text, place } = chosen.value;
      return { kind: "done", value: { text, ...savedIn(place) } };
    },

    async openTable() {
      const chosen = await choose(TABLE_FILES);
      if (chosen.kind !== "done") return chosen;
      return { kind: "done", value: { name: chosen.value.name, text: chosen.value.text } };
    },

    saveFile: (token, text) =>
      attempt("save", async () => {
        const place = places.get(token);
        if (place === undefined) throw new Error(`No file was opened or saved with token ${token}`);
        await write(place, text, kindOf(place.name).mime);
        return { kind: "done", value: { name: place.name, token } };
      }),

    saveFileAs: (suggestedName, text) =>
      attempt("save", async () => {
        const kind = kindOf(suggestedName);
        const handle = await pickers?.save(suggestedName, kind);
        const place = handle ? await placeOf(handle) : remember({ name: suggestedName, written: Promise.resolve() });
        await write(place, text, kind.mime);
        return { kind: "done", value: savedIn(place) };
      }),

    exportFile: (suggestedName, content, mime) =>
      attempt("save", async () => {
        const handle = await pickers?.save(suggestedName);
        const place = handle ? await placeOf(handle) : { name: suggestedName, written: Promise.resolve() };
        await write(place, content, mime);
        return { kind: "done", value: place.name };
      }),

    setTitle(title, isDirty) {
      dirty = isDirty;
      window.document.title = `${isDirty ? "• " : ""}${title} – Gradwire`;
    },
    onCloseRequest: () => () => {},
    setMenus: () => {},
    onMenuCommand: () => () => {},
    loadResource,
  };
}

/** Runs something that a person or the disk may stop, and says how it came out. */
async function attempt<T>(verb: "open" | "save", work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (error.name === "AbortError") return { kind: "cancelled" };
    return { kind: "failed", message: `The browser would not ${verb} the file: ${error.message}` };
  }
}
