import { expect, type Page } from "@playwright/test";
import { test } from "./app";

const size = (page: Page, words: string) => expect(page.getByText(words, { exact: true })).toBeVisible();

/** Opens the two-path lesson, with the keyboard on nothing in particular. */
async function openLesson(page: Page): Promise<void> {
  await page.goto("/#lesson=01-sigmoid-layer");
  await size(page, "5 nodes, 4 edges");
}

test("select all, delete, undo and redo by keys, and the names of what they would do", async ({ page }) => {
  await openLesson(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await size(page, "0 nodes, 0 edges");
  await expect(page.getByLabel("Cost C: add a Loss to have one")).toBeVisible();
  await page.getByRole("button", { name: "Undo delete 5 nodes" }).click();
  await size(page, "5 nodes, 4 edges");
  await expect(page.getByLabel(/^Cost C = 0\.55/)).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await size(page, "0 nodes, 0 edges");
  await page.keyboard.press("Control+z");
  await size(page, "5 nodes, 4 edges");
});

test("copied nodes are pasted with their inner edges, selected, and again beside those", async ({ page }) => {
  await openLesson(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await expect(page.getByRole("status").filter({ hasText: "Copied 5 nodes" })).toBeVisible();
  await page.keyboard.press("Control+v");
  await size(page, "10 nodes, 8 edges");
  await page.keyboard.press("Control+v");
  await size(page, "15 nodes, 12 edges");
  await page.keyboard.press("Delete");
  await size(page, "10 nodes, 8 edges");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await size(page, "10 nodes, 8 edges");
});

test("cut nodes are pasted into another graph", async ({ page }) => {
  await openLesson(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+x");
  await size(page, "0 nodes, 0 edges");
  await page.keyboard.press("Alt+n");
  await page.getByRole("button", { name: "Don’t save" }).click();
  await expect(page.getByLabel("Title of the document")).toHaveValue("Untitled");
  await page.keyboard.press("Control+v");
  await size(page, "5 nodes, 4 edges");
});

test("duplicate adds a copy beside the original as one entry", async ({ page }) => {
  await openLesson(page);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+d");
  await size(page, "10 nodes, 8 edges");
  await page.keyboard.press("Control+z");
  await size(page, "5 nodes, 4 edges");
});

test("text on the clipboard that is no graph is refused in words", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openLesson(page);
  await page.evaluate(() => navigator.clipboard.writeText("hello"));
  await page.keyboard.press("Control+v");
  await expect(page.getByText("The clipboard does not hold a graph. Copy some nodes, then paste.")).toBeVisible();
  await size(page, "5 nodes, 4 edges");
});

test("keys in a text field are the field's own", async ({ page }) => {
  await openLesson(page);
  await page.keyboard.press("Control+a");
  const title = page.getByLabel("Title of the document");
  await title.fill("Other");
  await title.press("Control+z");
  await title.press("Control+a");
  await title.press("Delete");
  await title.press("/");
  await expect(title).toHaveValue("/");
  await title.press("Escape");
  await expect(title).toHaveValue("A sigmoid layer");
  await size(page, "5 nodes, 4 edges");
});
