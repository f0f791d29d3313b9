import type { z } from "zod";
import { FLOAT64, type Float64Places } from "#core/document/exact-json";
import { MAX_FILE_BYTES } from "#core/document/file-size";
import { formatOf } from "#core/document/format-of";
import { DOCUMENT_NUMBERS, FORMAT, readDocument } from "#core/document/parse";
import { isDeeperThan, isJsonObject, type JsonObject } from "#core/json";
import type { Problem } from "#core/problem";
import type { Header, Recording } from "./event";
import { DEEPEST, type Flaw, lineEnd, parseExactly, readLines } from "./read-lines";

export type { Flaw } from "./read-lines";

import { CODES, headerSchema } from "./schema";
import { RECORDING_FORMAT, RECORDING_VERSION } from "./write-event";

/** Where in the first line numbers are float64. */
const HEADER_NUMBERS: Float64Places = {
  keys: new Map<string, Float64Places>([
    ...["version", "seed", "learning"].map((name) => [name, FLOAT64] as const),
    ["graph", DOCUMENT_NUMBERS],
  ]),
};

/** A recording as it was read. */
export interface ReadRecording {
  /** All of it that is whole; null where not even its first line is. */
  readonly recording: Recording | null;
  /** Why it cannot be opened. */
  readonly problems: readonly Problem[];
  /** What is wrong with one that can be opened: it is cut off, goes on with nonsense, or is not what was written. */
  readonly flaws: readonly Flaw[];
}

/** Whether a text says that it is a recording rather than a graph, so that one way of opening serves both. */
export function isRecordingText(text: string): boolean {
  return formatOf(text) === RECORDING_FORMAT;
}

/** Reads the text of a recording, as far as it is whole. Never throws, whatever the text is. */
export function readRecording(text: string): ReadRecording {
  if (text.length > MAX_FILE_BYTES) {
    return refused("schema", `is larger than the ${MAX_FILE_BYTES / 2 ** 20} MB that Gradwire reads`);
  }
  const firstEnd = lineEnd(text, 0);
  const first = text.slice(text.startsWith("\uFEFF") ? 1 : 0, firstEnd);
  // A graph is JSON over many lines, of which none is whole.
  if (formatOf(text) === FORMAT) return refused("not-gradwire", "is a graph, not a recording");
  const header = readHeader(first);
  if ("problems" in header) return { recording: null, problems: header.problems, flaws: [] };
  const { events, flaws } = readLines(text, firstEnd + 1, first, header.header);
  return { recording: { header: header.header, events }, problems: [], flaws };
}

function refused(code: Problem["code"], message: string): ReadRecording {
  return { recording: null, problems: [{ code, message }], flaws: [] };
}

function readHeader(line: string): { readonly header: Header } | { readonly problems: readonly Problem[] } {
  const refuse = (code: Problem["code"], message: string) => ({ problems: [{ code, message }] });
  if (line.trim() === "") return refuse("not-json", "is empty");
  const json = parseExactly(line, HEADER_NUMBERS);
  if (json === undefined) return refuse("not-json", "its first line is not JSON, or is cut off");
  if (!isJsonObject(json) || json.format !== RECORDING_FORMAT) {
    return refuse("not-gradwire", `is not a recording: the "format" of its first line is not "${RECORDING_FORMAT}"`);
  }
  const { version } = json;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    return refuse("schema", `version must be a whole number from 1 to ${RECORDING_VERSION}`);
  }
  if (version > RECORDING_VERSION) {
    return refuse(
      "newer-version",
      `is a recording of version ${version}; this Gradwire reads up to version ${RECORDING_VERSION}. A newer Gradwire opens it`,
    );
  }
  if (isDeeperThan(json, DEEPEST)) return refuse("schema", "its first line is nested too deep");
  const read = headerSchema.safeParse(json);
  if (!read.success) return { problems: read.error.issues.map((issue) => schemaProblem(issue)) };
  const { title = "", created, seed, values = "keyframes", requires = [], learning } = read.data;
  const unknown = requires.filter((code) => !CODES.has(code));
  if (unknown.length > 0) {
    const codes = unknown.slice(0, 5).map((code) => `“${code.slice(0, 40)}”`);
    return refuse("newer-version", `needs ${codes.join(", ")}, which this Gradwire does not know. A newer one may`);
  }
  const graph = readDocument(json.graph ?? null);
  if (!graph.document || graph.problems.length > 0) return { problems: graph.problems };
  const header = { title, created: created ?? "", seed: seed ?? 0, values, requires, rate: learning?.rate ?? null };
  return { header: { ...header, document: graph.document, ...restOf(json) } };
}

const KNOWN_FIELDS = new Set([
  "format",
  "version",
  "title",
  "created",
  "seed",
  "values",
  "requires",
  "learning",
  "graph",
]);

function restOf(json: JsonObject): { readonly rest?: JsonObject } {
  const rest = Object.entries(json).filter(([name]) => !KNOWN_FIELDS.has(name));
  return rest.length === 0 ? {} : { rest: Object.fromEntries(rest) };
}

function schemaProblem({ path, message }: z.core.$ZodIssue): Problem {
  return { code: "schema", message: `${path.map(String).join(".") || "the first line"} ${message}` };
}
