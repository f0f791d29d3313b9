import { expect, type Locator, type Page } from "@playwright/test";

/** A node's card, by the name that it shows. */
export const card = (page: Page, name: string): Locator =>
  page.getByRole("group", { name: new RegExp(`^${literal(name)}, `) });

/** A wire, by the name where it begins, the handle where it ends, and the name that the handle belongs to. */
export const wire = (page: Page, from: string, handle: string, to: string): Locator =>
  page.getByRole("group", { name: new RegExp(`^Edge from ${literal(from)} to ${literal(handle)} of ${literal(to)}:`) });

/** The output of a node. */
export const output = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: `Output of ${name}`, exact: true });

/** An input of a node. What is wrong with it is part of its name. */
export const input = (page: Page, handle: string, of: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^Input ${literal(handle)} of ${literal(of)}(:|$)`) });

/** The cost as the bar shows it, said with all its digits. */
export const cost = (page: Page): Locator => page.getByLabel(/^Cost C/);

/** Waits until the graph has so many nodes and edges. */
export async function expectSize(page: Page, nodes: number, edges: number): Promise<void> {
  const words = `${nodes} ${nodes === 1 ? "node" : "nodes"}, ${edges} ${edges === 1 ? "edge" : "edges"}`;
  await expect(page.getByText(words, { exact: true })).toBeVisible();
}

/** Begins with an empty canvas. */
export async function startFromNothing(page: Page): Promise<void> {
  await page.goto("/#new");
  await expectSize(page, 0, 0);
}

/** Opens a lesson by its address, and waits for its numbers. */
export async function openLesson(page: Page, file: string): Promise<void> {
  await page.goto(`/#lesson=${file}`);
  await expect(page.getByLabel(/^Cost C = .*\d$/)).toBeVisible();
}

/** Has the app open a text as a file that a person chooses. */
export async function openText(page: Page, name: string, text: string): Promise<void> {
  await expect(page.getByRole("textbox", { name: "Title of the document" })).toBeVisible();
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  const file = { name, mimeType: "application/json", buffer: Buffer.from(text) };
  await (await choosing).setFiles(file);
}

/** A number as the app writes it with all its digits. */
export const exact = (x: number): string => String(x).replaceAll("-", "−");

/** Presses on one thing, moves to another, and leaves the button down. */
export async function pull(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await middleOf(from), await middleOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await page.mouse.move(end.x, end.y, { steps: 2 });
}

/** Drags one thing onto another. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await pull(page, from, to);
  await page.mouse.up();
}

/** The middle of an element on the screen. */
export async function middleOf(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
