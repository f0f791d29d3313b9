import { beforeEach, expect, test } from "vitest";
import { setMeta } from "#core/document/commands";
import { type Document, emptyDocument } from "#core/document/document";
import { beginOpening } from "./opening";
import { change, currentDocument, isDirty, session, undoChange } from "./session";
import { hasChanges } from "./work";
import { changeWork, completeWork, documentBehind, markSaved, openDocument, reopenDocument, workWith } from "./works";

const titled = (title: string, of: Document = emptyDocument): Document => setMeta(of, { title });
const titleNow = () => currentDocument().meta.title;

let a: string;

beforeEach(() => {
  a = openDocument(beginOpening(), titled("A"), { file: { name: "a", token: "1" } }) ?? "";
});

test("what was written is what is marked", () => {
  const written = currentDocument();
  change(titled("A1", written), "rename");
  markSaved(a, written, { name: "a", token: "1" });
  expect(isDirty(session())).toBe(true);
  undoChange();
  expect(isDirty(session())).toBe(false);
});

test("what ends late is done to its own work, or to none once that is closed", () => {
  const written = currentDocument();
  const b = openDocument(beginOpening(), titled("B"), { file: { name: "b", token: "2" } });
  change(titled("B1"), "rename");
  markSaved(a, written, { name: "a", token: "1" });
  changeWork(a, titled("A1"), "rename");
  completeWork(a, titled("A2"));
  expect(workWith(a)).toBeNull();
  expect(session()).toMatchObject({ id: b, file: { name: "b" } });
  expect(titleNow()).toBe("B1");
  expect(isDirty(session())).toBe(true);
});

test("of two that are opened the one asked for last is open in the end", () => {
  const [early, late] = [beginOpening(), beginOpening()];
  expect(openDocument(late, titled("Late"), { file: null })).not.toBeNull();
  expect(openDocument(early, titled("Early"), { file: null })).toBeNull();
  expect(titleNow()).toBe("Late");
});

test("a document that was closed comes back with its history, its file and its id", () => {
  change(titled("A1"), "rename");
  const left = documentBehind();
  openDocument(beginOpening(), emptyDocument, { file: null });
  reopenDocument(beginOpening(), left);
  expect(session()).toMatchObject({ id: a, file: { token: "1" } });
  expect(hasChanges(documentBehind())).toBe(true);
  undoChange();
  expect(titleNow()).toBe("A");
});

test("what a file has left out is no change of the document", () => {
  completeWork(a, titled("A, laid out"));
  expect(isDirty(session())).toBe(false);
  expect(session().history.past).toEqual([]);
});

test("revisions are of one graph alone, and of the same graph as long as it is there", () => {
  const { revision } = session();
  change(titled("A1", currentDocument()), "rename");
  expect(session().revision).toBe(revision);
  openDocument(beginOpening(), titled("B", currentDocument()), { file: null });
  expect(session().revision).toBe(revision);
  change({ ...currentDocument(), graph: { ...currentDocument().graph } }, "edit");
  expect(session().revision).toBeGreaterThan(revision);
});
