import type { Menu, OpenedFile, Outcome, SavedFile, TextFile } from "../../preload/messages";

export type { Menu, MenuLine, OpenedFile, Outcome, SavedFile, TextFile } from "../../preload/messages";

/** Undoes a subscription. */
export type Unsubscribe = () => void;

/**
 * What the app asks of the program around it. There are two: the desktop (desktop.ts) and a plain browser (browser.ts), and
 * nothing else in the app knows which. No verb throws for what a person or a disk may do; that is told by `Outcome`.
 */
export interface Host {
  readonly kind: "desktop" | "browser";

  /** Lets a person choose a document or a recording and reads it, unpacked. A file over the size limit is refused unread. */
  readonly openFile: () => Promise<Outcome<OpenedFile>>;
  /** Lets a person choose a table (CSV, TSV or plain text) and reads it, under the same limit. */
  readonly openTable: () => Promise<Outcome<TextFile>>;
  /** Writes a document to the file that a token stands for. Where the host cannot write in place, it is a download. */
  readonly saveFile: (token: string, text: string) => Promise<Outcome<SavedFile>>;
  /** Lets a person choose where, and writes there. */
  readonly saveFileAs: (suggestedName: string, text: string) => Promise<Outcome<SavedFile>>;
  /** Writes something that will not be opened here again, such as a picture. The value is the name that it got. */
  readonly exportFile: (
    suggestedName: string,
    content: string | Uint8Array<ArrayBuffer>,
    mime: string,
  ) => Promise<Outcome<string>>;

  /** Shows the document's title, and whether it has changes that are not saved; leaving with such changes asks first. */
  readonly setTitle: (title: string, dirty: boolean) => void;
  /**
   * `mayClose` is asked when the window is about to close over unsaved changes; it can take its time, and true lets go.
   * A browser asks in its own words and never calls it.
   */
  readonly onCloseRequest: (mayClose: () => Promise<boolean>) => Unsubscribe;

  /** Shows these menus in the system's menu bar. A browser has none and does nothing. */
  readonly setMenus: (menus: readonly Menu[]) => void;
  /** Hears which command a person chose in the system's menu bar. */
  readonly onMenuCommand: (listener: (command: string) => void) => Unsubscribe;

  /** The text of a file that ships with the app, by its path under resources/, such as "lessons/sigmoid.gradwire". */
  readonly loadResource: (path: string) => Promise<string>;
}
