import type { LucideIcon } from "lucide-react";
import type { Session } from "../state/session";
import type { Settings } from "../state/settings";
import type { Keys } from "./keys";

/** Something that a person can have done. Menus, keys, the palette, buttons and the desktop's menu bar all read it from here. */
export interface Command {
  readonly id: string;
  /** What it does, in the imperative: "Save as…". Three dots when it asks something first. */
  readonly name: string;
  /** What it would do now, where that can be said: "Undo move 3 nodes". */
  readonly nameNow?: (session: Session) => string;
  readonly icon?: LucideIcon;
  /** What one may press instead; menus show the first. */
  readonly keys: readonly Keys[];
  /**
   * Where its keys count. `canvas`: not while a text field, a menu or a dialog has the keyboard; the usual case.
   * `settled`: also in a text field in which nothing has been written since it was last taken. `anywhere`: also in any other text
   * field. `clipboard`: the browser itself tells when they were pressed.
   */
  readonly keysIn: "canvas" | "settled" | "anywhere" | "clipboard";
  /** Whether it can be done now. */
  readonly when: (session: Session) => boolean;
  /** For one that switches something: whether it is on. */
  readonly isOn?: (settings: Settings) => boolean;
  /** For one of several of which one is on: its name beside the others, under a heading that says the rest. */
  readonly choice?: string;
  /** Other words by which someone may look for it. */
  readonly keywords?: string;
  readonly run: () => void | Promise<void>;
}

/** As `when`, but never while a recording is watched: its graph cannot be edited. */
export const editable =
  (when: Command["when"]): Command["when"] =>
  (session) =>
    !session.watching && when(session);

/** Whether a document is shown, rather than the start screen. */
export const isOpen = ({ open }: Session): boolean => open;

/** Whether a document is shown and has nodes. */
export const hasNodes = ({ open, history }: Session): boolean => open && history.present.graph.nodes.length > 0;

/** Whether nodes are selected. */
export const hasSelectedNodes = ({ open, selection }: Session): boolean => open && selection.nodes.size > 0;

/** Whether anything is selected. */
export const hasSelection = ({ open, selection }: Session): boolean =>
  open && selection.nodes.size + selection.edges.size > 0;
