import { host } from "../host/current";
import { dropRecording, refuseRecording, releaseRecording } from "../kept/kept-recordings";
import { notify } from "../state/notices";
import { beginOpening, isOvertaken, type Opening } from "../state/opening";
import { showOverlay } from "../state/overlay";
import { type MadeRecording, recording, startRecording, stopRecording } from "../state/recording";
import { dropRead, openRead, readRecordingText } from "../state/recordings";
import { session } from "../state/session";
import { settleFields } from "../state/settle";
import { viewport } from "../state/viewport";
import { fileNameOf, RECORDING_EXTENSION, sessionTitle } from "./titles";

/** Begins to record, or ends the recording and shows it. */
export async function toggleRecording(): Promise<void> {
  if (!recording()) {
    startRecording(sessionTitle(session()));
    // Off the button: the space bar is to play now, not to stop what has just begun.
    viewport()?.focus();
    return;
  }
  // What is half written is told in it all the same.
  if (!settleFields("all")) return;
  const opening = beginOpening();
  const made = await stopRecording();
  if (made) await openMade(opening, made);
  viewport()?.focus();
}

/**
 * Opens a recording that no file holds. Where something else has been opened or is being recorded by the time that it is read, it is
 * offered on the start screen instead.
 */
export async function openMade(opening: Opening, { title, text, kept }: MadeRecording): Promise<boolean> {
  const read = await readRecordingText(text);
  if (!("player" in read)) {
    showOverlay({ kind: "refused", name: `Recording of ${title}`, problems: read });
    await refuseRecording(kept);
    return false;
  }
  if (!isOvertaken(opening) && !recording()) return openRead(opening, read, { file: null, inFile: false, kept });
  dropRead(read);
  await releaseRecording(kept);
  notify(`The recording of ${title} is offered on the start screen`);
  return false;
}

/** Ends the recording that is being made and asks where to save it. True when it is saved; else it is shown, so that nothing of it is lost. */
export async function saveMade(): Promise<boolean> {
  const opening = beginOpening();
  const made = await stopRecording();
  if (!made) return true;
  const outcome = await host.saveFileAs(fileNameOf(made.title, RECORDING_EXTENSION), made.text);
  if (outcome.kind === "failed") notify(outcome.message, "problem");
  if (outcome.kind !== "done") {
    await openMade(opening, made);
    return false;
  }
  notify(`Saved ${outcome.value.name}`);
  await dropRecording(made.kept);
  return true;
}
