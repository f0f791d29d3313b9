import { test as base, expect } from "@playwright/test";

/**
 * A story: `page` is in a browser that has no file choosers of its own, so that files go through upload and download, which
 * a story can see. It fails on any error in the console and on any error that nothing caught.
 */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs.
  baseURL: ({}, use) => use(process.env.GRADWIRE_URL),

  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
    });
    // Choosers are caught from the start: turned on only when one is awaited, it may come too late for a quick key.
    page.on("filechooser", () => {});
    page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
    await page.addInitScript(() => {
      Object.assign(window, { showOpenFilePicker: undefined, showSaveFilePicker: undefined });
    });
    await use(page);
    expect(errors, "errors in the console").toEqual([]);
  },
});
