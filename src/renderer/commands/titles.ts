import type { Document } from "#core/document/document";
import { shorten } from "#core/shorten";
import type { DocumentWork, Work, WorkFile } from "../state/work";

/** The ending of a graph file. */
export const EXTENSION = ".gradwire";

/** The ending of a recording. */
export const RECORDING_EXTENSION = ".gradrec";

/** A title is written over in a field that takes so much. */
export const LONGEST_TITLE = 200;

/** What the work is called: its title, else the name of its file, else that it has none. */
export function titleOf(document: Document, file: WorkFile | null): string {
  const title = document.meta.title.trim();
  if (title !== "") return shorten(title, LONGEST_TITLE);
  const stem = file?.name.replace(/\.(gradwire|json)$/i, "").trim();
  return shorten(stem || "Untitled", LONGEST_TITLE);
}

/** What a document that is open is called. */
export const sessionTitle = ({ history, file }: Pick<DocumentWork, "history" | "file">): string =>
  titleOf(history.present, file);

/** What a work is called. */
export function titleOfWork(work: Work): string {
  return work.kind === "document" ? sessionTitle(work) : shorten(work.playback.watched.header.title, LONGEST_TITLE);
}

/** A file name that any system takes: the words of the title in lower case, joined by dashes. */
export function fileNameOf(title: string, extension: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  return `${words.join("-").slice(0, 60).replace(/-$/, "") || "untitled"}${extension}`;
}
