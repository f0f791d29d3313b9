import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { build } from "vite";
import { root } from "../scripts/build.mjs";
import { siteHeaders } from "../src/main/site";
import type { Host } from "../src/renderer/host/host";
import { test } from "./app";

declare global {
  interface Window {
    host: Host;
  }
}

let script: string;

test.beforeAll(async () => {
  const entry = join(root, "src", "renderer", "host", "browser.ts");
  const built = await build({
    configFile: false,
    root,
    logLevel: "warn",
    build: { write: false, lib: { entry, formats: ["es"], fileName: "host" } },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (first === undefined || !("output" in first)) throw new Error("Vite built nothing");
  script = first.output[0].code;
});

/** A page of the app's origin and under its policy, with nothing in it but the browser's host as it ships. */
async function openWithHost(page: Page): Promise<void> {
  await page.route("**/host-under-test.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  await page.route("**/host-under-test.html", (route) =>
    route.fulfill({
      headers: siteHeaders("host-under-test.html"),
      body: '<!doctype html><link rel="icon" href="icon.svg">',
    }),
  );
  await page.goto("/host-under-test.html");
  await page.evaluate(async () => {
    const { browserHost } = await import("/host-under-test.js" as string);
    window.host = browserHost(window);
  });
}

test.describe("where the browser can write files in place", () => {
  test("a document is opened, saved to its place, and saved as another", async ({ page }) => {
    await openWithHost(page);
    const story = await page.evaluate(async () => {
      // Files of the origin's own file system are real ones; only the choosing is done for the person.
      const folder = await navigator.storage.getDirectory();
      const stream = await (await folder.getFileHandle("old.gradwire", { create: true })).createWritable();
      await stream.write("\uFEFFbefore");
      await stream.close();
      Object.assign(window, {
        showOpenFilePicker: async () => [await folder.getFileHandle("old.gradwire")],
        showSaveFilePicker: ({ suggestedName }: { suggestedName: string }) =>
          folder.getFileHandle(suggestedName, { create: true }),
      });
      const { browserHost } = await import("/host-under-test.js" as string);
      const host: Host = browserHost(window);
      const textOf = async (name: string) => (await (await folder.getFileHandle(name)).getFile()).text();

      const opened = await host.openFile();
      if (opened.kind !== "done") throw new Error("The file did not open");
      const { name, text, token } = opened.value;
      const saved = await host.saveFile(token, "after");
      const savedAs = await host.saveFileAs("new.gradwire", "elsewhere");
      const savedAgain = savedAs.kind === "done" ? await host.saveFile(savedAs.value.token, "again") : savedAs;
      return {
        opened: { name, text },
        sameToken: saved.kind === "done" && saved.value.token === token,
        savedAgain: savedAgain.kind === "done" && savedAgain.value.name,
        old: await textOf("old.gradwire"),
        new: await textOf("new.gradwire"),
      };
    });
    expect(story).toEqual({
      opened: { name: "old.gradwire", text: "before" },
      sameToken: true,
      savedAgain: "new.gradwire",
      old: "after",
      new: "again",
    });
  });

  test("one file has one token, and of what is written to it at once the last is what stays", async ({ page }) => {
    await openWithHost(page);
    const story = await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      /** Each choice gives another object for the same file; the first writing waits for a word. */
      let word = () => {};
      const waits = [new Promise<void>((resolve) => (word = resolve))];
      const choose = async () => {
        const handle = await folder.getFileHandle("same.gradwire", { create: true });
        const createWritable = handle.createWritable.bind(handle);
        return Object.assign(handle, {
          async createWritable() {
            await waits.shift();
            return createWritable();
          },
        });
      };
      Object.assign(window, { showOpenFilePicker: async () => [await choose()], showSaveFilePicker: choose });
      const { browserHost } = await import("/host-under-test.js" as string);
      const host: Host = browserHost(window);
      const opened = await host.openFile();
      if (opened.kind !== "done") throw new Error("The file did not open");
      const first = host.saveFile(opened.value.token, "first");
      const second = host.saveFileAs("same.gradwire", "second");
      // Time enough for a writing that waits for nothing.
      for (let each = 0; each < 50; each += 1) await folder.getFileHandle("same.gradwire");
      word();
      const outcome = [await first, await second];
      const text = await (await (await folder.getFileHandle("same.gradwire")).getFile()).text();
      return { tokens: new Set(outcome.map((each) => each.kind === "done" && each.value.token)).size, text };
    });
    expect(story).toEqual({ tokens: 1, text: "second" });
  });

  test("calling the chooser off, and a file that is gone, are told apart", async ({ page }) => {
    await openWithHost(page);
    const outcomes = await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const gone = await folder.getFileHandle("gone.gradwire", { create: true });
      await folder.removeEntry("gone.gradwire");
      Object.assign(window, {
        showOpenFilePicker: async () => [gone],
        showSaveFilePicker: async () => {
          throw new DOMException("called off", "AbortError");
        },
      });
      const { browserHost } = await import("/host-under-test.js" as string);
      const host: Host = browserHost(window);
      return [(await host.openFile()).kind, (await host.saveFileAs("a.gradwire", "")).kind];
    });
    expect(outcomes).toEqual(["failed", "cancelled"]);
  });
});

test.describe("where the browser can only upload and download", () => {
  test("a document is uploaded, and saving downloads it under its name", async ({ page }) => {
    await openWithHost(page);
    const choosing = page.waitForEvent("filechooser");
    const opening = page.evaluate(() => window.host.openFile());
    const file = { name: "σ.gradwire", mimeType: "application/json", buffer: Buffer.from('{"C": "∂"}') };
    await (await choosing).setFiles(file);
    const opened = await opening;
    if (opened.kind !== "done") throw new Error("The file did not open");
    expect(opened.value).toMatchObject({ name: "σ.gradwire", text: '{"C": "∂"}' });

    const downloading = page.waitForEvent("download");
    await page.evaluate((token) => window.host.saveFile(token, "saved ∂"), opened.value.token);
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("σ.gradwire");
    expect(await readFile(await download.path(), "utf8")).toBe("saved ∂");
  });

  test("a picture is exported byte by byte", async ({ page }) => {
    await openWithHost(page);
    const downloading = page.waitForEvent("download");
    await page.evaluate(() => window.host.exportFile("graph.png", Uint8Array.of(137, 80, 78, 71, 0, 255), "image/png"));
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("graph.png");
    expect([...(await readFile(await download.path()))]).toEqual([137, 80, 78, 71, 0, 255]);
  });
});

test("a file of 200 MB is refused with its size, and its text is never asked for", async ({ page }) => {
  await openWithHost(page);
  const outcome = await page.evaluate(async () => {
    const megabyte = new Blob([new Uint8Array(1024 * 1024)]);
    const file = new File(Array<Blob>(200).fill(megabyte), "huge.gradwire");
    Object.defineProperty(file, "text", {
      value: () => {
        throw new Error("The file was read");
      },
    });
    Object.assign(window, {
      showOpenFilePicker: async () => [{ getFile: async () => file }],
      showSaveFilePicker: async () => undefined,
    });
    const { browserHost } = await import("/host-under-test.js" as string);
    return (browserHost(window) as Host).openFile();
  });
  expect(outcome).toEqual({
    kind: "failed",
    message: "“huge.gradwire” is 200 MB. Gradwire opens files of up to 64 MB.",
  });
});

test("the title shows unsaved changes, and leaving with them asks first", async ({ page }) => {
  await openWithHost(page);
  await page.evaluate(() => window.host.setTitle("Sigmoid", true));
  await expect(page).toHaveTitle("• Sigmoid – Gradwire");
  // A browser asks only on behalf of a page that a person has touched.
  await page.mouse.click(5, 5);
  const asking = page.waitForEvent("dialog");
  const leaving = page.goto("about:blank").catch(() => null);
  const dialog = await asking;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await leaving;

  await page.evaluate(() => window.host.setTitle("Sigmoid", false));
  await expect(page).toHaveTitle("Sigmoid – Gradwire");
  await page.goto("about:blank");
  expect(page.url()).toBe("about:blank");
});

test("a file that ships with the app is read by its path", async ({ page }) => {
  await openWithHost(page);
  expect(await page.evaluate(() => window.host.loadResource("icon.svg"))).toContain("<svg");
});
