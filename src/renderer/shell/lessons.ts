import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import type { Json } from "#core/json";
import { host } from "../host/current";
import { type LessonEntry, readIndex } from "./lesson-index";

/** A lesson with its graph; null where its file cannot be read. */
export interface Lesson extends LessonEntry {
  readonly document: Document | null;
}

let lessons: Promise<readonly Lesson[]> | null = null;

/** All lessons in the order in which they are learnt, read once. */
export function loadLessons(): Promise<readonly Lesson[]> {
  lessons ??= loadIndex().then((entries) => Promise.all(entries.map(loadLesson)));
  return lessons;
}

/** The first lesson, or null where the app came without lessons. */
export async function firstLesson(): Promise<LessonEntry | null> {
  return (await loadIndex())[0] ?? null;
}

/** The lesson that `#lesson=NAME` or `#walk=NAME` names, with the ending of its file or without; null where there is none. */
export async function lessonNamed(name: string): Promise<LessonEntry | null> {
  return (await loadIndex()).find(({ file }) => file === name || file === `${name}.gradwire`) ?? null;
}

async function loadIndex(): Promise<readonly LessonEntry[]> {
  return readIndex(JSON.parse(await host.loadResource("lessons/index.json")) as Json);
}

async function loadLesson(entry: LessonEntry): Promise<Lesson> {
  const { document } = parseDocument(await host.loadResource(`lessons/${entry.file}`));
  return { ...entry, document };
}
