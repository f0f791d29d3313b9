import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { breakingTest, test as story } from "../app";
import type { Desktop } from "./desktop";

interface DesktopFixtures {
  readonly program: Desktop;
  /** A folder of the person's, for files. */
  readonly folder: string;
}

/** A story of the desktop. */
export const test = story.extend<DesktopFixtures>({
  program: ({ desktop }, use) => use(desktopOf(desktop)),
  folder: inFolder,
});

/** A story of a page that breaks: errors in its console are not its failure. */
export const breakingDesktopTest = breakingTest.extend<DesktopFixtures>({
  program: ({ desktop }, use) => use(desktopOf(desktop)),
  folder: inFolder,
});

function desktopOf(desktop: Desktop | null): Desktop {
  if (desktop === null) throw new Error("A story of the desktop is told in the project of that name");
  return desktop;
}

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs.
async function inFolder({}, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gradwire-files-"));
  await use(folder);
  await rm(folder, { recursive: true, force: true });
}

/** What the window shows around its page. */
export function windowOf(program: Desktop) {
  return program.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error("There is no window");
    return { title: window.getTitle(), isMinimized: window.isMinimized(), isVisible: window.isVisible() };
  });
}

/** Presses the button of the window that closes it. */
export function pressClose(program: Desktop): Promise<void> {
  return program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

/** Chooses a line of the menu bar, by the words that are shown, once it can be chosen. */
export async function choose(program: Desktop, ...path: readonly string[]): Promise<void> {
  await expect(() => chooseNow(program, path)).toPass({ timeout: 10_000 });
}

function chooseNow(program: Desktop, path: readonly string[]): Promise<void> {
  return program.evaluate(({ BrowserWindow, Menu }, path) => {
    const [window] = BrowserWindow.getAllWindows();
    let menu = Menu.getApplicationMenu();
    for (const [at, label] of path.entries()) {
      const line = menu?.items.find((each) => each.label === label);
      if (line === undefined) throw new Error(`${label} is not among: ${menu?.items.map((each) => each.label)}`);
      if (!line.enabled) throw new Error(`${label} cannot be chosen now`);
      if (at === path.length - 1) line.click({}, window, window?.webContents);
      else menu = line.submenu ?? null;
    }
  }, path);
}

/** Waits until the first lesson is open and has run. */
export async function firstLesson(page: Page): Promise<void> {
  await expect(page.getByLabel(/^Cost C = 0\.55/)).toBeVisible();
}

/** The title of the document, as a field. */
export const titleField = (page: Page) => page.getByRole("textbox", { name: "Title of the document" });

/** Gives the document another title. */
export async function retitle(page: Page, title: string): Promise<void> {
  await titleField(page).fill(title);
  await titleField(page).press("Enter");
}
