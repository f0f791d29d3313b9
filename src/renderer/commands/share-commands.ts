import { Share } from "lucide-react";
import { showOverlay } from "../state/overlay";
import { type Command, hasNodes } from "./command";

export const exportCommand: Command = {
  id: "export",
  name: "Export…",
  icon: Share,
  keys: ["Mod+E"],
  keysIn: "anywhere",
  when: hasNodes,
  keywords: "share download file picture svg html page video webm gif captions vtt teach",
  run: () => showOverlay({ kind: "export" }),
};
