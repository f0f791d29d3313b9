import type { z } from "zod";
import type { GraphEdge, GraphNode } from "#core/graph/graph";
import { isDeeperThan, isJsonObject, type Json, type JsonObject } from "#core/json";
import { opOf } from "#core/ops/index";
import type { Problem } from "#core/problem";
import { shorten } from "#core/shorten";
import type { Tensor } from "#core/tensor/tensor";
import { decodeTensor, jsonText } from "#core/tensor/tensor-json";
import type { Document, Meta, Position } from "./document";
import { FLOAT64, type Float64Places, mayBeInexact, parseExact } from "./exact-json";
import { MAX_FILE_BYTES } from "./file-size";
import { jsonFaultIn } from "./json-fault";
import { migrate, oldestVersion, VERSION } from "./migrate";
import {
  type EdgeFields,
  edgeSchema,
  fileSchema,
  type MetaFields,
  metaSchema,
  type NodeFields,
  nodeSchema,
} from "./schema";

/** The word by which a graph file names itself. */
export const FORMAT = "gradwire-graph";

/** Nothing that Gradwire writes comes near this many levels; a file that does would overflow the stack of those who read it. */
const DEEPEST = 100;

/** Where in a graph file numbers are float64: in its version, in places on the canvas, and in the tensors of nodes that are known. */
export const DOCUMENT_NUMBERS: Float64Places = {
  keys: new Map<string, Float64Places>([
    ["version", FLOAT64],
    [
      "nodes",
      {
        each: {
          keys: new Map<string, Float64Places>([
            [
              "position",
              {
                keys: new Map([
                  ["x", FLOAT64],
                  ["y", FLOAT64],
                ]),
              },
            ],
            ["params", FLOAT64],
          ]),
          isStranger: ({ type }) => typeof type !== "string" || !opOf(type),
        },
      },
    ],
  ]),
};

/** A file as it was read. */
export interface Parsed {
  /** What could be read; null where nothing could. A document that came with problems is for listing more of them, not for opening. */
  readonly document: Document | null;
  /** Everything that keeps the file from being opened; none of what `analyse` finds in a graph that can be opened. */
  readonly problems: readonly Problem[];
}

/** Reads the text of a graph file. Never throws, whatever the text is. */
export function parseDocument(text: string): Parsed {
  if (text.length > MAX_FILE_BYTES)
    return refused("schema", `is larger than the ${MAX_FILE_BYTES / 2 ** 20} MB that Gradwire reads`);
  const read = readJson(text);
  if (!("fault" in read)) return readDocument(withExactNumbers(text, read.json));
  // A recording is one line of JSON after the other, which together are none.
  const isRecording = /^\s*\{\s*"format"\s*:\s*"gradwire-recording"/.test(text.slice(0, 200));
  return isRecording ? refused("not-gradwire", "is a recording, not a graph") : refused("not-json", read.fault);
}

/** Reads a graph file that is JSON already, such as the graph that a recording holds. Never throws, whatever it is. */
export function readDocument(json: Json): Parsed {
  if (isDeeperThan(json, DEEPEST)) return refused("schema", `is nested more than ${DEEPEST} levels deep`);
  if (!isJsonObject(json) || json.format !== FORMAT) return refused("not-gradwire", describeStranger(json));
  const { version } = json;
  if (typeof version !== "number" || !Number.isInteger(version) || version < oldestVersion()) {
    return refused(
      "schema",
      `version must be a whole number from ${oldestVersion()} to ${VERSION}, got ${brief(version)}`,
    );
  }
  if (version > VERSION) {
    return refused(
      "newer-version",
      `is of version ${version}; this Gradwire reads up to version ${VERSION}. A newer Gradwire opens it`,
    );
  }
  return readFile(migrate(json, version).file);
}

function refused(code: Problem["code"], message: string): Parsed {
  return { document: null, problems: [{ code, message }] };
}

/** What a text says, with exact numbers where there are any; too deep a nest is left as it is, to be refused. */
function withExactNumbers(text: string, json: Json): Json {
  if (!mayBeInexact(text) || isDeeperThan(json, DEEPEST)) return json;
  return parseExact(text.startsWith("\uFEFF") ? text.slice(1) : text, json, DOCUMENT_NUMBERS);
}

function readJson(text: string): { readonly json: Json } | { readonly fault: string } {
  const trimmed = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (trimmed.trim() === "") return { fault: "is empty" };
  try {
    return { json: JSON.parse(trimmed) as Json };
  } catch {
    const { at, why } = jsonFaultIn(trimmed) ?? { at: 0, why: "it is broken" };
    const before = trimmed.slice(0, at);
    const line = before.split("\n").length;
    const column = at - before.lastIndexOf("\n");
    return { fault: `is not JSON: line ${line}, column ${column}: ${why}` };
  }
}

function describeStranger(json: Json): string {
  const format = isJsonObject(json) ? json.format : undefined;
  if (format === "gradwire-recording") return "is a recording, not a graph";
  if (format === "gradwire-run") return "is the result of a run, not a graph";
  return `is not a Gradwire graph: its "format" should be "${FORMAT}", and is ${brief(format)}`;
}

function readFile(file: JsonObject): Parsed {
  const problems: Problem[] = [];
  if (!fits(fileSchema, file, "", {}, problems)) return { document: null, problems };
  const meta = file.meta === undefined || !fits(metaSchema, file.meta, "meta", {}, problems) ? {} : file.meta;
  const nodes: GraphNode[] = [];
  const layout: [string, Position][] = [];
  const nodeIds = new Set<string>();
  for (const [at, given] of file.nodes.entries()) {
    if (!fits(nodeSchema, given, `nodes[${at}]`, { node: idOf(given) }, problems)) continue;
    const { id, position } = given;
    if (isTwice(id, nodeIds, "nodes", { node: id }, problems)) continue;
    nodes.push(readNode(given, problems));
    if (position) layout.push([id, { x: position.x, y: position.y }]);
  }
  const edges: GraphEdge[] = [];
  const edgeIds = new Set<string>();
  for (const [at, given] of file.edges.entries()) {
    if (!fits(edgeSchema, given, `edges[${at}]`, { edge: idOf(given) }, problems)) continue;
    if (isTwice(given.id, edgeIds, "edges", { edge: given.id }, problems)) continue;
    edges.push(readEdge(given));
  }
  const { format: _, version: __, meta: ___, nodes: ____, edges: _____, ...rest } = file;
  const document: Document = {
    meta: readMeta(meta),
    graph: { nodes, edges },
    layout: Object.fromEntries(layout),
    ...kept(rest),
  };
  return { document, problems };
}

type Where = { readonly node?: string | undefined; readonly edge?: string | undefined };

/**
 * Whether a value fits a schema; each reason why not is added to `problems`. The value itself is used and not what zod makes of it, for
 * zod drops a key `__proto__`.
 */
function fits<S extends z.ZodType>(
  schema: S,
  given: unknown,
  path: string,
  where: Where,
  problems: Problem[],
): given is z.output<S> {
  const result = schema.safeParse(given);
  if (result.success) return true;
  for (const issue of result.error.issues) {
    const name = issue.path.reduce<string>(
      (so, key) => (typeof key === "number" ? `${so}[${key}]` : `${so}${so && "."}${String(key)}`),
      path,
    );
    problems.push({ code: "schema", message: `${name || "the file"} ${issue.message}`, ...placeOf(where) });
  }
  return false;
}

function isTwice(id: string, seen: Set<string>, list: string, where: Where, problems: Problem[]): boolean {
  if (!seen.has(id)) {
    seen.add(id);
    return false;
  }
  problems.push({
    code: "duplicate-id",
    message: `two ${list} have the id "${shorten(id)}": ids must differ`,
    ...placeOf(where),
  });
  return true;
}

function placeOf({ node, edge }: Where): Pick<Problem, "node" | "edge"> {
  return { ...(node === undefined ? {} : { node }), ...(edge === undefined ? {} : { edge }) };
}

function idOf(given: unknown): string | undefined {
  return isJsonObject(given) && typeof given.id === "string" ? given.id : undefined;
}

function readNode({ id, type, label, position, config, params, ...rest }: NodeFields, problems: Problem[]): GraphNode {
  const { x: _, y: __, ...inPosition } = position ?? {};
  const node = {
    id,
    type,
    ...(label === undefined ? {} : { label }),
    ...(Object.keys(inPosition).length === 0 ? {} : { inPosition: inPosition as JsonObject }),
  };
  if (!opOf(type)) {
    // Nothing is known of what such a node holds, so all of it is kept as it is.
    const raw = { ...(config ? { config } : {}), ...(params ? { params } : {}), ...rest };
    return { ...node, config: {}, params: {}, ...kept(raw as JsonObject) };
  }
  const tensors: [string, Tensor][] = [];
  for (const [name, given] of Object.entries(params ?? {})) {
    const read = decodeTensor(given);
    if ("tensor" in read) tensors.push([name, read.tensor]);
    else problems.push({ code: "bad-param", message: `${shorten(name)} ${read.fault}`, node: id, param: name });
  }
  return { ...node, config: config ?? {}, params: Object.fromEntries(tensors), ...kept(rest as JsonObject) };
}

function readEdge({ id, source, sourceHandle, target, targetHandle, ...rest }: EdgeFields): GraphEdge {
  return { id, source, sourceHandle, target, targetHandle, ...kept(rest as JsonObject) };
}

function readMeta({ title, description, author, ...rest }: MetaFields): Meta {
  return { title: title ?? "", description: description ?? "", author: author ?? "", ...kept(rest as JsonObject) };
}

function kept(rest: JsonObject): { readonly rest?: JsonObject } {
  return Object.keys(rest).length === 0 ? {} : { rest };
}

/** A value from a file as it may be shown in a message: short, whatever was in it. */
function brief(value: unknown): string {
  const text = value === undefined ? "missing" : jsonText(value as Json);
  return shorten(text, 40);
}
