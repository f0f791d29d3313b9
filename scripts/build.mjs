import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Its time is when the last good build began, so that an edit made during a build counts as newer. */
const stamp = join(root, "out", ".built");
const sources = [
  "src",
  "scripts/player.mjs",
  "scripts/licences",
  "LICENSE",
  "resources",
  "package.json",
  "package-lock.json",
  "electron.vite.config.ts",
  "tsconfig.base.json",
];

/** Builds all bundles. @throws Error when the build fails; what was wrong has been printed by then. */
export function build() {
  const began = new Date();
  const program = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
  const { status } = spawnSync(process.execPath, [program, "build", "--logLevel", "warn"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("The build failed.");
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${began.toISOString()}\n`);
}

/** Builds when there is no build, or one that is older than what it was made of. */
export function buildIfStale() {
  if (!existsSync(stamp) || newest(sources.map((name) => join(root, name))) > builtAt()) build();
}

function builtAt() {
  return Date.parse(readFileSync(stamp, "utf8").trim());
}

/**
 * The latest time of change among these files and all that is in these folders.
 * @param {readonly string[]} paths
 * @returns {number}
 */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const status = statSync(path);
    const inside = status.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : 0;
    latest = Math.max(latest, status.mtimeMs, inside);
  }
  return latest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
