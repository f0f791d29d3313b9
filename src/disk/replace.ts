import type { BigIntStats } from "node:fs";
import { type FileHandle, open, writeFile } from "node:fs/promises";
import files from "stubborn-fs";

/** A file that another program looks at just now is tried for so long; only Windows knows this. */
const PATIENCE = { timeout: 2000 };

/** Errors by which the system says that a file cannot be replaced by another one, while it may still be written to. */
const PINNED: ReadonlySet<unknown> = new Set(["EBUSY", "EPERM", "EACCES", "EXDEV", "EINVAL", "ENOSYS", "ENOTSUP"]);

/** Whether an error says that the file has to stay the one that it is: it is mounted by itself, or its owner cannot be kept otherwise. */
export function saysPinned(error: unknown): boolean {
  return error instanceof Error && "code" in error && PINNED.has(error.code);
}

/** Opens a new file with the owner and the permissions of the one that it is to replace. @throws what the system throws */
export async function openLike(path: string, replaced: BigIntStats | null): Promise<FileHandle> {
  if (!replaced) return open(path, "wx", 0o666);
  const file = await open(path, "wx", 0o600);
  try {
    const [uid, gid] = [Number(replaced.uid), Number(replaced.gid)];
    const now = await file.stat();
    if (now.uid !== uid || now.gid !== gid) await file.chown(uid, gid);
    // Giving a file away may take permissions from it, so these come second.
    await file.chmod(Number(replaced.mode) & 0o7777);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Writes all to a file and closes it, once it is safe on the disk. @throws what the pieces or the disk throw */
export async function fill(file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await writeFile(file, chunks);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Lets a file take the place of another in the same folder, for good. @throws what the system throws */
export async function takePlace(draft: string, path: string, folder: string): Promise<void> {
  await files.retry.rename(PATIENCE)(draft, path);
  // Not every system can do this, or needs it.
  await syncFolder(folder).catch(() => {});
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
