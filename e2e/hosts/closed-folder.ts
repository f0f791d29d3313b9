import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A folder that takes no new files, and in it a file that can be written to. */
export interface ClosedFolder {
  readonly path: string;
  readonly open: () => void;
}

/**
 * Makes one, in a folder of the story's: by permissions, or for root, who needs none, by mounting it for reading only; null where that
 * is not allowed.
 */
export function closeFolder(within: string, name: string, text: string): ClosedFolder | null {
  const folder = join(within, "closed");
  const path = join(folder, name);
  mkdirSync(folder);
  if (process.getuid?.() !== 0) {
    writeFileSync(path, text);
    chmodSync(folder, 0o555);
    return { path, open: () => chmodSync(folder, 0o755) };
  }
  const content = join(within, name);
  writeFileSync(path, "");
  writeFileSync(content, text);
  const mounted: string[] = [];
  const open = () => {
    for (const each of mounted.reverse()) execFileSync("umount", [each]);
  };
  try {
    execFileSync("mount", ["--bind", folder, folder], { stdio: "ignore" });
    mounted.push(folder);
    execFileSync("mount", ["--bind", content, path], { stdio: "ignore" });
    mounted.push(path);
    execFileSync("mount", ["-o", "remount,ro,bind", folder], { stdio: "ignore" });
    return { path, open };
  } catch {
    open();
    return null;
  }
}
