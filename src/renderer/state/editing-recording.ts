import type { Aside } from "#core/recording/event";
import type { Changed } from "../worker/player-protocol";
import type { RecordingEdit } from "../worker/recording-edit";
import { notify } from "./notices";
import { askPlayer, playback, showChanged } from "./playback";
import { pauseRecording } from "./playing-recording";

/** Edits the recording that is open, and shows what came of it. */
export async function changeRecording(edit: RecordingEdit): Promise<void> {
  await show(askPlayer((player) => player.edit(edit)));
}

/** Undoes the last edit of the recording that is open. */
export async function undoRecordingEdit(): Promise<void> {
  await show(askPlayer((player) => player.undo()));
}

/** Does again what was undone last. */
export async function redoRecordingEdit(): Promise<void> {
  await show(askPlayer((player) => player.redo()));
}

/** Tells something at the present moment of the recording that is open. */
export async function tellHere(aside: Aside): Promise<void> {
  const now = playback();
  if (!now) return;
  const { wanted: frame, seconds, watched } = now;
  // The last frame is that of the end, before which it is told.
  const isLater = seconds - (watched.times[frame] as number) > 0.01 || frame === watched.times.length - 1;
  await changeRecording({ kind: "tell", frame, aside, ...(isLater ? { seconds } : {}) });
}

async function show(changing: Promise<Changed | null>): Promise<void> {
  pauseRecording();
  const changed = await changing;
  const now = playback();
  if (!changed || !now) return;
  const [problem] = changed.problems;
  if (problem) notify(`The recording ${problem.message}`, "problem");
  if (changed.watched) await showChanged(changed.watched, changed.frame ?? now.wanted);
}
