import { expect, type Page } from "@playwright/test";
import { type Disk, documentText, test } from "./disk";
import type { Desktop } from "./hosts/desktop";

const title = (page: Page) => page.getByRole("textbox", { name: "Title of the document" });
const unsaved = (page: Page) => page.getByRole("img", { name: "Changes not saved" });
const said = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

async function retitle(page: Page, text: string): Promise<void> {
  await title(page).fill(text);
  await title(page).press("Enter");
}

async function titleIn(disk: Disk, name: string): Promise<string> {
  const text = await disk.read(name);
  return text === "" ? "" : JSON.parse(text).meta.title;
}

async function open(page: Page, disk: Disk, name: string): Promise<void> {
  await disk.choose("open", name);
  await page.keyboard.press("Control+o");
}

/** Two files, a of title A and b of title B, of which a is open. */
async function begin(page: Page, disk: Disk): Promise<void> {
  await page.goto("/#new");
  await expect(title(page)).toHaveValue("Untitled");
  await disk.write("a.gradwire", documentText("A"));
  await disk.write("b.gradwire", documentText("B"));
  await open(page, disk, "a.gradwire");
  await expect(title(page)).toHaveValue("A");
}

/** Presses the window's cross. */
const closeWindow = (desktop: Desktop): Promise<void> =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

/** Drops a file of this title onto the window. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([text], name));
      return dropped;
    },
    [name, text] as const,
  );
  await page.dispatchEvent("body", "drop", { dataTransfer });
}

test("what is edited while a save is held up is not marked as saved", async ({ page, disk }) => {
  await begin(page, disk);
  await retitle(page, "A1");
  await disk.hold("writing");
  await page.keyboard.press("Control+s");
  await disk.isHeld("writing");
  await retitle(page, "A2");
  await disk.letGo("writing");
  await expect(said(page, "Saved a.gradwire")).toBeVisible();
  expect(await titleIn(disk, "a.gradwire")).toBe("A1");
  await expect(unsaved(page)).toBeVisible();

  await page.keyboard.press("Control+s");
  await expect(unsaved(page)).toBeHidden();
  expect(await titleIn(disk, "a.gradwire")).toBe("A2");
});

test("of saves that come while one is held up the last is written, and no other after it", async ({
  page,
  disk,
  host,
}) => {
  await begin(page, disk);
  await disk.hold("writing");
  for (const each of ["A1", "A2", "A3"]) {
    await retitle(page, each);
    await page.keyboard.press("Control+s");
    await disk.isHeld("writing");
  }
  await disk.letGo("writing");
  await expect(unsaved(page)).toBeHidden();
  expect(await titleIn(disk, "a.gradwire")).toBe("A3");
  expect(await disk.counted("writing")).toBe(host === "browser" ? 2 : null);
});

test("a document without a file is asked about once, and saved again to the file that it got", async ({
  page,
  disk,
}) => {
  await page.goto("/#new");
  await retitle(page, "N1");
  await disk.hold("writing");
  await disk.choose("save", "n.gradwire");
  await page.keyboard.press("Control+s");
  await disk.isHeld("writing");
  await retitle(page, "N2");
  await page.keyboard.press("Control+s");
  await disk.letGo("writing");
  await expect(unsaved(page)).toBeHidden();
  expect(await titleIn(disk, "n.gradwire")).toBe("N2");
  expect(await disk.counted("choosing")).toBe(1);
});

test("a save that is not waited for marks and names nothing but its own document", async ({ page, disk }) => {
  await begin(page, disk);
  await retitle(page, "A1");
  await disk.hold("writing");
  await page.keyboard.press("Control+s");
  await disk.isHeld("writing");
  await open(page, disk, "b.gradwire");
  await page.getByRole("dialog", { name: "“A1” is being saved" }).getByRole("button", { name: "Don’t wait" }).click();
  await expect(title(page)).toHaveValue("B");
  await retitle(page, "B1");
  await disk.letGo("writing");
  await expect(said(page, "Saved a.gradwire")).toBeVisible();
  expect(await titleIn(disk, "a.gradwire")).toBe("A1");
  await expect(unsaved(page)).toBeVisible();

  await page.keyboard.press("Control+s");
  await expect(unsaved(page)).toBeHidden();
  expect(await titleIn(disk, "b.gradwire")).toBe("B1");
  expect(await titleIn(disk, "a.gradwire")).toBe("A1");
});

test("what a save that was not waited for failed to save can be brought back", async ({ page, disk, host }) => {
  test.skip(host === "browser", "Chromium writes a file of its own that is gone anew, so that the save does not fail");
  await begin(page, disk);
  await retitle(page, "A1");
  await disk.hold("writing");
  await page.keyboard.press("Control+s");
  await disk.isHeld("writing");
  await open(page, disk, "b.gradwire");
  await page.getByRole("dialog", { name: "“A1” is being saved" }).getByRole("button", { name: "Don’t wait" }).click();
  await expect(title(page)).toHaveValue("B");
  await disk.lose("a.gradwire");
  await disk.letGo("writing");
  await page.getByRole("button", { name: "Bring them back" }).click();
  await expect(title(page)).toHaveValue("A1");
  await expect(unsaved(page)).toBeVisible();
});

test("opening another document waits for a save, and then asks nothing", async ({ page, disk }) => {
  await begin(page, disk);
  await retitle(page, "A1");
  await disk.hold("writing");
  await page.keyboard.press("Control+s");
  await disk.isHeld("writing");
  await open(page, disk, "b.gradwire");
  const waiting = page.getByRole("dialog", { name: "“A1” is being saved" });
  await expect(waiting).toBeVisible();
  await disk.letGo("writing");
  await expect(waiting).toBeHidden();
  await expect(title(page)).toHaveValue("B");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await titleIn(disk, "a.gradwire")).toBe("A1");
});

test("where to save is asked for one document, and the answer is not another’s", async ({ page, disk }) => {
  await begin(page, disk);
  await retitle(page, "A1");
  await disk.hold("choosing");
  await disk.choose("save", "c.gradwire");
  await page.keyboard.press("Control+Shift+s");
  await disk.isHeld("choosing");
  await drop(page, "d.gradwire", documentText("D"));
  await page.getByRole("dialog", { name: "“A1” is being saved" }).getByRole("button", { name: "Don’t wait" }).click();
  await expect(title(page)).toHaveValue("D");
  await retitle(page, "D1");
  await disk.letGo("choosing");
  await expect(said(page, "Saved c.gradwire")).toBeVisible();
  expect(await titleIn(disk, "c.gradwire")).toBe("A1");
  await expect(unsaved(page)).toBeVisible();

  await disk.choose("save", "d.gradwire");
  await page.keyboard.press("Control+s");
  await expect(unsaved(page)).toBeHidden();
  expect(await titleIn(disk, "d.gradwire")).toBe("D1");
  expect(await titleIn(disk, "c.gradwire")).toBe("A1");
});

test("of two files that are opened the one asked for last is open in the end", async ({ page, disk }) => {
  await begin(page, disk);
  await disk.hold("reading");
  await open(page, disk, "b.gradwire");
  await disk.isHeld("reading");
  await drop(page, "c.gradwire", documentText("C"));
  await expect(title(page)).toHaveValue("C");
  const read = await disk.counted("reading");
  await disk.letGo("reading");
  await expect.poll(() => disk.counted("reading")).toBeGreaterThan(read ?? 0);
  // The file that came late would be open by the time that the next one is.
  await drop(page, "later.gradwire", "no document");
  await page
    .getByRole("dialog", { name: "“later.gradwire” was not opened" })
    .getByRole("button", { name: "OK" })
    .click();
  await expect(title(page)).toHaveValue("C");
});

test("the window is not left while a save is under way", async ({ page, disk, desktop }) => {
  await begin(page, disk);
  await disk.hold("writing");
  await page.keyboard.press("Control+s");
  await disk.isHeld("writing");
  await expect.poll(disk.windowTitle).toMatch(/^• A /);
  if (desktop) {
    await closeWindow(desktop);
    await expect(page.getByRole("dialog", { name: "“A” is being saved" })).toBeVisible();
    await disk.letGo("writing");
    expect(await desktop.ended).toBe(0);
    return;
  }
  const asking = page.waitForEvent("dialog");
  const leaving = page.goto("about:blank").catch(() => null);
  const question = await asking;
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await leaving;
  await disk.letGo("writing");
  await expect(page).toHaveTitle(/^A /);
  await page.goto("about:blank");
});

test("what was edited while a save was waited for is asked about before the window closes", async ({
  page,
  disk,
  desktop,
}) => {
  test.skip(desktop === null, "A browser asks in its own words");
  if (!desktop) return;
  await begin(page, disk);
  await retitle(page, "A1");
  await disk.hold("writing");
  await page.keyboard.press("Control+s");
  await disk.isHeld("writing");
  await retitle(page, "A2");
  await closeWindow(desktop);
  await expect(page.getByRole("dialog", { name: "“A2” is being saved" })).toBeVisible();
  await disk.letGo("writing");
  const question = page.getByRole("dialog", { name: "Save the changes to “A2”?" });
  await question.getByRole("button", { name: "Save", exact: true }).click();
  expect(await desktop.ended).toBe(0);
  expect(await titleIn(disk, "a.gradwire")).toBe("A2");
});

test("an export that ends late is of the document that it was asked for", async ({ page, disk }) => {
  await begin(page, disk);
  await page.route("**/latex*.js", async (route) => {
    await drop(page, "d.gradwire", documentText("D"));
    await expect(title(page)).toHaveValue("D");
    await route.continue();
  });
  await disk.choose("save", "derivation.tex");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("LaTeX");
  await page.keyboard.press("Enter");
  await expect(said(page, "Exported derivation.tex")).toBeVisible();
  expect(await disk.suggested()).toBe("a.tex");
  expect(await disk.read("derivation.tex")).toContain("\\title{A}");
});

test("changes that were given up can be brought back with their history and their file", async ({
  page,
  disk,
  desktop,
}) => {
  await begin(page, disk);
  await retitle(page, "A1");
  await page.keyboard.press(desktop ? "Control+n" : "Alt+n");
  await page.getByRole("button", { name: "Don’t save" }).click();
  await expect(title(page)).toHaveValue("Untitled");
  await page.getByRole("button", { name: "Bring them back" }).click();
  await expect(title(page)).toHaveValue("A1");
  await expect(unsaved(page)).toBeVisible();
  await page.keyboard.press("Control+s");
  await expect(unsaved(page)).toBeHidden();
  expect(await titleIn(disk, "a.gradwire")).toBe("A1");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(title(page)).toHaveValue("A");
});
