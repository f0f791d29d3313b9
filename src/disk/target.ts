import type { BigIntStats } from "node:fs";
import { lstat, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";

/**
 * What stands where a path leads, links followed: nothing yet, a file, or something that takes bytes as they come, such as a pipe or a
 * terminal. `path` is free of links.
 */
export type Target =
  | { readonly kind: "new"; readonly path: string }
  | { readonly kind: "file"; readonly path: string; readonly status: BigIntStats }
  | { readonly kind: "stream"; readonly path: string };

/** So many links are followed, as Linux does. */
const MOST_LINKS = 40;

/**
 * Where a path leads, also by links whose own target is not there yet.
 * @throws Error with a `code` of the system where it leads nowhere, in a circle, to a folder or to a disk.
 */
export async function targetOf(path: string): Promise<Target> {
  if (path === "" || path.endsWith(sep) || path.endsWith("/")) throw failure("EISDIR");
  const seen = await statusOf(stat, path);
  if (seen?.isDirectory()) throw failure("EISDIR");
  // A whole disk is never what a graph is to be written over.
  if (seen?.isBlockDevice()) throw failure("EPERM");
  if (seen && !seen.isFile()) return { kind: "stream", path };
  let at = resolve(path);
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    const folder = await realpath(dirname(at));
    at = join(folder, basename(at));
    const status = await statusOf(lstat, at);
    if (!status) return { kind: "new", path: at };
    if (!status.isSymbolicLink()) return { kind: "file", path: at, status };
    // What a process has open, such as /dev/fd/3, is written on where it stands.
    if (at.startsWith("/proc/")) return { kind: "stream", path };
    at = resolve(folder, await readlink(at));
  }
  throw failure("ELOOP");
}

async function statusOf(ask: typeof stat, path: string): Promise<BigIntStats | null> {
  try {
    return await ask(path, { bigint: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: "write" });
}
