import { existsSync } from "node:fs";
import { dirname } from "node:path";

const reasons: ReadonlyMap<string, string> = new Map([
  ["EISDIR", "it is a folder"],
  ["ENOTDIR", "a part of its path is not a folder"],
  ["ELOOP", "its links lead in a circle"],
  ["ENAMETOOLONG", "its name is too long"],
  ["EINVAL", "it cannot have that name there"],
  ["EACCES", "this user may not do that there"],
  ["EPERM", "the system does not allow it"],
  ["EROFS", "the disk cannot be written to"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "this user has no more room on the disk"],
  ["EFBIG", "it is too large for the disk"],
  ["EBUSY", "another program is using it"],
  ["ETXTBSY", "another program is using it"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["EIO", "the disk does not answer as it should"],
  ["ENXIO", "there is nothing at its other end"],
  ["EPIPE", "its reader went away"],
  ["ENODEV", "there is no such device"],
]);

/**
 * Why a file could not be read or written, in words for a person. Of an error of the system nothing else is said: its own message
 * may hold a path that the person never chose.
 */
export function reasonOf(error: unknown, deed: "read" | "write" = "read"): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  const isOfSystem = "syscall" in error;
  if (code === "ENOENT") {
    // What is written need not be there, but its folder must.
    const isThere =
      deed === "read" && "path" in error && typeof error.path === "string" && existsSync(dirname(error.path));
    return isThere ? "there is no such file" : "there is no such folder";
  }
  return reasons.get(code) ?? (isOfSystem ? `the system says ${code}` : error.message);
}
