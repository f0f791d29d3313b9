import { askToWait, askUnsaved, isAskedToLeave } from "../state/overlay";
import { watchedWork } from "../state/playback";
import { recording, stopRecording } from "../state/recording";
import { recordingText } from "../state/recordings";
import { endOfSaves } from "../state/saves";
import { session } from "../state/session";
import { endOfSettling, settleFields } from "../state/settle";
import { hasChanges, type RecordingWork, type Work } from "../state/work";
import { workWith } from "../state/works";
import { offerRecordingBack } from "./give-back";
import { saveMade } from "./recordings";
import { saveWork } from "./save";
import { sessionTitle, titleOfWork } from "./titles";

/** A save that ends sooner than this, in milliseconds, is waited for without a word. */
const SHORT = 300;

/** Whether all that is open may go: it is saved, or a person says that what is not may be lost. */
export async function mayLeave(): Promise<boolean> {
  if (!(await mayLeaveRecording())) return false;
  // Late: the document that is there by then is the one that would go.
  return mayLeaveWork(session().work);
}

/** Whether what is open may go as far as a recording of it is concerned: there is none, or a person has ended it. */
export async function mayLeaveRecording(): Promise<boolean> {
  if (!settleFields("all")) return false;
  await endOfSettling();
  // Late: what is there by then is what would go.
  const watched = watchedWork();
  if (watched && !(await mayLeaveWork(watched))) return false;
  return mayEndRecording();
}

/** Asked anew whenever a save has ended, as the work may have moved on meanwhile. */
async function mayLeaveWork({ id }: Work): Promise<boolean> {
  for (let work = workWith(id); work; work = workWith(id)) {
    const waited = await waitForSaves(work);
    if (waited === "leave") return true;
    if (waited === "cancel") return false;
    if (waited === "ended") continue;
    if (!hasChanges(work)) return true;
    if (isAskedToLeave()) return false;
    const choice = await askUnsaved(titleOfWork(work), work.kind);
    if (choice === "cancel") return false;
    if (choice === "discard") {
      if (work.kind === "recording") await offerBack(work);
      return true;
    }
    if (!(await saveWork(id))) return false;
  }
  // It has gone by itself.
  return true;
}

/** Lets a person think better of it after a recording was left with changes, or one that no file holds. */
async function offerBack(work: RecordingWork): Promise<void> {
  const text = await recordingText(work.id);
  if (text === null) return;
  await offerRecordingBack({ title: titleOfWork(work), text, kept: work.kept, file: work.file }, mayLeaveRecording);
}

/** Waits until a work is not being saved any more; null where it is not. */
async function waitForSaves(work: Work): Promise<"ended" | "leave" | "cancel" | null> {
  const end = endOfSaves(work.id);
  if (!end) return null;
  const soon = await Promise.race([
    end.then(() => true),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), SHORT)),
  ]);
  if (soon) return "ended";
  return isAskedToLeave() ? "cancel" : askToWait(titleOfWork(work), end);
}

async function mayEndRecording(): Promise<boolean> {
  if (!recording()) return true;
  // Asked twice at once: the first question stands.
  if (isAskedToLeave()) return false;
  const choice = await askUnsaved(sessionTitle(session()), "recording");
  if (choice === "cancel") return false;
  if (choice === "save") return saveMade();
  const made = await stopRecording();
  if (made) await offerRecordingBack({ ...made, file: null }, mayLeaveRecording);
  return true;
}
