import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { type Desktop, launchDesktop, whyStandIn } from "./hosts/desktop";

export interface HostOptions {
  /** Which program is around the page: a plain browser, or the desktop's. Said by the project that a story is told in. */
  readonly host: "browser" | "desktop";
  /** How long a page may hang before the stand-in says so, in milliseconds. */
  readonly hangsAfter: number | undefined;
}

export interface HostFixtures {
  /** The folder of the desktop program's data. */
  readonly profile: string;
  /** The desktop program; null in a browser. */
  readonly desktop: Desktop | null;
}

/** A story in either host, of a page that may well break: errors in the console are not its failure. */
export const breakingTest = base.extend<HostOptions & HostFixtures>({
  host: ["browser", { option: true }],
  hangsAfter: [undefined, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs.
  baseURL: ({}, use) => use(process.env.GRADWIRE_URL),

  // biome-ignore lint/correctness/noEmptyPattern: as above.
  async profile({}, use) {
    const folder = await mkdtemp(join(tmpdir(), "gradwire-profile-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  async desktop({ host, hangsAfter, profile }, use, story) {
    if (host === "browser") return use(null);
    const desktop = await launchDesktop({ profile, ...(hangsAfter === undefined ? {} : { hangsAfter }) });
    story.annotations.push({ type: "told by", description: desktop.backend });
    if (whyStandIn !== null) story.annotations.push({ type: "as", description: whyStandIn });
    const { page, address } = desktop;
    const goto = page.goto.bind(page);
    page.goto = (path, options) => goto(new URL(path, address).href, options);
    await use(desktop);
    await desktop.asked().catch(() => {});
    await desktop.kill();
    expect(desktop.faults, "what the desktop's stand-in or the story did not foresee").toEqual([]);
  },

  page: ({ page, desktop }, use) => use(desktop?.page ?? page),
});

/**
 * A story: `page` is in a browser that has no file choosers of its own, so that files go through upload and download, which
 * a story can see. It fails on any error in the console and on any error that nothing caught.
 */
export const test = breakingTest.extend({
  page: async ({ page }, use) => {
    const errors = watchErrors(page);
    // Choosers are caught from the start: turned on only when one is awaited, it may come too late for a quick key.
    page.on("filechooser", () => {});
    await withoutPickers(page);
    await use(page);
    expect(errors, "errors in the console").toEqual([]);
  },
});

/** Takes the browser's file choosers away, so that files go through upload and download. */
export async function withoutPickers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { showOpenFilePicker: undefined, showSaveFilePicker: undefined });
  });
}

/** Collects what goes wrong in a page from now on. */
function watchErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
  return errors;
}
