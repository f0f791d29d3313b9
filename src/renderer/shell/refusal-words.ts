import type { Problem, ProblemCode } from "#core/problem";
import { shorten } from "#core/shorten";

const NAMES: Readonly<Record<ProblemCode, string>> = {
  "not-json": "Not JSON",
  "not-gradwire": "Not a Gradwire graph",
  "newer-version": "Made by a newer Gradwire",
  schema: "Not as the format wants it",
  "duplicate-id": "An id given twice",
  "unknown-type": "Unknown type of node",
  "dangling-edge": "An edge without an end",
  "unknown-handle": "Unknown handle",
  "handle-taken": "A handle with two edges",
  "missing-input": "An input without an edge",
  cycle: "A cycle",
  "shape-mismatch": "Shapes that do not fit",
  "bad-config": "A setting that is not possible",
  "bad-param": "A param that is not possible",
  "bad-expression": "An expression that cannot be read",
  "unknown-setting": "A setting that the node does not have",
  "not-finite": "NaN or infinite",
};

/** What a problem's code says, in words. */
export function codeName(code: ProblemCode): string {
  return NAMES[code];
}

/** Where in a file a problem is: `Node “z”, handle “x”`; empty where it is the file as a whole. */
export function placeName({ node, handle, edge, param, config }: Problem): string {
  const parts = [
    node !== undefined && `node “${shorten(node)}”`,
    edge !== undefined && `edge “${shorten(edge)}”`,
    handle !== undefined && `handle “${shorten(handle)}”`,
    param !== undefined && `param “${shorten(param)}”`,
    config !== undefined && `setting “${shorten(config)}”`,
  ].filter((part) => part !== false);
  const place = parts.join(", ");
  return place.charAt(0).toUpperCase() + place.slice(1);
}
