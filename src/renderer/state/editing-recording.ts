import type { Aside } from "#core/recording/event";
import type { Changed } from "../worker/player-protocol";
import type { RecordingEdit } from "../worker/recording-edit";
import { notify } from "./notices";
import { askPlayer, playbackOf, showChanged } from "./playback";
import { pauseRecording } from "./playing-recording";
import { session } from "./session";
import { settlesWith } from "./settle";

/** Edits a recording, and shows what came of it. */
export async function changeRecording(edit: RecordingEdit, id = session().id): Promise<void> {
  await settlesWith(show(id, () => askPlayer(id, (player) => player.edit(edit))));
}

/** Undoes the last edit of the recording that is on screen. */
export async function undoRecordingEdit(): Promise<void> {
  const { id } = session();
  await show(id, () => askPlayer(id, (player) => player.undo()));
}

/** Does again what was undone last. */
export async function redoRecordingEdit(): Promise<void> {
  const { id } = session();
  await show(id, () => askPlayer(id, (player) => player.redo()));
}

/** Tells something at the present moment of a recording. */
export async function tellHere(aside: Aside, id = session().id): Promise<void> {
  const now = playbackOf(id);
  if (!now) return;
  const { wanted: frame, seconds, watched } = now;
  // The last frame is that of the end, before which it is told.
  const isLater = seconds - (watched.times[frame] as number) > 0.01 || frame === watched.times.length - 1;
  await changeRecording({ kind: "tell", frame, aside, ...(isLater ? { seconds } : {}) }, id);
}

async function show(id: string, change: () => Promise<Changed | null>): Promise<void> {
  pauseRecording();
  const changed = await change();
  const [problem] = changed?.problems ?? [];
  if (problem) notify(`The recording ${problem.message}`, "problem");
  if (changed?.watched) await showChanged(id, changed.watched, changed.frame);
}
