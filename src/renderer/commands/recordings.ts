import { host } from "../host/current";
import { dropRecording, type KeptRecording, takeRecording } from "../state/kept-recordings";
import { notify } from "../state/notices";
import { askUnsaved, currentOverlay, showOverlay } from "../state/overlay";
import { markRecordingSaved, openRecordingText, playback, recordingText } from "../state/playback";
import { discardRecording, type MadeRecording, recording, startRecording, stopRecording } from "../state/recording";
import { session } from "../state/session";
import { viewport } from "../state/viewport";
import { fileNameOf, RECORDING_EXTENSION, sessionTitle } from "./titles";

/** The last recording that was shown without a file, when it was made, and by which name it is kept on this machine. */
let shown: { readonly kept: string; readonly created: string | undefined } | null = null;

/** Begins to record, or ends the recording and shows it. */
export async function toggleRecording(): Promise<void> {
  if (!recording()) {
    startRecording(sessionTitle(session()));
    // Off the button: the space bar is to play now, not to stop what has just begun.
    viewport()?.focus();
    return;
  }
  const made = await stopRecording();
  if (made) await openMade(made.text, made.kept, made.title);
  viewport()?.focus();
}

/** Opens a recording of a window that is gone. */
export async function openKept(kept: KeptRecording): Promise<boolean> {
  if (!(await mayLeaveRecording())) return false;
  return openMade(await takeRecording(kept), kept.id, kept.title);
}

/** Opens a recording that no file holds; once one does, it need not be kept here any more. */
async function openMade(text: string, kept: string, title: string): Promise<boolean> {
  const problems = await openRecordingText(text, null, true);
  if (problems.length > 0) {
    showOverlay({ kind: "refused", name: `Recording of ${title}`, problems });
    return false;
  }
  shown = { kept, created: playback()?.watched.header.created };
  return true;
}

/** Ceases to keep the recording that is shown: a file holds it, or nobody wants it. */
async function forgetShown(): Promise<void> {
  if (shown && shown.created === playback()?.watched.header.created) await dropRecording(shown.kept);
}

/** Saves the recording that is open to its file, or `elsewhere`, and then asks where. True when it is saved. */
export async function saveRecording(elsewhere = false): Promise<boolean> {
  const now = playback();
  if (!now) return false;
  const made = { title: now.watched.header.title, text: await recordingText() };
  const saved = await keep(made, elsewhere ? null : (now.file?.token ?? null));
  if (saved) await forgetShown();
  return saved;
}

async function keep(
  { title, text }: Pick<MadeRecording, "title" | "text">,
  token: string | null = null,
): Promise<boolean> {
  const name = fileNameOf(title, RECORDING_EXTENSION);
  const outcome = await (token === null ? host.saveFileAs(name, text) : host.saveFile(token, text));
  if (outcome.kind === "failed") notify(outcome.message, "problem");
  if (outcome.kind !== "done") return false;
  markRecordingSaved({ name: outcome.value.name, token: outcome.value.token });
  notify(`Saved ${outcome.value.name}`);
  return true;
}

/** Whether what is open may go as far as a recording of it is concerned: there is none, or a person has ended it. */
export async function mayLeaveRecording(): Promise<boolean> {
  const shown = playback();
  if (shown?.unsaved) {
    if (currentOverlay()?.kind === "unsaved") return false;
    const choice = await askUnsaved(shown.watched.header.title, "recording");
    if (choice === "cancel" || (choice === "save" && !(await saveRecording()))) return false;
    if (choice === "discard") await forgetShown();
  }
  if (!recording()) return true;
  // Asked twice at once: the first question stands.
  if (currentOverlay()?.kind === "unsaved") return false;
  const choice = await askUnsaved(sessionTitle(session()), "recording");
  if (choice === "cancel") return false;
  if (choice === "discard") {
    await discardRecording();
    return true;
  }
  const made = await stopRecording();
  if (!made) return true;
  if (await keep(made)) {
    await dropRecording(made.kept);
    return true;
  }
  // Not saved after all: it is shown, so that nothing of it is lost.
  await openMade(made.text, made.kept, made.title);
  return false;
}
