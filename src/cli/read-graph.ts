import { type Parsed, parseDocument } from "#core/document/parse";
import type { Io } from "./io";
import { readText } from "./read-text";

/** Reads a graph from a path, or from standard input for `-`. What cannot be read is a problem like any other. */
export async function readGraph(io: Io, path: string): Promise<Parsed> {
  const read = await readText(io, path);
  return "text" in read ? parseDocument(read.text) : { document: null, problems: [read.problem] };
}
