import { emptyDocument } from "#core/document/document";
import { host } from "../host/current";
import type { Draft } from "../kept/draft-store";
import { draftStore, takeDraft } from "../kept/drafts";
import { holdRecording, settleRecording, takeRecording } from "../kept/kept-recordings";
import { changeRecording, type KeptRecording, readRecordingText } from "../kept/recording-store";
import { whenDrawn } from "../kept/when-drawn";
import { notify } from "../state/notices";
import { beginOpening } from "../state/opening";
import { showOverlay } from "../state/overlay";
import { keepInsteadOf } from "../state/own-drafts";
import { readGraph } from "../state/reading";
import { replaceWork } from "./files";
import { mayLeaveRecording } from "./leave";
import { readingKept } from "./reading-kept";
import { openMade } from "./recordings";
import { EXTENSION, fileNameOf, RECORDING_EXTENSION } from "./titles";

/** Something that is kept on this machine, as the list of it shows it. */
export type Found =
  | { readonly kind: "draft"; readonly kept: Draft }
  | { readonly kind: "recording"; readonly kept: KeptRecording };

/** Brings back work that was not saved when its window went. */
export async function restoreDraft({ id, title }: Draft): Promise<void> {
  const opening = beginOpening();
  // Noted before the text is even read: should the page break at it, the next one knows.
  const text = await readingKept(takeDraft(id));
  if (text === null) return;
  const { document, problems, count } = await readGraph(text);
  if (document === null) {
    await draftStore.change(id, { attempt: null, fault: problems[0]?.message ?? "is empty" }).catch(() => false);
    showOverlay({ kind: "refused", name: title, problems, count });
    return;
  }
  const work = await replaceWork(opening, document, { file: null, saved: emptyDocument });
  if (work === null) await draftStore.change(id, { attempt: null }).catch(() => false);
  else keepInsteadOf(work, id);
}

/** Opens a recording of a window that is gone. */
export async function openKept({ id, title }: KeptRecording): Promise<void> {
  const opening = beginOpening();
  if (!(await mayLeaveRecording())) return;
  // Noted before the text is even read: should the page break at it, the next one knows.
  const text = await readingKept(takeRecording(id));
  if (text === null || !(await openMade(opening, { title, text, kept: id }))) return;
  await holdRecording(id);
  whenDrawn(() => void settleRecording(id));
}

/** Shows what is kept as text, as it could not be brought back. */
export async function showKeptText(found: Found): Promise<void> {
  const text = await textOf(found);
  if (text !== null) showOverlay({ kind: "text", name: found.kept.title, text });
}

/** Writes what is kept to a file as it is, whether or not it can be opened. */
export async function saveKeptCopy(found: Found): Promise<void> {
  const text = await textOf(found);
  if (text === null) return;
  const name = fileNameOf(found.kept.title, found.kind === "draft" ? EXTENSION : RECORDING_EXTENSION);
  const outcome = await host.exportFile(
    name,
    text,
    found.kind === "draft" ? "application/json" : "application/x-ndjson",
  );
  if (outcome.kind === "failed") notify(outcome.message, "problem");
  if (outcome.kind === "done") notify(`Saved a copy as ${outcome.value}`);
}

/** Throws away what is kept, or with null takes that back. False where it did not happen, of which the person has been told. */
export async function throwAway({ kind, kept: { id } }: Found, thrown: number | null): Promise<boolean> {
  const asked = kind === "draft" ? draftStore.change(id, { thrown }) : changeRecording(id, { thrown });
  const done = await readingKept(asked.then((there) => (there ? true : null)));
  return done !== null;
}

function textOf({ kind, kept: { id } }: Found): Promise<string | null> {
  return readingKept(kind === "draft" ? draftStore.read(id) : readRecordingText(id));
}
