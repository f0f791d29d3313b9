import { expect, type Page } from "@playwright/test";
import type {} from "../src/renderer/host/current";
import type { Desktop } from "./hosts/desktop";
import { choose, firstLesson, retitle, test, titleField } from "./hosts/desktop-story";

interface Line {
  readonly menu: string;
  readonly label: string;
  readonly isEnabled: boolean;
  readonly role: string | null;
  readonly keys: string | null;
  readonly areKeysRegistered: boolean;
}

/** The lines of the menu bar as they are now, without those that part them. */
function linesOf(program: Desktop): Promise<readonly Line[]> {
  return program.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) =>
      (menu.submenu?.items ?? [])
        .filter(({ type }) => type !== "separator")
        .map((line) => ({
          menu: menu.label,
          label: line.label,
          isEnabled: line.enabled,
          role: line.role ?? null,
          keys: (line.accelerator as string | undefined) ?? null,
          areKeysRegistered: line.registerAccelerator,
        })),
    ),
  );
}

const lineOf = async (program: Desktop, label: string) => (await linesOf(program)).find((line) => line.label === label);

/** Has the page note which commands reach it. */
async function noteCommands(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    window.gradwire?.onMenuCommand((command) => heard.push(command));
  });
  return () => page.evaluate(() => (window as unknown as { heard: readonly string[] }).heard);
}

test("the menu bar has all menus of the app, tells what can be done now, and has no two lines between", async ({
  page,
  program,
}) => {
  await firstLesson(page);
  const menus = await program.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => [
      label,
      submenu?.items.map(({ type }) => (type === "separator" ? "-" : "x")).join(""),
    ]),
  );
  expect(menus.map(([label]) => label)).toEqual([
    "File",
    "Edit",
    "View",
    "Step",
    "Record",
    "Help",
    "Window",
    "Develop",
  ]);
  for (const [label, shape] of menus) expect(`${label}: ${shape}`).not.toMatch(/--|: -|-$/);
  expect(await lineOf(program, "Undo")).toMatchObject({ isEnabled: false, keys: "CmdOrCtrl+Z" });
  await retitle(page, "Mine");
  await expect.poll(() => lineOf(program, "Undo rename the document")).toMatchObject({ isEnabled: true });
});

test("every command of the menu reaches the app, and none breaks it", async ({ page, program }) => {
  test.setTimeout(180_000);
  await firstLesson(page);
  const heard = await noteCommands(page);
  const lines = (await linesOf(program)).filter(({ menu, role }) => role === null && !/Window|Develop/.test(menu));
  // What begins with nothing leaves little for the others to do.
  const order = [...lines.filter(({ label }) => label !== "New"), ...lines.filter(({ label }) => label === "New")];
  const chosen: string[] = [];
  let answered = 0;
  /** Calls off the dialogs that have been opened since. */
  async function answerDialogs(): Promise<number> {
    for (const { kind } of (await program.asked()).slice(answered)) {
      await program.answer({ kind: kind === "open" ? "open" : "save", path: null });
      answered += 1;
    }
    return answered;
  }
  await choose(program, "Edit", "Select all");
  await expect.poll(() => lineOf(program, "Duplicate")).toMatchObject({ isEnabled: true });
  for (const { menu, label } of order) {
    const now = (await linesOf(program)).find((line) => line.menu === menu && line.label === label);
    if (!now?.isEnabled) continue;
    const before = (await heard()).length;
    await choose(program, menu, label);
    await expect.poll(async () => (await heard()).length).toBe(before + 1);
    chosen.push(label);
    await answerDialogs();
    await page.keyboard.press("Escape");
    if (label === "Lessons and start screen") await choose(program, "File", "Back to the graph");
    if (menu === "File") await expect.poll(() => lineOf(program, "Save")).toMatchObject({ isEnabled: true });
    if (label === "Delete") await choose(program, "Edit", "Undo delete 5 nodes");
  }
  expect(chosen.length, chosen.join(", ")).toBeGreaterThan(40);
  // Open, save, save as, and four ways to export.
  await expect.poll(answerDialogs).toBe(7);
});

test("a command of the menu does what it says, and its keys are pressed in the page alone", async ({
  page,
  program,
}) => {
  await firstLesson(page);
  const heard = await noteCommands(page);
  await choose(program, "Edit", "Select all");
  await choose(program, "Edit", "Duplicate");
  await expect(page.getByText("10 nodes, 8 edges", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("5 nodes, 4 edges", { exact: true })).toBeVisible();
  expect(await heard()).toEqual(["select-all", "duplicate"]);
  expect(await lineOf(program, "Duplicate")).toMatchObject({ keys: "CmdOrCtrl+D", areKeysRegistered: false });
  // In a text field, Ctrl+Z is the field's own.
  await titleField(page).fill("Typed");
  await page.keyboard.press("Control+z");
  await expect(titleField(page)).toHaveValue("A sigmoid layer");
});

test("cut, copy and paste of the menu bring the clipboard along, on the canvas and in a field", async ({
  page,
  program,
}) => {
  await firstLesson(page);
  await choose(program, "Edit", "Select all");
  await expect.poll(() => lineOf(program, "Duplicate")).toMatchObject({ isEnabled: true });
  await choose(program, "Edit", "Copy");
  await expect(page.getByRole("status").filter({ hasText: "Copied 5 nodes" })).toBeVisible();
  await choose(program, "Edit", "Paste");
  await expect(page.getByText("10 nodes, 8 edges", { exact: true })).toBeVisible();
  await choose(program, "Edit", "Cut");
  await expect(page.getByText("5 nodes, 4 edges", { exact: true })).toBeVisible();

  await titleField(page).fill("Words");
  await titleField(page).selectText();
  await choose(program, "Edit", "Cut");
  await expect(titleField(page)).toHaveValue("");
  await choose(program, "Edit", "Paste");
  await choose(program, "Edit", "Paste");
  await expect(titleField(page)).toHaveValue("WordsWords");
});

test("the keys of the window's own menu are pressed in the menu", async ({ page, program }) => {
  await firstLesson(page);
  expect(await lineOf(program, "Minimize")).toMatchObject({ areKeysRegistered: true });
  await page.keyboard.press("Control+m");
  await expect
    .poll(() => program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(true);
});
