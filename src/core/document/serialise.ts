import type { GraphEdge, GraphNode } from "#core/graph/graph";
import { type ExactNumber, exactText, isExactNumber, type Json, type JsonObject } from "#core/json";
import { encodeTensor, formatNumber } from "#core/tensor/tensor-json";
import type { Document, Layout, Meta } from "./document";
import { VERSION } from "./migrate";
import { FORMAT } from "./parse";

/** An array of numbers goes on one line; a longer tensor is broken after each row, which is then on one line. */
const LINE = 100;

/**
 * The text of a graph file: stable key order, two-space indent, numeric arrays on one line, so that git diffs read well.
 * Fields that this version does not know are written back as they were read. Reading the text gives an equal document.
 */
export function serialiseDocument(document: Document): string {
  return `${writeJson(encodeDocument(document), "")}\n`;
}

/** A document as the JSON of a graph file. */
export function encodeDocument({ meta, graph, layout, rest }: Document): JsonObject {
  return {
    format: FORMAT,
    version: VERSION,
    meta: encodeMeta(meta),
    nodes: graph.nodes.map((node) => encodeNode(node, layout)),
    edges: graph.edges.map(encodeEdge),
    ...rest,
  };
}

function encodeMeta({ title, description, author, rest }: Meta): JsonObject {
  return { title, ...(description ? { description } : {}), ...(author ? { author } : {}), ...rest };
}

function encodeNode({ id, type, label, config, params, inPosition, rest }: GraphNode, layout: Layout): JsonObject {
  const position = Object.hasOwn(layout, id) ? layout[id] : undefined;
  const tensors = Object.entries(params).map(([name, value]): [string, Json] => [name, encodeTensor(value)]);
  return {
    id,
    type,
    ...(label === undefined ? {} : { label }),
    ...(position ? { position: { x: position.x, y: position.y, ...inPosition } } : {}),
    ...(Object.keys(config).length > 0 ? { config } : {}),
    ...(tensors.length > 0 ? { params: Object.fromEntries(tensors) } : {}),
    ...rest,
  };
}

function encodeEdge({ id, source, sourceHandle, target, targetHandle, rest }: GraphEdge): JsonObject {
  return { id, source, sourceHandle, target, targetHandle, ...rest };
}

/** JSON text with the line breaks of `serialiseDocument`; unlike JSON.stringify it keeps the sign of −0. */
function writeJson(value: Json, indent: string): string {
  if (isNumber(value)) return numberText(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (isNumeric(value)) {
      const line = writeLine(value);
      if (line.length <= LINE || !value.some(Array.isArray)) return line;
    }
    return wrap(
      "[",
      (value as readonly Json[]).map((entry) => writeJson(entry, inner)),
      "]",
      indent,
    );
  }
  const fields = Object.entries(value as JsonObject);
  if (fields.length > 0 && fields.every(([, field]) => isNumber(field))) {
    return `{ ${fields.map(([key, field]) => `${JSON.stringify(key)}: ${writeLine(field)}`).join(", ")} }`;
  }
  return wrap(
    "{",
    fields.map(([key, field]) => `${JSON.stringify(key)}: ${writeJson(field, inner)}`),
    "}",
    indent,
  );
}

function wrap(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}

/** Numbers, non-finite ones as their words, and arrays of such. */
function isNumeric(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isNumeric);
  return isNumber(value) || value === "NaN" || value === "Infinity" || value === "-Infinity";
}

function writeLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(writeLine).join(", ")}]`;
  return isNumber(value) ? numberText(value) : JSON.stringify(value);
}

function isNumber(value: Json): value is number | ExactNumber {
  return typeof value === "number" || isExactNumber(value);
}

function numberText(value: number | ExactNumber): string {
  return typeof value === "number" ? formatNumber(value) : exactText(value);
}
