import { readFile, stat } from "node:fs/promises";
import { refuseSize } from "#core/document/file-size";
import { type Parsed, parseDocument } from "#core/document/parse";
import type { Io } from "./io";

/** Reads a graph from a path, or from standard input for `-`. What cannot be read is a problem like any other. */
export async function readGraph(io: Io, path: string): Promise<Parsed> {
  try {
    if (path === "-") return parseDocument(await io.input());
    const { size } = await stat(path);
    const refusal = refuseSize(path, size);
    if (refusal !== null) return unreadable("schema", refusal);
    return parseDocument(await readFile(path, "utf8"));
  } catch (error) {
    return unreadable("not-json", `cannot be read: ${reasonOf(error)}`);
  }
}

function unreadable(code: "schema" | "not-json", message: string): Parsed {
  return { document: null, problems: [{ code, message }] };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "you may not read it",
  EPERM: "you may not read it",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
