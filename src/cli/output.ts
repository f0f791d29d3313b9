import { type BigIntStats, fstatSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Content } from "../disk/content";
import { writeWhole } from "../disk/write-whole";
import { type Arguments, WrongUsage } from "./arguments";
import { Failure } from "./failure";
import { isOurs, type OutputKind } from "./recognise";

/** The options of a command that writes a file. */
export const outputOptions = {
  force: { type: "boolean", help: "overwrite a file that is none of Gradwire's making" },
  "in-place": { type: "boolean", help: "write the file where it stands, where its folder takes no new files" },
} as const;

/** Where a command is to write. */
export interface Output {
  /** Null for standard output. */
  readonly path: string | null;
  readonly overItself: boolean;
}

/** What standard output is also called. */
const STANDARD_OUTPUT = new Set(["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]);

/**
 * Where the option `-o` says that is to be written, before anything is read or computed.
 * @param reads the files that are read, `-` for standard input
 * @throws WrongUsage where nothing may be written there: one of these is read, or what is there was not made by such a command
 */
export async function readOutput(given: Arguments, kind: OutputKind, reads: readonly string[]): Promise<Output> {
  const asked = given.text("out");
  if (asked === undefined) throw new WrongUsage("where to? Give -o with a path, or - for standard output");
  const path = asked === "-" || STANDARD_OUTPUT.has(resolve(asked)) ? null : asked;
  if (path === null && given.flag("json")) {
    throw new WrongUsage("--json needs standard output for itself: give -o a path");
  }
  if (path !== null) await checkTarget(path, kind, reads, given.flag("force"));
  return { path, overItself: given.flag("in-place") };
}

async function checkTarget(path: string, kind: OutputKind, reads: readonly string[], force: boolean): Promise<void> {
  const target = await statusOf(path);
  // What is not there, and terminals and the like, can be read and written at once.
  if (!target || target.isCharacterDevice()) return;
  for (const read of reads) {
    const source = await statusOf(read);
    if (source && source.dev === target.dev && source.ino === target.ino) {
      throw new WrongUsage(`-o ${path} is the file that is read; give another path`);
    }
  }
  if (force || !target.isFile() || target.size === 0n) return;
  if (!isOurs(kind, await beginningOf(path))) {
    throw new WrongUsage(`${path} is there, and is no such export of Gradwire's; --force overwrites it`);
  }
}

async function statusOf(path: string): Promise<BigIntStats | null> {
  try {
    return path === "-" ? fstatSync(0, { bigint: true }) : await stat(path, { bigint: true });
  } catch {
    return null;
  }
}

/** So much of a file is looked at to see what it is. */
const BEGINNING = 2 ** 18;

/** The beginning of a file; nothing of one that cannot be read. */
async function beginningOf(path: string): Promise<string> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return "";
  }
}

/** Writes a file whole or not at all, and gives its size in bytes. @throws Failure; and whatever the content throws */
export async function writeOutput(path: string, content: Content, { overItself }: Output): Promise<number> {
  const written = await writeWhole(path, content, { alone: true, overItself });
  if (written.kind === "written") return written.bytes;
  const more = written.why === "folder" ? "; --in-place writes the file where it stands" : "";
  throw new Failure("not-written", `${path} cannot be written: ${written.reason}${more}`);
}
