import { isJsonObject, type Json } from "#core/json";

/** A lesson as `resources/lessons/index.json` lists it. */
export interface LessonEntry {
  /** Its file beside the index, such as "sigmoid.gradwire". */
  readonly file: string;
  /** The recorded walk through it, beside it, such as "sigmoid.gradrec"; null where it has none. */
  readonly walk: string | null;
  readonly title: string;
  /** What it shows, in one sentence. */
  readonly sentence: string;
  /** Where Vicas 2022 derives it, such as "§ 2.2". */
  readonly section: string;
  /** Numbers of the equations of Vicas 2022 that it shows, such as "(29)–(43)". */
  readonly equations: readonly string[];
}

/** The entries of an index. @throws Error where it is not one: it ships with the app, so that is our own fault. */
export function readIndex(json: Json): readonly LessonEntry[] {
  if (!Array.isArray(json)) throw new Error(`The index of lessons is not a list`);
  return json.map((entry: Json) => {
    if (!isJsonObject(entry)) throw new Error("The index of lessons lists something that is not a lesson");
    const { file, walk, title, sentence, section, equations } = entry;
    if (typeof file !== "string" || typeof title !== "string" || typeof sentence !== "string") {
      throw new Error(`The index of lessons lists one without a file, a title or a sentence`);
    }
    return {
      file,
      walk: typeof walk === "string" ? walk : null,
      title,
      sentence,
      section: typeof section === "string" ? section : "",
      equations: Array.isArray(equations) ? equations.filter((one) => typeof one === "string") : [],
    };
  });
}
