import { expect } from "@playwright/test";
import { test } from "./app";

test("the palette finds commands, nodes and lessons, and Enter does the chosen one", async ({ page }) => {
  await page.goto("/#new");
  await expect(page.getByText("0 nodes, 0 edges", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search commands" });
  const field = palette.getByRole("combobox");
  await expect(field).toBeFocused();
  await field.fill("add sigm");
  await expect(palette.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(palette).toBeHidden();
  await expect(page.getByText("1 node, 0 edges", { exact: true })).toBeVisible();

  await page.keyboard.press("Control+k");
  await field.fill("undo add");
  await page.keyboard.press("Enter");
  await expect(page.getByText("0 nodes, 0 edges", { exact: true })).toBeVisible();

  await page.keyboard.press("Control+k");
  await field.fill("lesson paths");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Title of the document")).toHaveValue("Two paths add");

  await page.keyboard.press("Control+k");
  await field.fill("nothing like this");
  await expect(palette.getByText("Nothing here is called “nothing like this”.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
});

test("arrows choose in the palette, and what cannot be done is not offered", async ({ page }) => {
  await page.goto("/#new");
  await expect(page.getByLabel("Title of the document")).toHaveValue("Untitled");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search commands" });
  const options = palette.getByRole("option");
  await expect(options.nth(0)).toHaveAttribute("aria-selected", "true");
  // Lessons are read from disk and come last.
  await expect(palette.getByRole("option", { name: "Walk: Find the hidden filter" })).toBeAttached();
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await palette.getByRole("combobox").fill("duplicate");
  await expect(options).toHaveCount(0);
});

test("every shortcut is listed, and the list is a key away", async ({ page }) => {
  await page.goto("/#new");
  await expect(page.getByLabel("Title of the document")).toHaveValue("Untitled");
  await page.keyboard.press("Shift+?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog.getByText("Save as", { exact: true })).toBeVisible();
  await expect(dialog.getByText("Ctrl+Shift+S", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("the app's menu says what can be done now, and does it", async ({ page }) => {
  await page.goto("/#lesson=01-sigmoid-layer");
  await expect(page.getByLabel("Title of the document")).toHaveValue("A sigmoid layer");
  await page.getByRole("button", { name: "Gradwire" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await expect(page.getByRole("menuitem", { name: /^Undo/ })).toBeDisabled();
  await page.getByRole("menuitem", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: "Gradwire" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await page.getByRole("menuitem", { name: /^Duplicate/ }).click();
  await expect(page.getByText("10 nodes, 8 edges", { exact: true })).toBeVisible();
});

test("the inspector folds, widens by keys, and is as it was left after loading again", async ({ page }) => {
  await page.goto("/#lesson=01-sigmoid-layer");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  const edge = page.getByRole("separator", { name: "Width of the inspector" });
  await expect(inspector).toBeVisible();
  await edge.press("ArrowLeft");
  await edge.press("ArrowLeft");
  await expect(edge).toHaveAttribute("aria-valuenow", "332");
  await page.reload();
  await expect(edge).toHaveAttribute("aria-valuenow", "332");
  await edge.press("Enter");
  await expect(inspector).toBeHidden();
  await page.getByRole("button", { name: "Show the inspector" }).click();
  await expect(inspector).toBeVisible();
});
