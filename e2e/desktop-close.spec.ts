import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Desktop } from "./hosts/desktop";
import {
  breakingDesktopTest,
  choose,
  firstLesson,
  pressClose,
  retitle,
  test,
  titleField,
  windowOf,
} from "./hosts/desktop-story";

const LOSE = "Close and lose them";

test("a window without changes closes at once, and the program ends", async ({ page, program }) => {
  await firstLesson(page);
  await pressClose(program);
  expect(await program.ended).toBe(0);
});

test("a window with changes asks first: cancelled it stays, then it saves and closes", async ({
  page,
  program,
  folder,
}) => {
  await firstLesson(page);
  await retitle(page, "Mine");
  const question = page.getByRole("dialog", { name: "Save the changes to “Mine”?" });
  await pressClose(program);
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await expect(titleField(page)).toHaveValue("Mine");

  // Pressed twice, it asks once.
  await choose(program, "Window", "Close");
  await pressClose(program);
  await expect(question).toHaveCount(1);
  const path = join(folder, "mine.gradwire");
  await program.answer({ kind: "save", path });
  await question.getByRole("button", { name: "Save", exact: true }).click();
  expect(await program.ended).toBe(0);
  expect(JSON.parse(await readFile(path, "utf8")).meta.title).toBe("Mine");
});

test("a window in which a title is being written asks, and saves what is written", async ({
  page,
  program,
  folder,
}) => {
  await firstLesson(page);
  await titleField(page).click();
  await page.keyboard.type("Half a ti");
  await pressClose(program);
  const path = join(folder, "half.gradwire");
  await program.answer({ kind: "save", path });
  await page
    .getByRole("dialog", { name: "Save the changes to “Half a ti”?" })
    .getByRole("button", { name: "Save", exact: true })
    .click();
  expect(await program.ended).toBe(0);
  expect(JSON.parse(await readFile(path, "utf8")).meta.title).toBe("Half a ti");
});

test("changes that are given up go with the window", async ({ page, program }) => {
  await firstLesson(page);
  await retitle(page, "Mine");
  await page.keyboard.press("Control+w");
  await page.getByRole("dialog").getByRole("button", { name: "Don’t save" }).click();
  expect(await program.ended).toBe(0);
});

breakingDesktopTest("a page that is gone is loaded again, and the work is offered", async ({ page, program }) => {
  await firstLesson(page);
  await retitle(page, "Mine");
  await expect.poll(() => windowOf(program)).toMatchObject({ title: "• Mine – Gradwire" });
  await expect.poll(() => draftsIn(page)).toBeGreaterThan(0);
  await program.answer({ kind: "message", button: "Load again" });
  await crash(program);
  await expect.poll(async () => (await program.asked()).length).toBe(1);
  await expect.poll(() => isCrashed(program)).toBe(false);
  const again = await program.pageAgain();
  await again.getByRole("button", { name: /^Bring back unsaved work/ }).click();
  await expect(titleField(again)).toHaveValue("Mine");
  // It hears again, and asks by itself.
  await expect.poll(() => windowOf(program)).toMatchObject({ title: "• Mine – Gradwire" });
  await pressClose(program);
  await again.getByRole("dialog").getByRole("button", { name: "Don’t save" }).click();
  expect(await program.ended).toBe(0);
});

breakingDesktopTest("a page that is gone can be closed", async ({ page, program }) => {
  await firstLesson(page);
  await retitle(page, "Mine");
  await program.answer({ kind: "message", button: "Close" });
  await crash(program);
  expect(await program.ended).toBe(0);
});

breakingDesktopTest.describe("a page that hangs", () => {
  breakingDesktopTest.use({ hangsAfter: 1000 });

  breakingDesktopTest("is waited for, or closed with its changes", async ({ page, program }) => {
    await firstLesson(page);
    await retitle(page, "Mine");
    await expect.poll(() => windowOf(program)).toMatchObject({ title: "• Mine – Gradwire" });
    await hang(page);
    await program.answer({ kind: "message", button: "Wait" });
    await pressClose(program);
    await expect.poll(async () => (await program.asked()).length).toBe(1);
    const [asked] = await program.asked();
    expect(asked?.options.buttons).toEqual(["Wait", LOSE]);
    await program.answer({ kind: "message", button: LOSE });
    await pressClose(program);
    expect(await program.ended).toBe(0);
  });
});

breakingDesktopTest(
  "a page that hangs unnoticed keeps its window open for some seconds only",
  async ({ page, program }) => {
    await firstLesson(page);
    await retitle(page, "Mine");
    await expect.poll(() => windowOf(program)).toMatchObject({ title: "• Mine – Gradwire" });
    // Nobody has touched the page since, so that Electron does not know.
    await hang(page);
    await program.answer({ kind: "message", button: LOSE });
    await pressClose(program);
    expect(await program.ended).toBe(0);
  },
);

breakingDesktopTest(
  "a page that hangs with nothing to lose is closed without a question",
  async ({ page, program }) => {
    await firstLesson(page);
    await hang(page);
    await pressClose(program);
    expect(await program.ended).toBe(0);
  },
);

/** Has the page do nothing but run in a circle from now on. */
function hang(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }),
  );
}

/** Has the page's process end as in a crash. Playwright's own page is gone with it. */
function crash(program: Desktop): Promise<void> {
  return program.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
}

function isCrashed(program: Desktop): Promise<boolean | undefined> {
  return program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed());
}

/** How many drafts are stored. */
function draftsIn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("gradwire");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const counting = database.transaction("drafts").objectStore("drafts").count();
          counting.onsuccess = () => resolve(counting.result);
          database.close();
        };
      }),
  );
}
