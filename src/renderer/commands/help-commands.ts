import { Info, ScrollText } from "lucide-react";
import { showOverlay } from "../state/overlay";
import type { Command } from "./command";

export const aboutCommand: Command = {
  id: "about",
  name: "About Gradwire",
  icon: Info,
  keys: [],
  keysIn: "canvas",
  when: () => true,
  keywords: "version licence help",
  run: () => showOverlay({ kind: "about" }),
};

export const licencesCommand: Command = {
  id: "licences",
  name: "Third-party licences",
  icon: ScrollText,
  keys: [],
  keysIn: "canvas",
  when: () => true,
  keywords: "license notices copyright packages open source about",
  run: () => showOverlay({ kind: "licences" }),
};
