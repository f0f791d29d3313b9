import { create } from "zustand";
import { type Document, emptyDocument } from "#core/document/document";
import { beginHistory, commit } from "#core/document/history";
import { isOvertaken, type Opening, wasShown } from "./opening";
import {
  type Content,
  type DocumentWork,
  type Playback,
  type RecordingWork,
  shownOf,
  type Work,
  type WorkFile,
  withHistory,
} from "./work";

/** All that is open, and which of it is on screen. */
export interface Works {
  /** False while the start screen is shown. */
  readonly open: boolean;
  readonly works: ReadonlyMap<string, Work>;
  /** The work that is on screen, by its id; behind the start screen, the one that is come back to. */
  readonly shown: string;
}

/**
 * The one store of what is open. What happens at once is done to what is shown, through `session.ts`; what ends later than it was
 * asked for is done to a work by its id, by the functions here, which do nothing where that work has been closed.
 */
export const worksStore = create<Works>()(() => {
  const work = documentWork(emptyDocument, null);
  return { open: false, works: new Map([[work.id, work]]), shown: work.id };
});

/** The work of this id; null where it has been closed. */
export function workWith(id: string): Work | null {
  return worksStore.getState().works.get(id) ?? null;
}

/** The work that is on screen. */
export function shownWork({ works, shown }: Works = worksStore.getState()): Work {
  return works.get(shown) as Work;
}

/** The document that can be edited and saved: what is on screen, or while a recording is watched, what waits behind it. */
export function documentBehind({ works, shown }: Works = worksStore.getState()): DocumentWork {
  const work = works.get(shown) as Work;
  return work.kind === "document" ? work : (works.get(work.behind) as DocumentWork);
}

/** What is said of a document that is opened beside what it holds. */
interface Opened {
  readonly file: WorkFile | null;
  /** What its file holds where that is something else: then it has changes to save from the start. */
  readonly saved?: Document;
  readonly walk?: string | null;
}

/** Opens a document in place of all that was open, and gives its id; null where something that was asked for later is open by now. */
export function openDocument(opening: Opening, document: Document, { file, saved, walk }: Opened): string | null {
  const work = documentWork(document, file, shownWork());
  return showAlone(opening, { ...work, saved: saved ?? document, walk: walk ?? null }) ? work.id : null;
}

/** Goes to the start screen, as what is shown first; not where something that was asked for later is open by now. */
export function openStart(opening: Opening): void {
  if (isOvertaken(opening)) return;
  wasShown(opening);
  worksStore.setState({ open: false });
}

/** Opens a document that was closed as it was then, with its history and its file; false where something asked for later is open by now. */
export function reopenDocument(opening: Opening, work: DocumentWork): boolean {
  return showAlone(opening, work);
}

function showAlone(opening: Opening, work: DocumentWork): boolean {
  if (isOvertaken(opening)) return false;
  wasShown(opening);
  worksStore.setState({ open: true, works: new Map([[work.id, work]]), shown: work.id });
  return true;
}

function documentWork(document: Document, file: WorkFile | null, like: Work | null = null): DocumentWork {
  return { ...shownOf(document, file, like), kind: "document", walk: null, saved: document };
}

/**
 * Opens a recording before the document that is open, which waits behind it; a recording that was shown is closed. Gives its id; null
 * where something that was asked for later is open by now.
 */
export function openRecordingWork(
  opening: Opening,
  document: Document,
  { file, saved, kept, playback }: Pick<RecordingWork, "file" | "saved" | "kept" | "playback">,
): string | null {
  if (isOvertaken(opening)) return null;
  wasShown(opening);
  const behind = documentBehind();
  const before = shownWork();
  const fromStart = before.kind === "recording" ? before.fromStart : !worksStore.getState().open;
  const shown = shownOf(document, file, before);
  const work: RecordingWork = { ...shown, kind: "recording", behind: behind.id, fromStart, saved, kept, playback };
  const works = new Map<string, Work>([behind, work].map((each) => [each.id, each]));
  worksStore.setState({ open: true, works, shown: work.id });
  return work.id;
}

/** Closes a recording: what it was opened over is on screen again. */
export function closeRecordingWork(id: string): void {
  const work = workWith(id);
  if (work?.kind !== "recording") return;
  const { works, shown, open } = worksStore.getState();
  const left = new Map(works);
  left.delete(id);
  const isShown = shown === id;
  worksStore.setState({ works: left, shown: isShown ? work.behind : shown, open: isShown ? !work.fromStart : open });
}

/** Changes where one is in a recording, or what it has come to. */
export function updatePlayback(id: string, change: Partial<Playback>): void {
  const work = workWith(id);
  if (work?.kind === "recording") put({ ...work, playback: { ...work.playback, ...change } });
}

/** Has a recording show the document of another frame. */
export function showFrameOf(id: string, document: Document): void {
  const work = workWith(id);
  if (work?.kind === "recording") put(withHistory(work, beginHistory(document)));
}

/** Makes another document the present state of a work, as one entry of its history; `gesture` joins changes of one gesture. */
export function changeWork(id: string, document: Document, name: string, gesture: string | null = null): void {
  const work = workWith(id);
  if (work?.kind === "document") putHistory(work, commit(work.history, document, name, gesture));
}

/** Gives a document that was just opened what its file has left out: no change of it, so there is nothing to undo and nothing to save. */
export function completeWork(id: string, document: Document): void {
  const work = workWith(id);
  if (work?.kind !== "document") return;
  const { saved, history } = work;
  put({ ...withHistory(work, beginHistory(document)), saved: saved === history.present ? document : saved });
}

/**
 * A file now holds this content, which may be that of a while ago: a work that has moved on since keeps its mark of unsaved changes.
 * The file becomes the work's own.
 */
export function markSaved(id: string, content: Content, file: WorkFile): void {
  const work = workWith(id);
  if (work?.kind === "document") put({ ...work, file, saved: content as Document });
  if (work?.kind === "recording") put({ ...work, file, saved: content as Playback["watched"], kept: null });
}

/** Puts a work in the place of the one of its id. */
export function put(work: Work): void {
  const { works } = worksStore.getState();
  worksStore.setState({ works: new Map(works).set(work.id, work) });
}

/** Gives a work another history. */
export function putHistory(work: Work, history: Work["history"]): void {
  if (history !== work.history) put(withHistory(work, history));
}
