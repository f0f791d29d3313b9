import type { Document } from "#core/document/document";
import { commit, type History, redo, undo } from "#core/document/history";
import type { Analysis } from "#core/graph/analyse";
import { notify } from "./notices";
import { type DocumentWork, hasChanges, type Selection, type WorkFile } from "./work";
import { documentBehind, put, putHistory, shownWork, type Works, worksStore } from "./works";

/** What is on screen, as most of the app sees it. */
export interface Session {
  /** False while the start screen is shown. */
  readonly open: boolean;
  /** Of the work that is shown. */
  readonly id: string;
  readonly history: History;
  /** Of `history.present.graph`, always. */
  readonly analysis: Analysis;
  readonly revision: number;
  readonly selection: Selection;
  readonly file: WorkFile | null;
  /** A recording is shown: the document is that of its present frame, and cannot be edited. */
  readonly watching: boolean;
  /** The recording that leads through the lesson that is shown, by its file; null where there is none. */
  readonly walk: string | null;
  /** The document that can be saved: the one that is shown, or while a recording is, the one that waits behind it. */
  readonly work: DocumentWork;
}

const sessions = new WeakMap<Works, Session>();
let last: Session | null = null;

/** What is on screen; the same object for as long as none of it changes. */
function sessionOf(works: Works): Session {
  const known = sessions.get(works);
  if (known) return known;
  const shown = shownWork(works);
  const { id, history, analysis, revision, selection, file } = shown;
  const next: Session = {
    ...{ open: works.open, id, history, analysis, revision, selection, file },
    watching: shown.kind === "recording",
    walk: shown.kind === "document" ? shown.walk : null,
    work: documentBehind(works),
  };
  // Where a person is in a recording changes with each picture of the screen, and concerns few.
  last = last && isSame(last, next) ? last : next;
  sessions.set(works, last);
  return last;
}

function isSame(one: Session, other: Session): boolean {
  return (Object.keys(one) as (keyof Session)[]).every((key) => one[key] === other[key]);
}

/** What `read` makes of what is on screen, and again whenever that changes. */
export function useSession(): Session;
export function useSession<T>(read: (session: Session) => T): T;
export function useSession(read: (session: Session) => unknown = (session) => session): unknown {
  return worksStore((works) => read(sessionOf(works)));
}

/** Hears whenever something else is on screen, or what is there changes. Returns what stops it. */
export function subscribeSession(listener: (now: Session, before: Session) => void): () => void {
  return worksStore.subscribe((works, worksBefore) => {
    const [before, now] = [sessionOf(worksBefore), sessionOf(works)];
    if (now !== before) listener(now, before);
  });
}

/** What is on screen now, outside React. */
export const session = (): Session => sessionOf(worksStore.getState());

/** The document that is on screen now, outside React. */
export const currentDocument = (): Document => session().history.present;

/** Whether this work is on screen. */
export const isShown = (id: string): boolean => session().id === id;

/** Whether the graph of this revision is on screen, unchanged. */
export const isShownAt = (revision: number): boolean => session().revision === revision;

/** The document that can be saved. */
export const workOf = (session: Session): DocumentWork => session.work;

/** Whether the document that can be saved has changes to save. */
export const isDirty = ({ work }: Session): boolean => hasChanges(work);

/** Goes to the start screen and leaves the document as it is. */
export function showStart(open: boolean): void {
  worksStore.setState({ open: !open });
}

/** Makes `document` the present state of what is shown, as one entry of the history; `gesture` joins changes of one gesture into one entry. */
export function change(document: Document, name: string, gesture: string | null = null): void {
  const work = shownWork();
  if (work.kind === "recording") {
    notify("This is a recording. Continue from here to edit its graph");
    return;
  }
  putHistory(work, commit(work.history, document, name, gesture));
}

/** Undoes one entry. */
export function undoChange(): void {
  const work = shownWork();
  putHistory(work, undo(work.history));
}

/** Brings back one undone entry. */
export function redoChange(): void {
  const work = shownWork();
  putHistory(work, redo(work.history));
}

/** Selects just these. */
export function select(nodes: Iterable<string>, edges: Iterable<string> = []): void {
  put({ ...shownWork(), selection: { nodes: new Set(nodes), edges: new Set(edges) } });
}
