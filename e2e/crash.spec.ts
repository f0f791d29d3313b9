import { expect, type Page } from "@playwright/test";
import { breakingTest as test } from "./disk";

const title = (page: Page) => page.getByRole("textbox", { name: "Title of the document" });
const broken = (page: Page) => page.getByRole("alert").filter({ hasText: "Something of ours broke" });

/** Opens the first lesson, names it, and has the next number that is drawn break the page. */
async function breakThePage(page: Page): Promise<void> {
  await page.goto("/#lesson=01-sigmoid-layer");
  await expect(page.getByLabel(/^Cost C = 0\.55/)).toBeVisible();
  await title(page).fill("Mine");
  await title(page).press("Enter");
  await page.evaluate(() => {
    const { toPrecision } = Number.prototype;
    Number.prototype.toPrecision = () => {
      throw new Error("Something of ours broke");
    };
    Object.assign(window, { mend: () => Object.assign(Number.prototype, { toPrecision }) });
  });
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+d");
  await expect(broken(page)).toBeVisible();
}

const mend = (page: Page) => page.evaluate(() => (window as unknown as { mend: () => void }).mend());

test("a fault of the app leaves words and the work behind, not a blank window", async ({ page, disk }) => {
  await breakThePage(page);
  await disk.choose("save", "rescued.gradwire");
  await page.getByRole("button", { name: "Save the graph…" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved rescued.gradwire" })).toBeVisible();
  expect(JSON.parse(await disk.read("rescued.gradwire")).nodes).toHaveLength(10);
  await mend(page);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("10 nodes, 8 edges", { exact: true })).toBeVisible();
});

test("after a fault the question about unsaved work can be answered, and what is saved there is not asked about", async ({
  page,
  disk,
  desktop,
}) => {
  await breakThePage(page);
  await expect.poll(disk.windowTitle).toMatch(/^• Mine /);
  const question = page.getByRole("dialog", { name: "Save the changes to “Mine”?" });
  await page.keyboard.press(desktop ? "Control+n" : "Alt+n");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await expect(broken(page)).toBeVisible();

  await disk.choose("save", "rescued.gradwire");
  await page.keyboard.press(desktop ? "Control+n" : "Alt+n");
  await mend(page);
  await question.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved rescued.gradwire" })).toBeVisible();
  // Something else is open, so it is drawn without being asked to.
  await expect(title(page)).toHaveValue("Untitled");
});

test("after a fault the window can be closed once the graph is saved", async ({ page, disk, desktop }) => {
  await breakThePage(page);
  const close = () => desktop?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  if (desktop) {
    await close();
    const question = page.getByRole("dialog", { name: "Save the changes to “Mine”?" });
    await question.getByRole("button", { name: "Cancel" }).click();
  } else {
    const asking = page.waitForEvent("dialog");
    const leaving = page.goto("about:blank").catch(() => null);
    await (await asking).dismiss();
    await leaving;
  }
  await disk.choose("save", "rescued.gradwire");
  await page.getByRole("button", { name: "Save the graph…" }).click();
  await expect.poll(disk.windowTitle).toMatch(/^Mine /);
  if (desktop) {
    await close();
    expect(await desktop.ended).toBe(0);
  } else {
    await page.goto("about:blank");
    expect(page.url()).toBe("about:blank");
  }
});
