import { Bookmark, Captions, Circle, FileVideo, MessageCircleQuestion, Pause, TimerOff } from "lucide-react";
import { showOverlay } from "../state/overlay";
import { holdRecording, pauseHere, recording } from "../state/recording";
import { focusField } from "../state/recording-fields";
import type { Session } from "../state/session";
import type { Command } from "./command";
import { save } from "./files";
import { toggleRecording } from "./recordings";

const isRecording = ({ open }: Session): boolean => open && recording() !== null;

export const recordCommand: Command = {
  id: "record",
  name: "Record",
  nameNow: () => (recording() ? "Stop recording" : "Record"),
  icon: Circle,
  keys: ["Alt+R"],
  keysIn: "anywhere",
  when: ({ open, watching }) => open && !watching,
  keywords: "recording walk lesson teach capture film start stop",
  run: toggleRecording,
};

export const holdCommand: Command = told({
  id: "record-hold",
  name: "Hold the recording",
  nameNow: () => (recording()?.held ? "Resume the recording" : "Hold the recording"),
  icon: TimerOff,
  keys: ["Alt+H"],
  keywords: "pause clock resume wait",
  run: () => holdRecording(recording()?.held !== true),
});

export const captionCommand: Command = told({
  id: "record-caption",
  name: "Write a caption",
  icon: Captions,
  keys: ["Alt+C"],
  keywords: "text words say subtitle",
  run: () => focusField("caption"),
});

export const markerCommand: Command = told({
  id: "record-marker",
  name: "Set a marker",
  icon: Bookmark,
  keys: ["Alt+M"],
  keywords: "chapter",
  run: () => focusField("marker"),
});

export const pauseHereCommand: Command = told({
  id: "record-pause",
  name: "Pause here",
  icon: Pause,
  keys: ["Alt+P"],
  keywords: "wait stop playing learner",
  run: pauseHere,
});

export const questionCommand: Command = told({
  id: "record-question",
  name: "Ask a question…",
  icon: MessageCircleQuestion,
  keys: ["Alt+Q"],
  keywords: "predict quiz answer choices",
  run: () => showOverlay({ kind: "question" }),
});

export const saveRecordingCommand: Command = {
  id: "save-recording",
  name: "Save recording…",
  icon: FileVideo,
  keys: [],
  keysIn: "anywhere",
  when: ({ open, watching }) => open && watching,
  keywords: "gradrec file keep walk",
  run: async () => void (await save()),
};

/** A command that tells something to the recording that is being made. */
function told(command: Omit<Command, "keysIn" | "when">): Command {
  return { ...command, keysIn: "anywhere", when: isRecording };
}
