import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

const BLOCK = 2 ** 18;

/**
 * Writes one file over another where that stands, so that its other names, its owner and all that the system notes of it stay. What it
 * is longer by is written first: a disk that is full leaves the old content as it was.
 * @param begun called before anything of the old content is lost
 * @throws what the disk throws
 */
export async function writeOver(source: string, target: string, begun: () => void): Promise<void> {
  const from = await open(source, "r");
  try {
    const to = await open(target, constants.O_WRONLY);
    try {
      const { size } = await from.stat();
      const { size: before } = await to.stat();
      if (size > before) await lengthen(from, to, before, size);
      begun();
      await copy(from, to, 0, Math.min(before, size));
      await to.truncate(size);
      await to.sync();
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function lengthen(from: FileHandle, to: FileHandle, before: number, size: number): Promise<void> {
  try {
    await copy(from, to, before, size);
    await to.sync();
  } catch (error) {
    await to.truncate(before);
    throw error;
  }
}

async function copy(from: FileHandle, to: FileHandle, start: number, end: number): Promise<void> {
  const block = Buffer.allocUnsafe(BLOCK);
  for (let at = start; at < end; ) {
    const { bytesRead } = await from.read(block, 0, Math.min(BLOCK, end - at), at);
    if (bytesRead === 0) throw new Error("what was kept to be written is cut off");
    let done = 0;
    while (done < bytesRead) done += (await to.write(block, done, bytesRead - done, at + done)).bytesWritten;
    at += bytesRead;
  }
}
