import { create } from "zustand";
import { type Document, emptyDocument } from "#core/document/document";
import { beginHistory, commit, type History, redo, undo } from "#core/document/history";
import { type Analysis, analyse } from "#core/graph/analyse";
import { notify } from "./notices";

/** The file that the document came from or was saved to; null for one that was never saved. */
export interface SessionFile {
  readonly name: string;
  /** The host's word for the file: what to give it to write there again. */
  readonly token: string | null;
}

/** What is selected on the canvas. */
export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

/** Nothing selected. */
export const emptySelection: Selection = { nodes: new Set(), edges: new Set() };

/** The work that a person has open. The document is in `history.present`; all else is about it and is not saved. */
export interface Session {
  /** False while the start screen is shown. */
  readonly open: boolean;
  readonly history: History;
  /** Of `history.present.graph`, always. */
  readonly analysis: Analysis;
  /** Rises by one whenever the graph changes, so that a run can be told from the graph that it was made of. */
  readonly revision: number;
  readonly selection: Selection;
  readonly file: SessionFile | null;
  /** A recording is shown: the document is that of its present frame, and cannot be edited. */
  readonly watching: boolean;
  /** The work that waits while a recording is shown in its place; null while none is. */
  readonly behind: Session | null;
  /** The recording that leads through the lesson that is open, by its file; null where there is none. */
  readonly walk: string | null;
  /** The document as it was last saved or opened; differs from the present one while there are changes to save. */
  readonly saved: Document;
}

/** The one store of the app. Components read it through `useSession` with a selector, and change it through `actions.ts`. */
export const useSession = create<Session>()(() => sessionOf(emptyDocument, null, false));

/** A session that begins with this document. */
export function sessionOf(document: Document, file: SessionFile | null, open = true): Session {
  return {
    open,
    history: beginHistory(document),
    analysis: analyse(document.graph),
    revision: 0,
    selection: emptySelection,
    file,
    watching: false,
    behind: null,
    walk: null,
    saved: document,
  };
}

/** The session now, outside React. */
export const session = (): Session => useSession.getState();

/** The document now, outside React. */
export const currentDocument = (): Document => session().history.present;

/** The work that can be saved: what is open, or while a recording is watched, what was open before. */
export const workOf = (session: Session): Session => session.behind ?? session;

/** Whether the work has changes to save. */
export function isDirty(session: Session): boolean {
  const { history, saved } = workOf(session);
  return history.present !== saved;
}

/**
 * Replaces the whole session: a new, opened or chosen document, or with `saved` one that has changes to save from the start.
 * A document whose graph is the one that is open, such as one that has been laid out, computes nothing again.
 */
export function beginSession(document: Document, file: SessionFile | null, saved: Document = document): void {
  const { revision, history } = session();
  const same = document.graph === history.present.graph;
  useSession.setState({ ...sessionOf(document, file), saved, revision: same ? revision : revision + 1 });
}

/** Says which recording leads through the lesson that is open. */
export function setWalk(walk: string | null): void {
  useSession.setState({ walk });
}

/** Goes to the start screen and leaves the document as it is. */
export function showStart(open: boolean): void {
  useSession.setState({ open: !open });
}

/** Makes `document` the present state, as one entry of the history; `gesture` joins changes of one gesture into one entry. */
export function change(document: Document, name: string, gesture: string | null = null): void {
  const { history, watching } = session();
  if (watching) {
    notify("This is a recording. Continue from here to edit its graph");
    return;
  }
  setHistory(commit(history, document, name, gesture));
}

/**
 * Shows the document of a recording's frame; the work that is open waits behind it. As long as its graph is the same nothing is
 * computed again; what is selected stays selected as far as it is there.
 */
export function showRecorded(document: Document): void {
  const before = session();
  const { revision, history, watching, selection } = before;
  const same = watching && document.graph === history.present.graph;
  useSession.setState({
    ...sessionOf(document, null, watching ? before.open : true),
    watching: true,
    behind: workOf(before),
    revision: same ? revision : revision + 1,
    selection: watching ? stillThere(selection, document) : emptySelection,
  });
}

/** Ceases to show a recording: the work that waited behind it is open again. */
export function endWatching(): void {
  const { behind, revision } = session();
  if (behind) useSession.setState({ ...behind, revision: revision + 1 });
}

/** Undoes one entry. */
export function undoChange(): void {
  setHistory(undo(session().history));
}

/** Brings back one undone entry. */
export function redoChange(): void {
  setHistory(redo(session().history));
}

/** Selects just these. */
export function select(nodes: Iterable<string>, edges: Iterable<string> = []): void {
  useSession.setState({ selection: { nodes: new Set(nodes), edges: new Set(edges) } });
}

/** The present document is now what the file holds. */
export function markSaved(file: SessionFile): void {
  const { behind } = session();
  if (behind) useSession.setState({ behind: { ...behind, file, saved: behind.history.present } });
  else useSession.setState({ file, saved: currentDocument() });
}

function setHistory(history: History): void {
  const before = session();
  if (history === before.history) return;
  const { graph } = history.present;
  if (graph === before.history.present.graph) {
    useSession.setState({ history });
    return;
  }
  useSession.setState({
    history,
    analysis: analyse(graph),
    revision: before.revision + 1,
    selection: stillThere(before.selection, history.present),
  });
}

function stillThere({ nodes, edges }: Selection, { graph }: Document): Selection {
  const ids = (list: readonly { readonly id: string }[], chosen: ReadonlySet<string>) =>
    chosen.size === 0 ? chosen : new Set(list.filter(({ id }) => chosen.has(id)).map(({ id }) => id));
  return { nodes: ids(graph.nodes, nodes), edges: ids(graph.edges, edges) };
}
