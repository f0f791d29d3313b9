import { Film, FolderX, LocateFixed, PencilLine, Repeat, ShieldCheck } from "lucide-react";
import { beginOpening } from "../state/opening";
import { leavePlayback, playback, setFollowing } from "../state/playback";
import { toggleLoop } from "../state/playing-recording";
import { continueFromHere, proveRecording } from "../state/recordings";
import { session } from "../state/session";
import type { Command } from "./command";
import { watchWalk } from "./files";
import { mayLeave, mayLeaveRecording } from "./leave";

export const watchWalkCommand: Command = {
  id: "watch-walk",
  name: "Watch this lesson’s walk",
  icon: Film,
  keys: [],
  keysIn: "canvas",
  when: ({ open, watching, walk }) => open && !watching && walk !== null,
  keywords: "recording play lesson captions question",
  async run() {
    const { walk } = session();
    if (walk !== null) await watchWalk(walk);
  },
};

export const loopCommand: Command = watch({
  id: "loop",
  name: "Loop a stretch of the recording",
  nameNow: () => (playback()?.loop ? "Play on without a loop" : "Loop this chapter"),
  icon: Repeat,
  keys: ["L"],
  keywords: "repeat range again A B chapter",
  run: toggleLoop,
});

export const followCommand: Command = watch({
  id: "follow",
  name: "Look where the recording looks",
  nameNow: () => (playback()?.following ? "Look where I want" : "Look where the recording looks"),
  icon: LocateFixed,
  keys: [],
  keywords: "camera view follow",
  run: () => setFollowing(playback()?.following !== true),
});

export const proveCommand: Command = watch({
  id: "prove",
  name: "Prove the recording",
  icon: ShieldCheck,
  keys: [],
  keywords: "verify check recompute tampered",
  run: () => proveRecording(session().id),
});

export const continueCommand: Command = watch({
  id: "continue-from-here",
  name: "Continue from here",
  icon: PencilLine,
  keys: [],
  keywords: "edit try fork document own",
  async run() {
    const { id } = session();
    const opening = beginOpening();
    if (await mayLeave()) continueFromHere(opening, id);
  },
});

export const closeRecordingCommand: Command = watch({
  id: "close-recording",
  name: "Close the recording",
  icon: FolderX,
  keys: [],
  keywords: "leave end stop watching back",
  async run() {
    const { id } = session();
    if (await mayLeaveRecording()) leavePlayback(id);
  },
});

/** A command for as long as a recording is watched. */
function watch(command: Omit<Command, "keysIn" | "when">): Command {
  return { ...command, keysIn: "canvas", when: ({ open, watching }) => open && watching };
}
