import { type Document, emptyDocument } from "#core/document/document";
import { serialiseDocument } from "#core/document/serialise";
import { isRecordingText } from "#core/recording/read";
import { host } from "../host/current";
import { readFile } from "../host/read-file";
import { notify } from "../state/notices";
import { beginOpening, isOvertaken, type Opening } from "../state/opening";
import { showOverlay } from "../state/overlay";
import { readGraph } from "../state/reading";
import { dropRead, openRead, readRecordingText } from "../state/recordings";
import { endOfSaves, lastWritten } from "../state/saves";
import { session } from "../state/session";
import { contentOf, type DocumentWork, hasChanges, type WorkFile } from "../state/work";
import { openDocument, reopenDocument } from "../state/works";
import { mayLeave, mayLeaveRecording } from "./leave";
import { saveWork } from "./save";
import { fileNameOf, sessionTitle, titleOfWork } from "./titles";

/** Begins with an empty canvas. */
export async function newWork(opening = beginOpening()): Promise<void> {
  await replaceWork(opening, emptyDocument, { file: null });
}

/** Lets a person choose a file, and opens it. */
export async function openWork(): Promise<void> {
  const opening = beginOpening();
  const outcome = await host.openFile();
  if (outcome.kind === "failed") return notify(outcome.message, "problem");
  if (outcome.kind === "done") await openText(opening, outcome.value.text, outcome.value);
}

/** Opens a file that was dropped onto the window. */
export async function openDropped(file: File): Promise<void> {
  const opening = beginOpening();
  const read = await readFile(file);
  if (read.kind === "failed") return notify(read.message, "problem");
  if (read.kind === "done") await openText(opening, read.value, { name: file.name, token: null });
}

/** A lesson as the app ships with it. */
interface ShippedLesson {
  readonly file: string;
  readonly walk: string | null;
}

/**
 * Opens a graph that ships with the app, and knows of the recording that leads through it. It has no file, so that saving it asks
 * where.
 */
export async function openLesson({ file: name, walk }: ShippedLesson, opening = beginOpening()): Promise<void> {
  const text = await host.loadResource(`lessons/${name}`);
  await openText(opening, text, { name, token: null }, { walk });
}

/** Opens the recording that leads through a lesson. */
export async function watchWalk(walk: string, opening = beginOpening()): Promise<void> {
  const text = await host.loadResource(`lessons/${walk}`);
  await openRecording(opening, text, { name: walk, token: null }, true);
}

/** Saves what is shown to the file that it came from, or asks where. True when it is saved. */
export const save = (): Promise<boolean> => saveWork(session().id);

/** Asks where to save what is shown, and saves it there. True when it is saved. */
export const saveAs = (): Promise<boolean> => saveWork(session().id, true);

/** Writes the graph as JSON for other programs; what is open stays tied to its own file. */
export async function exportJson(): Promise<void> {
  const { history } = session();
  const name = fileNameOf(sessionTitle(session()), ".json");
  const outcome = await host.exportFile(name, serialiseDocument(history.present), "application/json");
  if (outcome.kind === "failed") notify(outcome.message, "problem");
  if (outcome.kind === "done") notify(`Exported ${outcome.value}`);
}

/** True when it is open. `lesson` is given for a text that ships with the app. */
async function openText(
  opening: Opening,
  text: string,
  file: WorkFile,
  lesson: { readonly walk: string | null } | null = null,
): Promise<boolean> {
  if (isOvertaken(opening)) return false;
  if (isRecordingText(text)) return openRecording(opening, text, file, lesson !== null);
  const document = await readText(opening, text, file.name, lesson !== null);
  if (document === null) return false;
  const known = lesson ? { file: null, ...lesson } : { file: fileOf(file) };
  return (await replaceWork(opening, document, known)) !== null;
}

/**
 * Opens a document in place of what is open, if that may go, and gives its id; null where it is not open. What was open before had of
 * changes can be brought back for a while.
 */
export async function replaceWork(
  opening: Opening,
  document: Document,
  known: Parameters<typeof openDocument>[2],
): Promise<string | null> {
  if (isOvertaken(opening) || !(await mayLeave())) return null;
  // Late: what is left is what is there by then, of which it was said that it may go.
  const left = session().work;
  const id = openDocument(opening, document, known);
  if (id !== null && hasChanges(left)) void offerBack(left);
  return id;
}

/** Says that changes were given up, and lets a person think better of it; of what is still being saved, only where that fails. */
async function offerBack(work: DocumentWork): Promise<void> {
  await endOfSaves(work.id);
  if (lastWritten(work.id) === contentOf(work)) return;
  notify(`The changes to “${titleOfWork(work)}” were not saved`, "plain", {
    name: "Bring them back",
    run: () => void bringBack(work),
  });
}

async function bringBack(work: DocumentWork): Promise<void> {
  const opening = beginOpening();
  if (await mayLeave()) reopenDocument(opening, work);
}

/** The document that is open stays, behind the recording. What was packed is not saved over by what is not. */
async function openRecording(opening: Opening, text: string, file: WorkFile, shipped: boolean): Promise<boolean> {
  const read = await readRecordingText(text);
  if (!("player" in read)) {
    showOverlay({ kind: "refused", name: file.name, problems: read });
    return false;
  }
  if (isOvertaken(opening) || !(await mayLeaveRecording())) {
    dropRead(read);
    return false;
  }
  const isOwn = !shipped && !/\.gz$/i.test(file.name);
  return openRead(opening, read, { file: isOwn ? fileOf(file) : null, inFile: true, kept: null });
}

/** The document in a text; where there is none, a person is told why and what is open stays as it was. */
async function readText(opening: Opening, text: string, name: string, shipped = false): Promise<Document | null> {
  const { document, problems, count } = await readGraph(text, shipped);
  if (document === null && !isOvertaken(opening)) showOverlay({ kind: "refused", name, problems, count });
  return document;
}

const fileOf = ({ name, token }: WorkFile): WorkFile => ({ name, token });
