/** How something that a person may call off, or that the system may refuse, came out. `message` is a sentence for that person. */
export type Outcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly message: string };

/** A text file that a person chose. */
export interface TextFile {
  /** The file's name without its folder. */
  readonly name: string;
  readonly text: string;
}

/** Where a document lives, without saying where: the token stands for the file, and only this host can spend it. */
export interface SavedFile {
  readonly name: string;
  readonly token: string;
}

/** A document file that was opened, and can be saved to again by its token. */
export type OpenedFile = TextFile & SavedFile;

/** One line of a menu. `keys` is written as Electron writes accelerators ("CmdOrCtrl+Shift+S"), and only shown. */
export type MenuLine =
  | {
      readonly kind: "command";
      readonly command: string;
      readonly label: string;
      readonly keys?: string;
      readonly enabled: boolean;
    }
  | { readonly kind: "separator" };

/** One menu of the menu bar. */
export interface Menu {
  readonly label: string;
  readonly lines: readonly MenuLine[];
}
