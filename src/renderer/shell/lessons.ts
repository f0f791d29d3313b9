import type { Document } from "#core/document/document";
import { parseDocument } from "#core/document/parse";
import { isJsonObject, type Json } from "#core/json";
import { host } from "../host/current";

/** A lesson as `resources/lessons/index.json` lists it. */
export interface LessonEntry {
  /** Its file beside the index, such as "sigmoid.gradwire". */
  readonly file: string;
  readonly title: string;
  /** What it shows, in one sentence. */
  readonly sentence: string;
  /** Where the seed derives it, such as "§ 2.2". */
  readonly section: string;
}

/** A lesson with its graph; null where its file cannot be read. */
export interface Lesson extends LessonEntry {
  readonly document: Document | null;
}

const INDEX = "lessons/index.json";

let lessons: Promise<readonly Lesson[]> | null = null;

/** All lessons in the order in which they are learnt, read once. */
export function loadLessons(): Promise<readonly Lesson[]> {
  lessons ??= loadIndex().then((entries) => Promise.all(entries.map(loadLesson)));
  return lessons;
}

/** The file of the first lesson, or null where the app came without lessons. */
export async function firstLesson(): Promise<string | null> {
  return (await loadIndex())[0]?.file ?? null;
}

/** The file of the lesson that `#lesson=NAME` names, with its ending or without. */
export async function lessonNamed(name: string): Promise<string | null> {
  return (await loadIndex()).find(({ file }) => file === name || file === `${name}.gradwire`)?.file ?? null;
}

async function loadIndex(): Promise<readonly LessonEntry[]> {
  return readIndex(JSON.parse(await host.loadResource(INDEX)) as Json);
}

async function loadLesson(entry: LessonEntry): Promise<Lesson> {
  const { document } = parseDocument(await host.loadResource(`lessons/${entry.file}`));
  return { ...entry, document };
}

/** The entries of an index. @throws Error where it is not one: it ships with the app, so that is our own fault. */
export function readIndex(json: Json): readonly LessonEntry[] {
  if (!Array.isArray(json)) throw new Error(`${INDEX} is not a list`);
  return json.map((entry: Json) => {
    if (!isJsonObject(entry)) throw new Error(`${INDEX} lists something that is not a lesson`);
    const { file, title, sentence, section } = entry;
    if (typeof file !== "string" || typeof title !== "string" || typeof sentence !== "string") {
      throw new Error(`${INDEX} lists a lesson without a file, a title or a sentence`);
    }
    return { file, title, sentence, section: typeof section === "string" ? section : "" };
  });
}
