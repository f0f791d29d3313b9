/** What a file chooser offers to choose from. */
export interface FileKind {
  readonly description: string;
  readonly mime: string;
  readonly extensions: readonly `.${string}`[];
}

export const DOCUMENT_FILES: FileKind = {
  description: "Gradwire graph",
  mime: "application/json",
  extensions: [".gradwire", ".json"],
};

export const RECORDING_FILES: FileKind = {
  description: "Gradwire recording",
  mime: "application/x-ndjson",
  extensions: [".gradrec"],
};

/** What a text that is saved under this name is. */
export function kindOf(name: string): FileKind {
  return RECORDING_FILES.extensions.some((extension) => name.endsWith(extension)) ? RECORDING_FILES : DOCUMENT_FILES;
}

/** A recording that was packed by gzip: opened, but not written. */
export const PACKED_FILES: FileKind = {
  description: "Packed Gradwire recording",
  mime: "application/gzip",
  extensions: [".gz"],
};

export const TABLE_FILES: FileKind = {
  description: "Table of numbers",
  mime: "text/csv",
  extensions: [".csv", ".tsv", ".txt"],
};

/** The two choosers of the File System Access API. Both reject with an AbortError when a person calls them off. */
export interface FilePickers {
  readonly open: (kinds: readonly FileKind[]) => Promise<FileSystemFileHandle>;
  readonly save: (suggestedName: string, kind?: FileKind) => Promise<FileSystemFileHandle>;
}

interface PickerOptions {
  readonly suggestedName?: string;
  readonly types?: readonly { description: string; accept: Record<string, readonly string[]> }[];
}

/** The part of the File System Access API that TypeScript's DOM library does not know, as it is not in every browser. */
interface PickerWindow {
  readonly showOpenFilePicker?: (options: PickerOptions) => Promise<FileSystemFileHandle[]>;
  readonly showSaveFilePicker?: (options: PickerOptions) => Promise<FileSystemFileHandle>;
}

/** The choosers of this window, or null where the browser has none. */
export function filePickers(window: Window & PickerWindow): FilePickers | null {
  const { showOpenFilePicker, showSaveFilePicker } = window;
  if (showOpenFilePicker === undefined || showSaveFilePicker === undefined) return null;
  return {
    async open(kinds) {
      const [handle] = await showOpenFilePicker.call(window, { types: openable(kinds) });
      if (handle === undefined) throw new DOMException("No file was chosen", "AbortError");
      return handle;
    },
    save: (suggestedName, kind) =>
      showSaveFilePicker.call(
        window,
        kind === undefined ? { suggestedName } : { suggestedName, types: [accepted(kind)] },
      ),
  };
}

/** Each kind by itself, after all of them together where there are several. */
function openable(kinds: readonly FileKind[]) {
  const all = {
    description: "Gradwire files",
    accept: Object.assign({}, ...kinds.map((kind) => accepted(kind).accept)),
  };
  return kinds.length > 1 ? [all, ...kinds.map(accepted)] : kinds.map(accepted);
}

function accepted(kind: FileKind) {
  return { description: kind.description, accept: { [kind.mime]: kind.extensions } };
}
