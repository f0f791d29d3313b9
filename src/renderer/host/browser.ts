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

  function remember(place: Place): SavedFile {
    const token = crypto.randomUUID();
    places.set(token, place);
    return { name: place.name, token };
  }

  async function choose(...kinds: readonly FileKind[]): Promise<Outcome<TextFile & { readonly place: Place }>> {
    return attempt("open", async () => {
      const handle = pickers === null ? undefined : await pickers.open(kinds);
      const file = handle === undefined ? await chooseFile(kinds) : await handle.getFile();
      if (file === null) return { kind: "cancelled" };
      const read = await readFile(file);
      if (read.kind !== "done") return read;
      const place = handle === undefined ? { name: file.name } : { name: file.name, handle };
      return { kind: "done", value: { name: file.name, text: read.value, place } };
    });
  }

  async function write(place: Place, content: string | Uint8Array<ArrayBuffer>, mime: string): Promise<void> {
    if (place.handle === undefined) return download(place.name, content, mime);
    // The browser writes beside the file and swaps it in on close, so a failure half-way leaves the old file whole.
    const stream = await place.handle.createWritable();
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
      return { kind: "done", value: { text, ...remember(place) } };
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
        const place = handle === undefined ? { name: suggestedName } : { name: handle.name, handle };
        await write(place, text, kind.mime);
        return { kind: "done", value: remember(place) };
      }),

    exportFile: (suggestedName, content, mime) =>
      attempt("save", async () => {
        const handle = await pickers?.save(suggestedName);
        const place = handle === undefined ? { name: suggestedName } : { name: handle.name, handle };
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
