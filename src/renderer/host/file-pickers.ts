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

export const TABLE_FILES: FileKind = {
  description: "Table of numbers",
  mime: "text/csv",
  extensions: [".csv", ".tsv", ".txt"],
};

/** The two choosers of the File System Access API. Both reject with an AbortError when a person calls them off. */
export interface FilePickers {
  readonly open: (kind: FileKind) => Promise<FileSystemFileHandle>;
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
    async open(kind) {
      const [handle] = await showOpenFilePicker.call(window, { types: [accepted(kind)] });
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

function accepted(kind: FileKind) {
  return { description: kind.description, accept: { [kind.mime]: kind.extensions } };
}
