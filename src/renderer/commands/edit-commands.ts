import {
  ClipboardPaste,
  Copy,
  CopyPlus,
  PencilLine,
  Plus,
  Redo2,
  Scissors,
  SquareDashed,
  SquareDashedMousePointer,
  Trash2,
  Undo2,
} from "lucide-react";
import { askRename } from "../canvas/renaming";
import { redoRecordingEdit, undoRecordingEdit } from "../state/editing-recording";
import { showOverlay } from "../state/overlay";
import { playback } from "../state/playback";
import { currentDocument, redoChange, select, session, undoChange } from "../state/session";
import { viewport } from "../state/viewport";
import { copySelection, cutSelection, duplicateSelection, pasteClipboard, removeSelection } from "./clipboard";
import { type Command, editable, hasNodes, hasSelectedNodes, hasSelection, isOpen } from "./command";

export const undoCommand: Command = {
  id: "undo",
  name: "Undo",
  nameNow: (now) => `Undo ${(now.watching ? playback()?.watched.undo : now.history.past.at(-1)?.name) ?? ""}`.trim(),
  icon: Undo2,
  keys: ["Mod+Z"],
  keysIn: "settled",
  when: ({ open, history, watching }) =>
    open && (watching ? playback()?.watched.undo != null : history.past.length > 0),
  keywords: "back revert",
  run: () => (session().watching ? undoRecordingEdit() : undoChange()),
};

export const redoCommand: Command = {
  id: "redo",
  name: "Redo",
  nameNow: (now) => `Redo ${(now.watching ? playback()?.watched.redo : now.history.future[0]?.name) ?? ""}`.trim(),
  icon: Redo2,
  keys: ["Mod+Shift+Z", "Mod+Y"],
  keysIn: "settled",
  when: ({ open, history, watching }) =>
    open && (watching ? playback()?.watched.redo != null : history.future.length > 0),
  keywords: "again forward",
  run: () => (session().watching ? redoRecordingEdit() : redoChange()),
};

export const cutCommand: Command = {
  id: "cut",
  name: "Cut",
  icon: Scissors,
  keys: ["Mod+X"],
  keysIn: "clipboard",
  when: editable(hasSelectedNodes),
  run: cutSelection,
};

export const copyCommand: Command = {
  id: "copy",
  name: "Copy",
  icon: Copy,
  keys: ["Mod+C"],
  keysIn: "clipboard",
  when: hasSelectedNodes,
  run: copySelection,
};

export const pasteCommand: Command = {
  id: "paste",
  name: "Paste",
  icon: ClipboardPaste,
  keys: ["Mod+V"],
  keysIn: "clipboard",
  when: editable(isOpen),
  run: pasteClipboard,
};

export const duplicateCommand: Command = {
  id: "duplicate",
  name: "Duplicate",
  icon: CopyPlus,
  keys: ["Mod+D"],
  keysIn: "canvas",
  when: editable(hasSelectedNodes),
  keywords: "copy clone again",
  run: duplicateSelection,
};

export const deleteCommand: Command = {
  id: "delete",
  name: "Delete",
  icon: Trash2,
  keys: ["Delete", "Backspace"],
  keysIn: "canvas",
  when: editable(hasSelection),
  keywords: "remove erase",
  run: () => removeSelection(),
};

export const selectAllCommand: Command = {
  id: "select-all",
  name: "Select all",
  icon: SquareDashedMousePointer,
  keys: ["Mod+A"],
  keysIn: "canvas",
  when: hasNodes,
  run() {
    const { nodes, edges } = currentDocument().graph;
    select(
      nodes.map(({ id }) => id),
      edges.map(({ id }) => id),
    );
  },
};

export const selectNoneCommand: Command = {
  id: "select-none",
  name: "Select none",
  icon: SquareDashed,
  keys: ["Escape"],
  keysIn: "canvas",
  when: hasSelection,
  keywords: "deselect clear",
  run: () => select([]),
};

export const addNodeCommand: Command = {
  id: "add-node",
  name: "Add a node…",
  icon: Plus,
  keys: ["/"],
  keysIn: "canvas",
  when: editable(isOpen),
  keywords: "new insert op layer palette",
  run: () => viewport()?.addNode(),
};

export const renameCommand: Command = {
  id: "rename",
  name: "Rename…",
  icon: PencilLine,
  keys: ["F2"],
  keysIn: "canvas",
  when: editable(({ open, selection }) => open && selection.nodes.size === 1),
  keywords: "label name node",
  run() {
    const [node] = session().selection.nodes;
    // Where the card is in sight its name is written over in place; where cards are too small to read, a dialog asks.
    if (node !== undefined && !askRename(node)) showOverlay({ kind: "rename", node });
  },
};
