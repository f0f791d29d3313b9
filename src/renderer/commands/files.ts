import { type Document, emptyDocument } from "#core/document/document";
import { refuseSize } from "#core/document/file-size";
import { parseDocument } from "#core/document/parse";
import { serialiseDocument } from "#core/document/serialise";
import { host } from "../host/current";
import type { Outcome, SavedFile } from "../host/host";
import { type Draft, dropDraft } from "../state/drafts";
import { notify } from "../state/notices";
import { askUnsaved, currentOverlay, showOverlay } from "../state/overlay";
import { beginSession, currentDocument, isDirty, markSaved, type SessionFile, session } from "../state/session";
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
  const refusal = refuseSize(file.name, file.size);
  if (refusal !== null) return notify(refusal, "problem");
  await openText(await file.text(), { name: file.name, token: null });
}

/** Opens a graph that ships with the app. It has no file, so that saving it asks where. */
export async function openLesson(name: string): Promise<void> {
  await openText(await host.loadResource(`lessons/${name}`), { name, token: null }, true);
}

/** Brings back work that was not saved when its window went. */
export async function restoreDraft(draft: Draft): Promise<void> {
  const document = readText(draft.text, draft.title);
  if (document === null || !(await mayLeave())) return;
  beginSession(document, null, emptyDocument);
  await dropDraft(draft.id);
}

/** Saves to the file that the work came from, or asks where. True when it is saved. */
export function save(): Promise<boolean> {
  const token = session().file?.token ?? null;
  return token === null ? saveAs() : keep((text) => host.saveFile(token, text));
}

/** Asks where, and saves there. True when it is saved. */
export function saveAs(): Promise<boolean> {
  const { file } = session();
  const name = file?.token ? file.name : fileNameOf(sessionTitle(session()), EXTENSION);
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
  if (!isDirty(session())) return true;
  // Asked twice at once, such as by closing the window again: the first question stands.
  if (currentOverlay()?.kind === "unsaved") return false;
  const choice = await askUnsaved(sessionTitle(session()));
  return choice === "discard" || (choice === "save" && (await save()));
}

async function openText(text: string, file: SessionFile, shipped = false): Promise<void> {
  const document = readText(text, file.name);
  if (document !== null && (await mayLeave())) beginSession(document, shipped ? null : fileOf(file));
}

/** The document in a text; where there is none, a person is told why and what is open stays as it was. */
function readText(text: string, name: string): Document | null {
  const { document, problems } = parseDocument(text);
  if (document !== null && problems.length === 0) return document;
  showOverlay({ kind: "refused", name, problems });
  return null;
}

async function keep(write: (text: string) => Promise<Outcome<SavedFile>>): Promise<boolean> {
  const outcome = await write(serialiseDocument(currentDocument()));
  if (outcome.kind === "failed") notify(outcome.message, "problem");
  if (outcome.kind !== "done") return false;
  markSaved(fileOf(outcome.value));
  notify(`Saved ${outcome.value.name}`);
  return true;
}

const fileOf = ({ name, token }: SessionFile): SessionFile => ({ name, token });
