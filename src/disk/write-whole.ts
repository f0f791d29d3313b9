import { type BigIntStats, createReadStream } from "node:fs";
import { open, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { bytesOf, type Content } from "./content";
import { draftOf, identityOf, type KeptNote, keepContent, type Note, readNotes, removeNote, writeNote } from "./notes";
import { ownName } from "./owner";
import { canGiveAway, mayWrite, takesFiles } from "./permissions";
import { reasonOf } from "./reasons";
import { fill, openLike, saysPinned, takePlace } from "./replace";
import { sweepFolder } from "./sweep";
import { type Target, targetOf } from "./target";
import { writeOver } from "./write-over";

/** How a file may be written. */
export interface WriteOptions {
  /**
   * Write the file where it stands, where its folder takes no new files. A person is to be asked first: while it is done the file is
   * neither old nor new, and what a crash leaves is mended only at the next start of Gradwire.
   */
  readonly overItself?: boolean;
  /** Not while another process of this user's writes the same file. */
  readonly alone?: boolean;
}

/** How writing came out. `reason` is the rest of a sentence that begins "could not be written: ". */
export type Written =
  | { readonly kind: "written"; readonly bytes: number }
  | { readonly kind: "refused"; readonly why: Refusal; readonly reason: string };

/** `folder`: it can be done with `overItself`. `taken`: another process writes the file. */
export type Refusal = "read-only" | "folder" | "taken" | "failed";

/** How often it is looked whether another process is done, before one gives up. */
const TRIES = 5;

type Chunks = AsyncIterable<Uint8Array>;
type FileTarget = Exclude<Target, { readonly kind: "stream" }>;

/**
 * Writes a file whole or not at all, and safely onto the disk. A link stays and what it leads to is written; other names of the file,
 * its permissions and its owner stay as far as the system lets. What is no file, such as a pipe, gets the content as it comes. Never
 * throws but what the content itself throws.
 */
export async function writeWhole(path: string, content: Content, options: WriteOptions = {}): Promise<Written> {
  let bytes = 0;
  let broken: { readonly error: unknown } | null = null;
  const chunks = (async function* () {
    try {
      for await (const chunk of bytesOf(content)) {
        bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      broken = { error };
      throw error;
    }
  })();
  try {
    const target = await targetOf(path);
    const refusal =
      target.kind === "stream" ? await writeStream(target.path, chunks) : await writeTarget(target, chunks, options);
    return refusal ?? { kind: "written", bytes };
  } catch (error) {
    if (broken) throw error;
    return refuse("failed", reasonOf(error, "write"));
  } finally {
    await chunks.return(undefined);
  }
}

function refuse(why: Refusal, reason: string): Written {
  return { kind: "refused", why, reason };
}

/** A pipe, a terminal or a device. Where it is a file that the shell has opened, it is written on. */
async function writeStream(path: string, chunks: Chunks): Promise<null> {
  const file = await open(path, "a");
  try {
    await writeFile(file, chunks);
  } finally {
    await file.close();
  }
  return null;
}

async function writeTarget(target: FileTarget, chunks: Chunks, options: WriteOptions): Promise<Written | null> {
  const { path } = target;
  const folder = dirname(path);
  const status = target.kind === "file" ? target.status : null;
  if (status && !(await mayWrite(path, status))) return refuse("read-only", "it is read-only");
  const isOpen = await takesFiles(folder);
  if (!isOpen && !status) return refuse("failed", "its folder takes no new files");
  if (!isOpen && !options.overItself) return refuse("folder", "its folder takes no new files");
  if (isOpen) await sweepFolder(folder);
  const note = await announce({ target: path, identity: status && identityOf(status) }, options.alone ?? false);
  if (note === "taken") return refuse("taken", "another Gradwire is writing it");
  const mustStay = status !== null && (!isOpen || status.nlink > 1n || !canGiveAway(status));
  const place = { path, folder, status, note };
  return mustStay ? overwrite(place, chunks) : replace(place, chunks);
}

/** Notes what is about to be written, unless another process is at it; null where no note can be kept. */
async function announce(about: Note, alone: boolean): Promise<KeptNote | "taken" | null> {
  for (let tried = 1; ; tried += 1) {
    const note = await writeNote(about);
    if (!note || !alone) return note;
    // Each looks after it has told the others, so that of two at least one sees the other. Both may, and then both try again.
    const { active } = await readNotes();
    const other = active.some(
      ({ name, target, identity }) =>
        name !== note.name && (target === note.target || (identity !== null && identity === note.identity)),
    );
    if (!other) return note;
    await removeNote(note);
    if (tried === TRIES) return "taken";
    await wait(20 + Math.random() * 80);
  }
}

interface Place {
  readonly path: string;
  readonly folder: string;
  readonly status: BigIntStats | null;
  readonly note: KeptNote | null;
}

/** Gathers all in a new file beside, which then takes the place of the old one. */
async function replace(place: Place, chunks: Chunks): Promise<Written | null> {
  const { path, folder, status, note } = place;
  const draft = draftOf({ name: note?.name ?? ownName(), target: path });
  let rest: Chunks | null = null;
  try {
    const file = await openLike(draft, status).catch((error: unknown) => unlessPinned(status, error));
    if (file) {
      await fill(file, chunks);
      await takePlace(draft, path, folder).catch((error: unknown) => {
        unlessPinned(status, error);
        rest = createReadStream(draft);
      });
    } else rest = chunks;
    if (rest !== null) return await overwrite(place, rest);
  } finally {
    await rm(draft, { force: true }).catch(() => {});
    if (note && rest === null) await removeNote(note).catch(() => {});
  }
  return null;
}

/** A file that is there and must stay the one that it is can still be overwritten; anything else has gone wrong. */
function unlessPinned(status: BigIntStats | null, error: unknown): null {
  if (status && saysPinned(error)) return null;
  throw error;
}

/** Keeps all in Gradwire's own folder, and then writes the file where it stands. */
async function overwrite({ path, note }: Place, chunks: Chunks): Promise<Written | null> {
  if (!note) return refuse("failed", "there is no room to keep it safe while it is written");
  let begun = false;
  try {
    const due = await keepContent(note, chunks);
    await writeOver(due, path, () => {
      begun = true;
    });
    begun = false;
    return null;
  } catch (error) {
    if (!begun) throw error;
    return refuse("failed", `${reasonOf(error, "write")}; Gradwire tries again when it next starts`);
  } finally {
    // What has begun stays noted until it is done.
    if (!begun) await removeNote(note).catch(() => {});
  }
}
