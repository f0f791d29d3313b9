import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { card, cost, exact, expectSize, wire } from "./graph";

/*
 * One neuron, C = (σ(w x) − y)², with x = 0.5, w = 2 and y = 0, by hand: z = 1, a = σ(1), and back from C:
 * ∂C/∂a = 2a, ∂C/∂z = 2a · a(1 − a), ∂C/∂x = 2 ∂C/∂z.
 */
async function byHand(page: Page) {
  // The browser's own exponential: two engines need not agree on its last digit.
  const a = 1 / (1 + (await page.evaluate(() => Math.exp(-1))));
  const dZ = 2 * a * a * (1 - a);
  return { a, dZ, dX: dZ * 2 };
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Adds a node by the key that opens the list, and waits until it has the keyboard. */
async function add(page: Page, type: string, name: string): Promise<void> {
  await press(page, "/");
  await expect(page.getByRole("combobox", { name: "Add a node" })).toBeFocused();
  await page.keyboard.type(type);
  await expect(page.getByRole("option", { name: type, exact: true, selected: true })).toBeVisible();
  await press(page, "Enter");
  await expect(card(page, name)).toBeFocused();
}

/** From a card to its param's dialog, where these numbers are written in, and back. */
async function paste(page: Page, name: string, text: string): Promise<void> {
  await press(page, "Enter", "Shift+Tab", "Enter");
  const dialog = page.getByRole("dialog", { name: /^Edit / });
  await press(page, "Tab", "ArrowRight");
  await expect(dialog.getByRole("tab", { name: "Paste" })).toBeFocused();
  await press(page, "Tab", "Tab");
  await expect(dialog.getByRole("textbox")).toBeFocused();
  await page.keyboard.type(text);
  // Past the preview and past Cancel.
  await press(page, "Tab", "Tab", "Tab");
  await expect(dialog.getByRole("button", { name: "Use these numbers" })).toBeFocused();
  await press(page, "Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: new RegExp(`^Edit .* of ${name}, `) }).first()).toBeFocused();
  await press(page, "Escape");
  await expect(card(page, name)).toBeFocused();
}

/** Goes through cards and wires, forth by Tab or back by Shift+Tab, until this card has the keyboard. */
async function walk(page: Page, key: "Tab" | "Shift+Tab", name: string): Promise<void> {
  const hasKeyboard = () => card(page, name).evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 12 && !(await hasKeyboard()); presses += 1) await press(page, key);
  await expect(card(page, name)).toBeFocused();
}

/** Draws a wire from the card that has the keyboard, to the place that is offered by this name. */
async function connect(page: Page, place: string): Promise<void> {
  await press(page, "c");
  const words = page.getByText(/, \d+ of \d+$/);
  await expect(words).toHaveCount(1);
  while (!(await words.textContent())?.includes(`input ${place},`)) {
    const before = await words.textContent();
    await press(page, "Tab");
    await expect(words).not.toHaveText(before ?? "");
  }
  await press(page, "Enter");
  await expect(page.getByText(`Connected to input ${place}`)).toHaveCount(1);
}

test("a neuron is built with the keyboard alone, and its gradients are read off its edges", async ({ page }) => {
  await page.goto("/#new");
  await expectSize(page, 0, 0);
  const { a, dZ, dX } = await byHand(page);

  await add(page, "Input", "x");
  await paste(page, "x", "[0.5]");
  await add(page, "Linear", "z");
  await walk(page, "Shift+Tab", "x");
  await connect(page, "x of z");
  await expectSize(page, 2, 1);

  // To the right along the new wire, to its numbers, and on to the node that it feeds.
  await press(page, "Escape", "ArrowRight");
  await expect(wire(page, "x", "x", "z")).toBeFocused();
  await press(page, "ArrowRight");
  await expect(card(page, "z")).toBeFocused();
  await press(page, "Enter");
  await expect(page.getByRole("spinbutton", { name: /^weight of z, row 1/ }).first()).toBeFocused();
  await page.keyboard.type("2");
  await press(page, "Enter", "Escape");
  await expect(card(page, "z")).toHaveAccessibleName("z, Linear, value 1");

  await add(page, "Sigmoid", "a");
  await add(page, "Input", "x2");
  await paste(page, "x2", "[0]");
  await add(page, "Loss", "C");
  await expect(page.getByRole("button", { name: "3 problems" })).toBeVisible();

  await walk(page, "Shift+Tab", "z");
  await connect(page, "x of a");
  await walk(page, "Shift+Tab", "x2");
  await connect(page, "target of C");
  await walk(page, "Tab", "a");
  await connect(page, "prediction of C");
  await expectSize(page, 5, 4);
  await expect(cost(page)).toHaveAccessibleName(`Cost C = ${exact(a * a)}`);

  await press(page, "Control+Shift+a", "Escape", "ArrowLeft");
  const fromZ = wire(page, "z", "x", "a");
  await expect(fromZ).toBeFocused();
  await expect(fromZ).toHaveAccessibleName(`Edge from z to x of a: value 1; gradient ${exact(dZ)}`);
  await expect(fromZ.getByText(dZ.toPrecision(3), { exact: true })).toBeVisible();
  await expect(page.getByRole("tooltip").getByText(exact(dZ), { exact: true })).toBeVisible();

  await press(page, "ArrowLeft", "ArrowLeft");
  await expect(wire(page, "x", "x", "z")).toBeFocused();
  await expect(page.getByRole("tooltip").getByText(exact(dX), { exact: true })).toBeVisible();
});
