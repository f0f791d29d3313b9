import type { Kept, KeptChange } from "./kept";

/** Unsaved work, kept on this machine in case the window goes before it is saved. */
export interface Draft extends Kept {
  /** The name of the file that it was opened from or saved to; null for one that never had any. */
  readonly file: string | null;
  /** How many nodes it has; null where that was not noted. */
  readonly nodes: number | null;
}

/** Where drafts are kept. What it promises is rejected where it cannot be done; it may never be kept where a disk hangs. */
export interface DraftStore {
  /** Gets ready, so that what is asked for next is asked for at once. */
  readonly open: () => Promise<void>;
  /**
   * Keeps a draft with its text in place of the one of the same name and of `instead`, all at once or not at all. Once the store
   * has answered anything, all of it has been asked for when this returns.
   */
  readonly put: (draft: Draft, text: string | Blob, instead: string | null) => Promise<void>;
  /** All drafts, whoever works on them. */
  readonly list: () => Promise<readonly Draft[]>;
  /** The text of a draft; null where it is gone. */
  readonly read: (id: string) => Promise<string | null>;
  /** Notes something about a draft. False where it is gone. */
  readonly change: (id: string, change: KeptChange) => Promise<boolean>;
  readonly drop: (id: string) => Promise<void>;
  /** Begins anew with whatever lies under the store, as it has not answered for long. */
  readonly restart: () => void;
}
