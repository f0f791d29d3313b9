import { serialiseDocument } from "#core/document/serialise";
import { host } from "../host/current";
import { dropRecording } from "../kept/kept-recordings";
import { notify } from "../state/notices";
import { recordingText } from "../state/recordings";
import { nextSave, noteWritten, saveInTurn } from "../state/saves";
import { contentOf, type Work } from "../state/work";
import { markSaved, workWith } from "../state/works";
import { EXTENSION, fileNameOf, RECORDING_EXTENSION, titleOfWork } from "./titles";

/**
 * Saves a work as it is now to its file; where it has none, or `elsewhere`, asks where. True when it is saved. What is marked as saved
 * is what was written, of the work that it was written for, whatever is on screen by then.
 */
export function saveWork(id: string, elsewhere = false): Promise<boolean> {
  const work = workWith(id);
  if (!work) return Promise.resolve(false);
  const save = nextSave();
  const content = contentOf(work);
  return saveInTurn(id, elsewhere ? "at once" : "in turn", async (waited) => {
    // A save before this one may have found it a file; where that was called off, nobody wants to be asked a second time.
    const token = elsewhere ? null : ((workWith(id) ?? work).file?.token ?? null);
    if (token === null && waited) return false;
    const text = work.kind === "document" ? serialiseDocument(work.history.present) : await recordingText(id);
    if (text === null) return false;
    const outcome = await (token === null ? host.saveFileAs(nameFor(work), text) : host.saveFile(token, text));
    if (outcome.kind === "failed") notify(outcome.message, "problem");
    if (outcome.kind !== "done") return false;
    const { name, token: written } = outcome.value;
    if (noteWritten(id, save, content)) markSaved(id, content, { name, token: written });
    if (work.kind === "recording" && work.kept) await dropRecording(work.kept);
    notify(`Saved ${name}`);
    return true;
  });
}

function nameFor(work: Work): string {
  if (work.kind === "recording") return fileNameOf(titleOfWork(work), RECORDING_EXTENSION);
  return work.file?.token ? work.file.name : fileNameOf(titleOfWork(work), EXTENSION);
}
