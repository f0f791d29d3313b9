import type { z } from "zod";
import type { Document } from "#core/document/document";
import { MAX_FILE_BYTES } from "#core/document/file-size";
import { readDocument } from "#core/document/parse";
import { isDeeperThan, isJsonObject, type Json, type JsonObject } from "#core/json";
import type { Problem } from "#core/problem";
import { contentHash } from "./content-hash";
import type { Happening, Header, Recording, RecordingEvent } from "./event";
import { readPayload } from "./read-payload";
import { tensorReader } from "./read-tensors";
import { headerSchema, lineSchema } from "./schema";
import { RECORDING_FORMAT, RECORDING_VERSION, withoutCreated } from "./write-event";

/**
 * Something in a recording that can be opened all the same: what is wrong, and on which line, counted from 1. `cut`: it stops before
 * its end, as after a crash, and is whole up to there. `damaged`: it is not what was written.
 */
export interface Flaw {
  readonly kind: "cut" | "damaged";
  readonly line: number;
  readonly message: string;
}

/** A recording as it was read. */
export interface ReadRecording {
  /** All of it that is whole; null where not even its first line is. */
  readonly recording: Recording | null;
  /** Why it cannot be opened. */
  readonly problems: readonly Problem[];
  /** What is wrong with one that can be opened: it is cut off, goes on with nonsense, or is not what was written. */
  readonly flaws: readonly Flaw[];
}

/** Codes of lines that this version reads. */
const CODES = new Set(["f", "g", "b", "u", "e", "k", "s", "c", "m", "p", "q", "x"]);
/** As deep as a graph may be nested, and the line around it. */
const DEEPEST = 104;

/** Whether a text looks like a recording rather than a graph, so that one way of opening serves both. */
export function isRecordingText(text: string): boolean {
  const [first = ""] = text.slice(0, 4096).trimStart().split("\n", 1);
  return first.startsWith("{") && /"format"\s*:\s*"gradwire-recording"/.test(first);
}

/** Reads the text of a recording, as far as it is whole. Never throws, whatever the text is. */
export function readRecording(text: string): ReadRecording {
  if (text.length > MAX_FILE_BYTES) {
    return refused("schema", `is larger than the ${MAX_FILE_BYTES / 2 ** 20} MB that Gradwire reads`);
  }
  const firstEnd = lineEnd(text, 0);
  const first = text.slice(text.startsWith("\uFEFF") ? 1 : 0, firstEnd);
  // A graph is JSON over many lines, of which none is whole.
  if (/^\s*\{\s*"format"\s*:\s*"gradwire-graph"/.test(text.slice(0, 200))) {
    return refused("not-gradwire", "is a graph, not a recording");
  }
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
  const json = parseJson(line);
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

/** All lines after the first, up to the first that is not whole or does not belong. */
function readLines(text: string, from: number, first: string, header: Header) {
  const events: RecordingEvent[] = [];
  const flaws: Flaw[] = [];
  const hash = contentHash();
  hash.addText(withoutCreated(first));
  const tensors = tensorReader();
  let document: Document = header.document;
  let steps = 0;
  let line = 1;
  let ended = false;
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at);
    const raw = text.slice(at, end);
    at = end + 1;
    line += 1;
    if (raw.trim() === "") continue;
    if (ended) {
      flaws.push({ kind: "damaged", line, message: "goes on after its end; what follows is left out" });
      break;
    }
    const read = readLine(raw, { tensors, document, steps, values: header.values });
    if ("fault" in read) {
      const cut = end >= text.length;
      const message = cut ? "is cut off in the middle of this line" : `${read.fault}; from here on it is left out`;
      flaws.push({ kind: cut ? "cut" : "damaged", line, message });
      return { events, flaws };
    }
    const { what } = read.event;
    if ("step" in what) steps = what.step;
    if (what.code === "e" && what.document) document = what.document;
    if (what.code === "x") {
      ended = true;
      if (what.steps !== steps)
        flaws.push({ kind: "damaged", line, message: `says that it has ${what.steps} steps, and has ${steps}` });
      if (what.hash !== hash.digits())
        flaws.push({ kind: "damaged", line, message: "has been changed since it was written: its hash is another" });
    } else {
      hash.addText(raw.slice(raw.indexOf(",") + 1).trimEnd());
    }
    events.push(read.event);
  }
  if (!ended) flaws.push({ kind: "cut", line, message: `has no end: it was cut off after step ${steps}` });
  return { events, flaws };
}

interface Reading {
  readonly tensors: ReturnType<typeof tensorReader>;
  readonly document: Document;
  readonly steps: number;
  readonly values: Header["values"];
}

function readLine(raw: string, reading: Reading): { readonly event: RecordingEvent } | { readonly fault: string } {
  const json = parseJson(raw);
  if (json === undefined) return { fault: "is not JSON" };
  if (isDeeperThan(json, DEEPEST)) return { fault: "is nested too deep" };
  const line = lineSchema.safeParse(json);
  if (!line.success) return { fault: line.error.issues[0]?.message ?? "is no event" };
  const [dt, code] = line.data;
  const payload = (json as readonly Json[])[2] as JsonObject;
  const what: Happening | { readonly fault: string } = CODES.has(code)
    ? readPayload(code, payload, reading)
    : { code: "unknown", name: code, payload };
  return "fault" in what ? what : { event: { dt, what } };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
