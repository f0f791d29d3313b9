import { type BigIntStats, constants } from "node:fs";
import { access } from "node:fs/promises";

/** Whether a file may be written to. One whose owner has made it read-only may not, even where the system would let this user. */
export async function mayWrite(path: string, { mode, uid }: BigIntStats): Promise<boolean> {
  const bits = Number(uid) === process.geteuid?.() ? 0o200n : 0o222n;
  return (mode & bits) !== 0n && (await permits(path, constants.W_OK));
}

/** Whether files can be made and taken away in a folder. */
export async function takesFiles(folder: string): Promise<boolean> {
  return permits(folder, constants.W_OK | constants.X_OK);
}

async function permits(path: string, what: number): Promise<boolean> {
  return access(path, what).then(
    () => true,
    () => false,
  );
}

/** Whether this user may give a new file to the owner and the group of another one. */
export function canGiveAway({ uid, gid }: BigIntStats): boolean {
  const user = process.geteuid?.();
  if (user === undefined || user === 0) return true;
  const group = Number(gid);
  return Number(uid) === user && (group === process.getegid?.() || (process.getgroups?.() ?? []).includes(group));
}
