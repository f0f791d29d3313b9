import { type Document, emptyDocument } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { serialiseDocument } from "#core/document/serialise";
import { isRecordingText } from "#core/recording/read";
import { host } from "../host/current";
import type { Outcome, SavedFile } from "../host/host";
import { readFile } from "../host/read-file";
import { type Draft, dropDraft } from "../state/drafts";
import { notify } from "../state/notices";
import { askUnsaved, currentOverlay, showOverlay } from "../state/overlay";
import { openRecordingText, playback } from "../state/playback";
import {
  beginSession,
  currentDocument,
  isDirty,
  markSaved,
  type SessionFile,
  session,
  setWalk,
  workOf,
} from "../state/session";
import { mayLeaveRecording, saveRecording } from "./recordings";
import { EXTENSION, fileNameOf, sessionTitle } from "./titles";

/** Begins with an empty canvas. */
export async function newWork(): Promise<void> {
  if (await mayLeave()) beginSession(emptyDocument, null);
}

/** Lets a person choose a file, and opens it. */
export async function openWork(): Promise<void> {
  const outcome = await host.openFile();
  if (outcome.kind === "failed") return notify(outcome.message, "problem");
  if (outcome.kind === "done") await openText(outcome.value.text, outcome.value);
}

/** Opens a file that was dropped onto the window. */
export async function openDropped(file: File): Promise<void> {
  const read = await readFile(file);
  if (read.kind === "failed") return notify(read.message, "problem");
  if (read.kind === "done") await openText(read.value, { name: file.name, token: null });
}

/**
 * Opens a graph that ships with the app, and knows of the recording that leads through it. It has no file, so that saving it asks
 * where.
 */
export async function openLesson(lesson: { readonly file: string; readonly walk: string | null }): Promise<void> {
  const { file: name, walk } = lesson;
  const opened = await openText(await host.loadResource(`lessons/${name}`), { name, token: null }, true);
  if (opened) setWalk(walk);
}

/** Opens the recording that leads through a lesson. */
export async function watchWalk(walk: string): Promise<void> {
  await openRecording(await host.loadResource(`lessons/${walk}`), { name: walk, token: null }, true);
}

/** Brings back work that was not saved when its window went. */
export async function restoreDraft(draft: Draft): Promise<void> {
  const document = readText(draft.text, draft.title);
  if (document === null || !(await mayLeave())) return;
  beginSession(document, null, emptyDocument);
  await dropDraft(draft.id);
}

/** Saves what is shown to the file that it came from, or asks where. True when it is saved. */
export function save(): Promise<boolean> {
  return playback() ? saveRecording() : saveWork();
}

/** Asks where to save what is shown, and saves it there. True when it is saved. */
export function saveAs(): Promise<boolean> {
  return playback() ? saveRecording(true) : saveWorkAs();
}

function saveWork(): Promise<boolean> {
  const token = workOf(session()).file?.token ?? null;
  return token === null ? saveWorkAs() : keep((text) => host.saveFile(token, text));
}

function saveWorkAs(): Promise<boolean> {
  const work = workOf(session());
  const name = work.file?.token ? work.file.name : fileNameOf(sessionTitle(work), EXTENSION);
  return keep((text) => host.saveFileAs(name, text));
}

/** Writes the graph as JSON for other programs; what is open stays tied to its own file. */
export async function exportJson(): Promise<void> {
  const name = fileNameOf(sessionTitle(session()), ".json");
  const outcome = await host.exportFile(name, serialiseDocument(currentDocument()), "application/json");
  if (outcome.kind === "failed") notify(outcome.message, "problem");
  if (outcome.kind === "done") notify(`Exported ${outcome.value}`);
}

/** Whether the work that is open may go: it is saved, or a person says that its changes may be lost. */
export async function mayLeave(): Promise<boolean> {
  if (!(await mayLeaveRecording())) return false;
  if (!isDirty(session())) return true;
  // Asked twice at once, such as by closing the window again: the first question stands.
  if (currentOverlay()?.kind === "unsaved") return false;
  const choice = await askUnsaved(sessionTitle(workOf(session())));
  return choice === "discard" || (choice === "save" && (await saveWork()));
}

/** True when it is open. */
async function openText(text: string, file: SessionFile, shipped = false): Promise<boolean> {
  if (isRecordingText(text)) return openRecording(text, file, shipped);
  const document = readText(text, file.name);
  if (document === null || !(await mayLeave())) return false;
  beginSession(document, shipped ? null : fileOf(file));
  return true;
}

/** The work that is open stays, behind the recording. What was packed is not saved over by what is not. */
async function openRecording(text: string, file: SessionFile, shipped: boolean): Promise<boolean> {
  if (!(await mayLeaveRecording())) return false;
  const problems = await openRecordingText(text, shipped || /\.gz$/i.test(file.name) ? null : fileOf(file), false);
  if (problems.length > 0) showOverlay({ kind: "refused", name: file.name, problems });
  return problems.length === 0;
}

/** The document in a text; where there is none, a person is told why and what is open stays as it was. */
function readText(text: string, name: string): Document | null {
  const { document, problems } = parseDocument(text);
  if (document !== null && problems.length === 0) return document;
  showOverlay({ kind: "refused", name, problems });
  return null;
}

async function keep(write: (text: string) => Promise<Outcome<SavedFile>>): Promise<boolean> {
  const outcome = await write(serialiseDocument(workOf(session()).history.present));
  if (outcome.kind === "failed") notify(outcome.message, "problem");
  if (outcome.kind !== "done") return false;
  markSaved(fileOf(outcome.value));
  notify(`Saved ${outcome.value.name}`);
  return true;
}

const fileOf = ({ name, token }: SessionFile): SessionFile => ({ name, token });
