import { FileBraces, FilePlus2, FolderOpen, GraduationCap, Save, SaveAll } from "lucide-react";
import { host } from "../host/current";
import { session, showStart } from "../state/session";
import { type Command, isOpen } from "./command";
import { exportJson, newWork, openWork, save, saveAs } from "./files";

export const newCommand: Command = {
  id: "new",
  name: "New",
  icon: FilePlus2,
  // A browser keeps Ctrl+N for its own windows.
  keys: host.kind === "desktop" ? ["Mod+N"] : ["Alt+N"],
  keysIn: "anywhere",
  when: () => true,
  keywords: "empty nothing start graph file",
  run: newWork,
};

export const openCommand: Command = {
  id: "open",
  name: "Open…",
  icon: FolderOpen,
  keys: ["Mod+O"],
  keysIn: "anywhere",
  when: () => true,
  keywords: "file load gradwire json",
  run: openWork,
};

export const saveCommand: Command = {
  id: "save",
  name: "Save",
  icon: Save,
  keys: ["Mod+S"],
  keysIn: "anywhere",
  when: isOpen,
  keywords: "file keep write",
  run: async () => void (await save()),
};

export const saveAsCommand: Command = {
  id: "save-as",
  name: "Save as…",
  icon: SaveAll,
  keys: ["Mod+Shift+S"],
  keysIn: "anywhere",
  when: isOpen,
  keywords: "file copy name write",
  run: async () => void (await saveAs()),
};

export const exportJsonCommand: Command = {
  id: "export-json",
  name: "Export graph as JSON…",
  icon: FileBraces,
  keys: ["Mod+Shift+E"],
  keysIn: "anywhere",
  when: isOpen,
  keywords: "download file",
  run: exportJson,
};

export const startScreenCommand: Command = {
  id: "start-screen",
  name: "Lessons",
  nameNow: ({ open }) => (open ? "Lessons and start screen" : "Back to the graph"),
  icon: GraduationCap,
  keys: ["Mod+Shift+L"],
  keysIn: "anywhere",
  when: () => true,
  keywords: "start screen home learn examples welcome",
  run: () => showStart(session().open),
};
