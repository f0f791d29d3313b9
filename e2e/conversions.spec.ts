import { type CDPSession, expect, type Page } from "@playwright/test";
import { test } from "./app";
import { openLesson } from "./graph";

const title = (page: Page) => page.getByRole("textbox", { name: "Title of the document" });

/** Has an input method write in what has the keyboard, and leaves the conversion open. */
async function compose(page: Page, text: string): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  return session;
}

test("the Enter of a conversion takes no title, and its Esc gives none up", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await title(page).click();
  const session = await compose(page, "にゅーろん");
  await expect(title(page)).toHaveValue("にゅーろん");
  await page.keyboard.press("Enter");
  await expect(title(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(title(page)).toBeFocused();
  await session.send("Input.insertText", { text: "ニューロン" });
  await expect(title(page)).toHaveValue(/ニューロン$/);
  await page.keyboard.press("Enter");
  await expect(title(page)).not.toBeFocused();
  await expect(page.getByRole("button", { name: "Undo rename the document" })).toBeEnabled();
});

test("the Enter of a conversion chooses nothing in the palettes, and its Esc closes neither", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  for (const [keys, name] of [
    ["Control+k", "Search commands"],
    ["/", "Add a node"],
  ] as const) {
    await page.getByRole("main").getByRole("group", { name: /^z, / }).focus();
    await page.keyboard.press(keys);
    const palette = page.getByRole("dialog", { name });
    await expect(palette.getByRole("combobox")).toBeFocused();
    const session = await compose(page, "s");
    await expect(palette.getByRole("combobox")).toHaveValue("s");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(palette.getByRole("combobox")).toBeFocused();
    await session.send("Input.insertText", { text: "sum" });
    await expect(palette.getByRole("combobox")).toHaveValue(/sum$/);
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
  }
  await expect(page.getByRole("button", { name: /^Undo/ })).toBeDisabled();
});

test("no shortcut acts during a conversion", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await title(page).click();
  const session = await compose(page, "か");
  await page.keyboard.press("Alt+n");
  await page.keyboard.press("Control+k");
  await session.send("Input.insertText", { text: "課" });
  await expect(title(page)).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(title(page)).toHaveValue(/課$/);
});
