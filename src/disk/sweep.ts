import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { draftName, draftOf, dueContent, identityOf, type KeptNote, readNotes, removeNote } from "./notes";
import { isAbandoned } from "./owner";
import { writeOver } from "./write-over";

/** A disk that was taken out may come back; after so long nobody waits for it. */
const LONGEST_WAIT = 30 * 24 * 60 * 60 * 1000;

/** What was changed so long after the writing began was changed by somebody else, after a crash. */
const LONGEST_WRITING = 60 * 1000;

/**
 * Looks after all that killed processes left while they wrote: what they had gathered beside a file is removed, and a file that was being
 * written over gets all of its new content. Nothing of a process that is at work is touched. Never throws.
 */
export async function sweepLeftovers(): Promise<void> {
  const { abandoned } = await readNotes();
  for (const note of abandoned) {
    try {
      if (note.target !== "" && !(await settle(note))) continue;
      await removeNote(note);
    } catch {
      // The next start tries again.
    }
  }
}

/** Whether all is done that a note tells of. */
async function settle(note: KeptNote): Promise<boolean> {
  const folder = await stat(dirname(note.target)).catch(() => null);
  if (!folder) return Date.now() - note.at > LONGEST_WAIT;
  await rm(draftOf(note), { force: true });
  const due = await stat(dueContent(note)).catch(() => null);
  const target = await stat(note.target, { bigint: true }).catch(() => null);
  if (!due || !target || identityOf(target) !== note.identity) return true;
  if (Number(target.mtimeMs) > due.mtimeMs + LONGEST_WRITING) return true;
  await writeOver(dueContent(note), note.target, () => {});
  return true;
}

/** Removes from one folder what killed processes gathered there, notes or not. Never throws. */
export async function sweepFolder(folder: string): Promise<void> {
  for (const file of await readdir(folder).catch(() => [])) {
    const name = draftName(file);
    if (name === null) continue;
    const path = join(folder, file);
    const status = await stat(path).catch(() => null);
    if (status && isAbandoned(name, status.mtimeMs)) await rm(path, { force: true }).catch(() => {});
  }
}
