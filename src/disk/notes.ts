import { lstat, mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import envPaths from "env-paths";
import type { Pieces } from "./content";
import { isAbandoned, ownName } from "./owner";

/*
 * While a file is written, a note of it lies in a folder of Gradwire's own. The next Gradwire that starts finds by it what a killed one
 * left, and another one that is at work sees that the file is taken. Beside it may lie all that is to be written (`kept`), and once that
 * is whole and safe on the disk (`due`) the file may be written over where it stands.
 */

/** What is being written. */
export interface Note {
  /** The file, links followed. */
  readonly target: string;
  /** Its number on the disk, as `identityOf` gives it; null while there is none. Other names of the same file have the same. */
  readonly identity: string | null;
}

/** A note that lies in the folder. */
export interface KeptNote extends Note {
  readonly name: string;
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
}

const ENDING = { note: ".json", kept: ".content", due: ".due" } as const;

/** The number that a file has on this machine, whatever it is called. */
export function identityOf({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}:${ino}`;
}

/** The folder of the notes of this user. */
export function notesFolder(): string {
  return join(envPaths("gradwire", { suffix: "" }).data, "writing");
}

/** Notes what is about to be written; gives the note, or null where none can be kept: then one writes without. */
export async function writeNote(note: Note): Promise<KeptNote | null> {
  const name = ownName();
  try {
    await mkdir(notesFolder(), { recursive: true, mode: 0o700 });
    if (!(await isOurs())) return null;
    await writeFile(fileOf(name, "note"), JSON.stringify(note), { flag: "wx", mode: 0o600 });
    return { ...note, name, at: Date.now() };
  } catch {
    return null;
  }
}

/** Keeps all that is to be written beside the note, and gives the path once it is safe on the disk. @throws what the pieces or the disk throw */
export async function keepContent({ name }: KeptNote, pieces: Pieces): Promise<string> {
  const file = await open(fileOf(name, "kept"), "wx", 0o600);
  try {
    await writeFile(file, pieces);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fileOf(name, "kept"), fileOf(name, "due"));
  return fileOf(name, "due");
}

/** The path of what is kept whole beside a note; there need be nothing there. */
export function dueContent({ name }: KeptNote): string {
  return fileOf(name, "due");
}

/** Takes a note away, with what was kept beside it. The note goes last: as long as it is there, what it tells of is looked after. */
export async function removeNote({ name }: KeptNote): Promise<void> {
  for (const kind of ["kept", "due", "note"] as const) await rm(fileOf(name, kind), { force: true });
}

/** The notes of other processes: of those that are gone, and of those that are at work. What cannot be read is left out. */
export async function readNotes(): Promise<{
  readonly abandoned: readonly KeptNote[];
  readonly active: readonly KeptNote[];
}> {
  const abandoned: KeptNote[] = [];
  const active: KeptNote[] = [];
  // Another user's folder, as `sudo` may leave it in HOME, is not looked after.
  const names = (await isOurs()) ? await readdir(notesFolder()).catch(() => []) : [];
  for (const file of names) {
    if (!file.endsWith(ENDING.note)) continue;
    const name = file.slice(0, -ENDING.note.length);
    const note = await readNote(name).catch(() => null);
    if (note) (isAbandoned(name, note.at) ? abandoned : active).push(note);
  }
  return { abandoned, active };
}

async function readNote(name: string): Promise<KeptNote | null> {
  const file = fileOf(name, "note");
  const { mtimeMs: at } = await lstat(file);
  const text = await readFile(file, "utf8");
  // A process that was killed may leave an empty note; what it was about to do it had not begun.
  const json: unknown = text === "" ? { target: "", identity: null } : JSON.parse(text);
  if (typeof json !== "object" || json === null || !("target" in json) || !("identity" in json)) return null;
  const { target, identity } = json;
  if (typeof target !== "string" || (typeof identity !== "string" && identity !== null)) return null;
  return { name, at, target, identity };
}

async function isOurs(): Promise<boolean> {
  const status = await lstat(notesFolder()).catch(() => null);
  if (!status?.isDirectory()) return false;
  return process.getuid === undefined || status.uid === process.getuid();
}

function fileOf(name: string, kind: keyof typeof ENDING): string {
  return join(notesFolder(), name + ENDING[kind]);
}

/** The file beside a target in which its new content is gathered before it takes the target's place. Short, whatever the target's name. */
export function draftOf({ name, target }: KeptNote | { readonly name: string; readonly target: string }): string {
  return join(dirname(target), `${DRAFT_START}${name}${DRAFT_END}`);
}

/** What such a file in a folder is named after; null for any other file. */
export function draftName(file: string): string | null {
  if (!file.startsWith(DRAFT_START) || !file.endsWith(DRAFT_END)) return null;
  return file.slice(DRAFT_START.length, -DRAFT_END.length);
}

const DRAFT_START = ".gradwire-";
const DRAFT_END = ".tmp";
