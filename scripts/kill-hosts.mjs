// Hosts of the app that can be killed at any moment, as a machine does that runs out of power or patience, and started again.
import { execFileSync } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { launch, PAGE_ADDRESS } from "../e2e/stand-in/launch.mjs";
import { root } from "./build.mjs";
import { CHROMIUM_FLAGS, obtainChromium } from "./find-chromium.mjs";

/** @typedef {import("@playwright/test").Page} Page */

/**
 * The app, running on what an earlier run has left behind in the same folder.
 * @typedef {object} Running
 * @property {Page} page a page that shows nothing of the app yet
 * @property {(path: string) => Promise<void>} open shows the app at an address, such as `#new`
 * @property {() => Promise<unknown>} saved has the app save what is open, and gives the JSON of the file
 * @property {() => void} kill kills all its processes at once; they can do nothing about it
 * @property {() => Promise<void>} end ends it in good order, or cleans up after it was killed
 */

/** @typedef {(folder: string, url: string, prepare?: (page: Page) => Promise<void>) => Promise<Running>} Launch */

/** @type {Readonly<Record<string, Launch>>} */
export const killHosts = { browser: launchBrowser, desktop: launchDesktop };

/**
 * A Chromium on a profile of its own in `folder`, where the app is served at `url`.
 * @type {Launch}
 */
export async function launchBrowser(folder, url, prepare = async () => {}) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: obtainChromium(),
    args: CHROMIUM_FLAGS,
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.addInitScript(() => {
    Object.assign(globalThis, { showOpenFilePicker: undefined, showSaveFilePicker: undefined });
  });
  await prepare(page);
  let killed = false;
  return {
    page,
    async open(path) {
      await page.goto(url + path);
    },
    async saved() {
      const download = page.waitForEvent("download");
      await page.keyboard.press("Control+s");
      return JSON.parse(await readFile(await (await download).path(), "utf8"));
    },
    kill() {
      killed = true;
      for (const pid of processesOf(folder)) killNow(pid);
    },
    async end() {
      await context.close().catch((error) => {
        // Killed, it may have gone before it could be asked to.
        if (!killed) throw error;
      });
    },
  };
}

/**
 * The built desktop program, in the stand-in for Electron; `folder` holds its data.
 * @type {Launch}
 */
export async function launchDesktop(folder, _url, prepare = async () => {}) {
  await mkdir(folder, { recursive: true });
  const program = await launch({ root, profile: folder, chromium: obtainChromium(), flags: CHROMIUM_FLAGS });
  const { page } = program;
  await prepare(page);
  return {
    page,
    async open(path) {
      await page.goto(PAGE_ADDRESS + path);
    },
    async saved() {
      const path = `${folder}-saved.gradwire`;
      await program.ask("answer", { kind: "save", path });
      await page.keyboard.press("Control+s");
      await page
        .getByRole("status")
        .filter({ hasText: /^Saved / })
        .waitFor();
      const text = await readFile(path, "utf8");
      await rm(path);
      return JSON.parse(text);
    },
    kill: () => void program.kill(),
    end: program.kill,
  };
}

/**
 * The processes of a browser on this profile: those whose command names it, and all that they have started.
 * @param {string} profile
 * @returns {readonly number[]}
 */
function processesOf(profile) {
  const list = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8", maxBuffer: 2 ** 26 });
  const rows = list.split("\n").flatMap((line) => {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return args === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
  });
  const ours = new Set(rows.filter(({ args }) => args.includes(`--user-data-dir=${profile}`)).map(({ pid }) => pid));
  for (const pid of ours) for (const row of rows) if (row.parent === pid) ours.add(row.pid);
  return [...ours].filter((pid) => pid !== process.pid);
}

/** @param {number} pid */
function killNow(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone with another that was killed before it.
  }
}
