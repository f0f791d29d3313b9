import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/*
 * What Gradwire leaves on a disk while it writes bears the name of the process that writes, so that any later one can tell whether it
 * is still at work: the machine, the process's number and when it began, and a number of its own.
 */

const OWNER = /^([0-9a-f]{8})-(\d{1,10})-(\d{1,20})-[0-9a-f]{12}$/;

/** What another machine left is nobody's once it lies untouched for a day. */
const A_DAY = 24 * 60 * 60 * 1000;

/** A new name that tells of this process, in signs that any file system takes. */
export function ownName(): string {
  return `${machine()}-${process.pid}-${beginOf(process.pid)?.at ?? 0}-${randomBytes(6).toString("hex")}`;
}

/**
 * Whether the process that a name tells of is gone. Of a process on another machine, as on a shared disk, only that what it wrote is old.
 * @param touched when what bears the name was last written, in milliseconds since 1970
 * @returns false for what is no such name
 */
export function isAbandoned(name: string, touched: number): boolean {
  const [, where = "", number = "", began = ""] = OWNER.exec(name) ?? [];
  if (where === "") return false;
  if (where !== machine()) return Date.now() - touched > A_DAY;
  const pid = Number(number);
  const now = beginOf(pid);
  // A number is given to another process in time.
  if (now) return now.isOver || (began !== "0" && now.at !== began);
  return !isRunning(pid);
}

/** Numbers of processes count within one machine, or one container of it. */
function machine(): string {
  let space = "";
  try {
    space = readlinkSync("/proc/self/ns/pid");
  } catch {
    // Only Linux has such spaces.
  }
  return createHash("sha256").update(`${hostname()} ${space}`).digest("hex").slice(0, 8);
}

/** When a process began, in the system's own count, and whether it has ended; null where the system does not say. */
function beginOf(pid: number): { readonly at: string; readonly isOver: boolean } | null {
  try {
    // The name of the program stands in brackets, and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\)/s, "").trim().split(" ");
    return { at: fields[19] ?? "0", isOver: fields[0] === "Z" || fields[0] === "X" };
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
