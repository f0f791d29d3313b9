import { type Float64Places, mayBeInexact, parseExact } from "#core/document/exact-json";
import { DOCUMENT_NUMBERS } from "#core/document/parse";
import type { GraphNode } from "#core/graph/graph";
import { isDeeperThan, isJsonObject, type Json, type JsonObject } from "#core/json";
import { textHash } from "./content-hash";
import type { Happening, Header, RecordingEvent } from "./event";
import { readPayload } from "./read-payload";
import { type TensorReader, tensorReader } from "./read-tensors";
import { KEYFRAME_STEPS } from "./recorder";
import { CODES, lineSchema } from "./schema";
import { withoutCreated } from "./write-event";

/**
 * Something in a recording that can be opened all the same: what is wrong, and on which line, counted from 1. `cut`: it stops before
 * its end, as after a crash, and is whole up to there. `damaged`: it is not what was written.
 */
export interface Flaw {
  readonly kind: "cut" | "damaged";
  readonly line: number;
  readonly message: string;
}

/** As deep as a graph may be nested, and the line around it. */
export const DEEPEST = 104;

/** So many events are read; what a person does in a day is less. */
export const MOST_EVENTS = 2 ** 20;

/** Nodes of all documents that edits make, together: each edit of a graph is as much work as that has nodes. */
const MOST_EDITED = 2 ** 26;

/** After so many lines that had to be left out, the rest is left out too. */
const MOST_FLAWS = 100;

/** What is told beside the steps can be left out, and what comes after it is still true. */
const BESIDE: ReadonlySet<string> = new Set(["s", "c", "m", "p", "q"]);

interface Reading {
  readonly tensors: TensorReader;
  nodes: ReadonlyMap<string, GraphNode>;
  steps: number;
  sinceKeyframe: number;
  edited: number;
}

type Line = { readonly event: RecordingEvent } | Fault;

/** `isPassable` where reading can go on after the line. */
interface Fault {
  readonly fault: string;
  readonly isPassable?: boolean;
}

/** All lines after the first, up to the first that is not whole or does not belong. */
export function readLines(
  text: string,
  from: number,
  first: string,
  header: Header,
): { readonly events: readonly RecordingEvent[]; readonly flaws: readonly Flaw[] } {
  const events: RecordingEvent[] = [];
  const flaws: Flaw[] = [];
  const hash = textHash();
  hash.add(withoutCreated(first.trimEnd()));
  const reading: Reading = {
    tensors: tensorReader(),
    nodes: nodesOf(header.document.graph.nodes),
    steps: 0,
    sinceKeyframe: 0,
    edited: 0,
  };
  reading.tensors.know(header.document.graph);
  let line = 1;
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at);
    const raw = text.slice(at, end).trimEnd();
    at = end + 1;
    line += 1;
    if (raw === "") continue;
    if (events.length >= MOST_EVENTS) {
      flaws.push({ kind: "damaged", line, message: `has more than ${MOST_EVENTS} lines; from here on it is left out` });
      return { events, flaws };
    }
    const read = readLine(raw, reading);
    if ("fault" in read) {
      const isCut = end >= text.length && parseJson(raw) === undefined;
      const passes = read.isPassable && flaws.length < MOST_FLAWS;
      const rest = passes ? "this line is left out" : "from here on it is left out";
      flaws.push({
        kind: isCut ? "cut" : "damaged",
        line,
        message: isCut ? "is cut off in the middle of this line" : `${read.fault}; ${rest}`,
      });
      if (!passes) return { events, flaws };
      hash.add(hashed(raw));
      continue;
    }
    const { what } = read.event;
    events.push(read.event);
    if (what.code === "x") {
      const { steps } = reading;
      if (what.steps !== steps)
        flaws.push({ kind: "damaged", line, message: `says that it has ${what.steps} steps, and has ${steps}` });
      if (what.hash !== hash.digits()) {
        flaws.push({ kind: "damaged", line, message: "has been changed since it was written: its hash is another" });
      }
      if (text.slice(at).trim() !== "") {
        flaws.push({ kind: "damaged", line: line + 1, message: "goes on after its end; what follows is left out" });
      }
      return { events, flaws };
    }
    hash.add(hashed(raw));
  }
  flaws.push({ kind: "cut", line, message: `has no end: it was cut off after step ${reading.steps}` });
  return { events, flaws };
}

/** What of a line counts for the content hash: all but its `dt`. */
function hashed(raw: string): string {
  return raw.slice(raw.indexOf(",") + 1);
}

/** A step of training that tells nothing but its number. Training runs are long, and these are nearly all of their lines. */
const PLAIN_UPDATE = /^\[((?:0|[1-9]\d{0,5})(?:\.\d{1,9})?),"u",\{"step":([1-9]\d{0,8})\}\]$/;

function readLine(raw: string, reading: Reading): Line {
  const plain = PLAIN_UPDATE.exec(raw);
  if (plain) {
    const step = Number(plain[2]);
    if (step === reading.steps + 1) return follow({ dt: Number(plain[1]), what: { code: "u", step } }, reading);
  }
  const json = parseJson(raw);
  if (json === undefined) return { fault: "is not JSON" };
  // Each level takes a character to open and one to close.
  if (raw.length > 2 * DEEPEST && isDeeperThan(json, DEEPEST)) return { fault: "is nested too deep" };
  const line = lineSchema.safeParse(json);
  if (!line.success) return { fault: line.error.issues[0]?.message ?? "is no event" };
  const [dt, code] = line.data;
  const payload = exactPayload(raw, json as readonly Json[]);
  if (!CODES.has(code)) return { event: { dt, what: { code: "unknown", name: code, payload } } };
  const what = readPayload(code, payload, reading);
  if ("fault" in what) return { fault: what.fault, isPassable: BESIDE.has(code) };
  return follow({ dt, what }, reading);
}

/** The object of a line. What is only kept, such as fields of a graph that this version does not know, keeps its numbers as they are. */
function exactPayload(raw: string, json: readonly Json[]): JsonObject {
  const [, code, payload] = json;
  const isKept = !CODES.has(code as string);
  const places = isKept ? {} : { keys: new Map([["graph", DOCUMENT_NUMBERS]]) };
  const holdsGraph = isJsonObject(payload) && payload.graph !== undefined && code === "e";
  if ((!isKept && !holdsGraph) || !mayBeInexact(raw)) return payload as JsonObject;
  const exact = (parseExact(raw, json, { each: places }) as readonly Json[])[2] as JsonObject;
  // Beside the graph an edit has nothing but float64.
  return isKept ? exact : { ...(payload as JsonObject), graph: exact.graph as Json };
}

/** Goes on to after an event, unless it asks for more than a recording may. */
function follow(event: RecordingEvent, reading: Reading): Line {
  const what: Happening = event.what;
  if ("step" in what) {
    reading.steps = what.step;
    reading.sinceKeyframe += 1;
    if (reading.sinceKeyframe > KEYFRAME_STEPS) {
      return { fault: `has no keyframe in more than ${KEYFRAME_STEPS} steps` };
    }
  } else if (what.code === "k") {
    reading.sinceKeyframe = 0;
  } else if (what.code === "e") {
    if (what.document) reading.nodes = nodesOf(what.document.graph.nodes);
    reading.edited += reading.nodes.size + 1;
    if (reading.edited > MOST_EDITED) return { fault: "has more edits of so large a graph than can be played" };
  }
  return { event };
}

function nodesOf(nodes: readonly GraphNode[]): ReadonlyMap<string, GraphNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}

/** What a text says as JSON; undefined where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** As `parseJson`, with exact numbers outside of these places. */
export function parseExactly(text: string, places: Float64Places): Json | undefined {
  const json = parseJson(text);
  if (json === undefined || !mayBeInexact(text) || isDeeperThan(json, DEEPEST)) return json;
  return parseExact(text, json, places);
}

/** Where the line that begins here ends. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
