// Where the stories find their browser. Run by itself, it prints the path, after installing one if it must.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { root } from "./build.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** What a headless Chromium needs to run here and to look nothing up outside; as root its sandbox cannot run. */
export const CHROMIUM_FLAGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser named by GRADWIRE_CHROMIUM, else one that is installed, else Playwright's own; null where there is none. */
export function installedChromium() {
  const named = process.env.GRADWIRE_CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...ELSEWHERE].find((path) =>
    existsSync(path),
  );
  if (found !== undefined) return found;
  const own = chromium.executablePath();
  return runs(own) ? own : null;
}

/** A browser that is installed, else one that this installs. @throws Error where none can be had. */
export function obtainChromium() {
  const installed = installedChromium();
  if (installed !== null) return installed;

  process.stdout.write("No Chrome or Chromium is installed; Playwright is asked for one ...\n");
  const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
  run(process.execPath, [playwright, "install", "chromium"]);
  if (runs(chromium.executablePath())) return chromium.executablePath();

  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    process.stdout.write("Debian's package chromium is installed ...\n");
    run("apt-get", ["update"]);
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]);
    const debian = installedChromium();
    if (debian !== null) return debian;
  }
  throw new Error("The stories need Chrome or Chromium. Install one, or name it in GRADWIRE_CHROMIUM.");
}

/**
 * Whether a browser starts at all: one that was downloaded may lack the system's libraries.
 * @param {string} path
 */
function runs(path) {
  return existsSync(path) && spawnSync(path, ["--version"], { stdio: "ignore", timeout: 30_000 }).status === 0;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"], timeout: 600_000 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${obtainChromium()}\n`);
