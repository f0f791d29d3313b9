import { isDeepStrictEqual } from "node:util";
import { parseDocument } from "#core/document/parse";
import { serialiseDocument } from "#core/document/serialise";
import { isJsonObject, type Json } from "#core/json";
import type { RecordingEvent } from "#core/recording/event";
import { readRecording } from "#core/recording/read";
import { writeRecording } from "#core/recording/write-recording";
import { sameTensor } from "#core/tensor/tensor";
import { decodeTensor } from "#core/tensor/tensor-json";

/** What is lost of a document that opens, when it is written and read again. */
export function lossOfDocument(text: string): string | null {
  const { document, problems } = parseDocument(text);
  if (!document || problems.length > 0) return null;
  const once = serialiseDocument(document);
  const again = parseDocument(once);
  if (!again.document || again.problems.length > 0) {
    return `what was written is refused: ${again.problems[0]?.message.slice(0, 200)}`;
  }
  if (!isDeepStrictEqual(again.document, document)) return "what was written is read as another document";
  if (serialiseDocument(again.document) !== once) return "written twice, it is two texts";
  return lostIn(JSON.parse(text.replace(/^\uFEFF/, "")) as Json, JSON.parse(once) as Json);
}

/** The first place whose value did not come back; what is empty, and is not written, aside. */
export function lostIn(before: Json, after: Json | undefined, path: readonly string[] = []): string | null {
  // Names in a file may hold what steers a terminal.
  const here = () => `${JSON.stringify(path).slice(0, 200)} did not come back`;
  if (path[0] === "nodes" && path[2] === "params" && path.length === 4 && !isDeepStrictEqual(before, after)) {
    const [a, b] = [decodeTensor(before), decodeTensor(after)];
    return "tensor" in a && "tensor" in b && sameTensor(a.tensor, b.tensor) ? null : here();
  }
  if (Array.isArray(before)) {
    if (!Array.isArray(after) || after.length !== before.length) return here();
    return firstOf(before.keys(), (at) => lostIn(before[at], after[at], [...path, String(at)]));
  }
  if (isJsonObject(before)) {
    if (!isJsonObject(after)) return isEmpty(before) && after === undefined ? null : here();
    return firstOf(Object.keys(before), (key) => {
      const inner = before[key] as Json;
      if (Object.hasOwn(after, key)) return lostIn(inner, after[key], [...path, key]);
      return mayBeLeftOut(inner, [...path, key]) ? null : lostIn(inner, undefined, [...path, key]);
    });
  }
  return Object.is(before, after) ? null : here();
}

/** Settings and params that are none, and words that say nothing. */
function mayBeLeftOut(value: Json, path: readonly string[]): boolean {
  if (path[0] === "meta") return path.length === 2 && value === "" && ["description", "author"].includes(path[1] ?? "");
  return path[0] === "nodes" && path.length === 3 && ["config", "params"].includes(path[2] ?? "") && isEmpty(value);
}

const isEmpty = (value: Json) => isJsonObject(value) && Object.keys(value).length === 0;

function firstOf<T>(all: Iterable<T>, find: (one: T) => string | null): string | null {
  for (const one of all) {
    const found = find(one);
    if (found !== null) return found;
  }
  return null;
}

/** What is lost of a recording that opens, when it is written and read again. */
export function lossOfRecording(text: string): string | null {
  const { recording } = readRecording(text);
  if (!recording) return null;
  const once = writeRecording(recording);
  const again = readRecording(once);
  if (!again.recording) return `what was written is refused: ${again.problems[0]?.message.slice(0, 200)}`;
  if (again.flaws.length > 0) return `what was written has a flaw: ${again.flaws[0]?.message.slice(0, 200)}`;
  if (!isDeepStrictEqual(again.recording.header, recording.header)) return "the header is another";
  // The end is reckoned anew, and times are rounded to milliseconds.
  const told = (events: readonly RecordingEvent[]) => events.flatMap(({ what }) => (what.code === "x" ? [] : [what]));
  const [before, after] = [told(recording.events), told(again.recording.events)];
  if (before.length !== after.length) return `of ${before.length} events ${after.length} came back`;
  const differs = before.findIndex((what, at) => !isDeepStrictEqual(what, after[at]));
  if (differs >= 0) return `event ${differs} (${before[differs]?.code}) is another`;
  return writeRecording(again.recording) === once ? null : "written twice, it is two texts";
}
