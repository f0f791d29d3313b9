import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { card, expectSize, openLesson, openText, startFromNothing, wire } from "./graph";

const inspector = (page: Page) => page.getByRole("complementary", { name: "Inspector" });
const question = (page: Page) => inspector(page).getByRole("heading", { level: 2, name: /^Why is/ });
const trail = (page: Page) => inspector(page).getByRole("navigation", { name: "Where this was asked" });

async function selectNode(page: Page, name: string): Promise<void> {
  // By its head, so that the keyboard is on the card and not in one of its fields.
  await card(page, name).click({ position: { x: 24, y: 12 } });
  await expect(inspector(page).getByRole("heading", { level: 2, name: new RegExp(name) })).toBeVisible();
}

test("a gradient is explained down to the cost, by keys, and back again", async ({ page }) => {
  await openLesson(page, "03-two-paths");
  await selectNode(page, "t");
  await page.keyboard.press("w");
  await expect(question(page)).toContainText("4.64");
  const shares = inspector(page).getByRole("table", { name: "What each edge brings back, largest first" });
  await expect(shares.getByRole("row")).toHaveText([/by way of x.*3\.20/, /by way of y.*1\.45/, /Sum.*4\.64/]);
  await expect(inspector(page).getByRole("list", { name: "Paths to C" }).getByRole("listitem")).toHaveCount(2);
  await expectNoAxeFaults(page);

  await shares.getByRole("button", { name: "3.20: why?" }).press("Enter");
  await expect(question(page)).toContainText("3.20");
  const terms = inspector(page).getByRole("table", { name: "Terms of the chain rule, largest first" });
  await expect(terms.getByRole("row").nth(1)).toHaveText(/2\.00.*1\.60.*3\.20/);

  await terms.getByRole("button", { name: "2.00: why?" }).press("w");
  await expect(question(page)).toContainText("2.00");
  await expect(trail(page).getByRole("button")).toHaveCount(3);

  // Back, and not Delete: the graph stays as it is.
  await page.keyboard.press("Backspace");
  await expect(question(page)).toContainText("3.20");
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(question(page)).toContainText("4.64");
  await page.keyboard.press("Backspace");
  await expect(question(page)).toBeHidden();
  await expect(inspector(page).getByRole("tab", { name: "Node" })).toHaveAttribute("aria-selected", "true");
  await expectSize(page, 6, 6);
});

test("a path to C lights up on the canvas while it is pointed at", async ({ page }) => {
  await openLesson(page, "03-two-paths");
  await selectNode(page, "t");
  await page.keyboard.press("w");
  const path = inspector(page)
    .getByRole("list", { name: "Paths to C" })
    .getByRole("button", { name: /x → z → C/ });
  await path.focus();
  for (const [from, handle, to] of [
    ["t", "t", "x"],
    ["x", "x", "z"],
    ["z", "prediction", "C"],
  ] as const) {
    await expect(wire(page, from, handle, to).locator("[data-pointed]")).toHaveCount(1);
  }
  await expect(wire(page, "t", "t", "y").locator("[data-pointed]")).toHaveCount(0);
});

test("any entry of a gradient can be asked about, and the local Jacobian be seen", async ({ page }) => {
  await openLesson(page, "01-sigmoid-layer");
  await selectNode(page, "z");
  await inspector(page).getByRole("group", { name: "gradient of weight of z" }).getByRole("spinbutton").nth(4).click();
  await expect(question(page)).toContainText("0.125");
  const terms = inspector(page).getByRole("table", { name: "Terms of the chain rule, largest first" });
  await expect(terms.getByRole("row").nth(1)).toHaveText(/-0\.125|−0\.125/);
  await inspector(page).getByRole("button", { name: "Show the local Jacobian" }).click();
  await expect(inspector(page).getByRole("application", { name: /^Local Jacobian, 2 × 6/ })).toBeVisible();
  await inspector(page).getByRole("tab", { name: "Node" }).click();
  await expect(question(page)).toBeHidden();
  await inspector(page).getByRole("tab", { name: "Why" }).click();
  await expect(question(page)).toBeVisible();
});

/** A sigmoid that is all but flat at 12. */
const flat = JSON.stringify({
  format: "gradwire-graph",
  version: 1,
  nodes: [
    { id: "x", type: "Input", position: { x: 0, y: 0 }, params: { value: 12 } },
    { id: "a", type: "Sigmoid", position: { x: 240, y: 0 } },
    { id: "t", type: "Input", position: { x: 240, y: 200 }, params: { value: 0 } },
    { id: "C", type: "Loss", position: { x: 520, y: 0 } },
  ],
  edges: [
    { id: "1", source: "x", sourceHandle: "out", target: "a", targetHandle: "x" },
    { id: "2", source: "a", sourceHandle: "out", target: "C", targetHandle: "prediction" },
    { id: "3", source: "t", sourceHandle: "out", target: "C", targetHandle: "target" },
  ],
});

test("a gradient that vanishes is marked where it begins, and listed with its cause", async ({ page }) => {
  await startFromNothing(page);
  await openText(page, "flat.gradwire", flat);
  await expect(card(page, "a").getByRole("button", { name: /^Gradient: Vanishing/ })).toBeVisible();
  await page.getByRole("button", { name: "no problems, 1 gradient to look at" }).click();
  const list = page.getByRole("list", { name: "Gradients" });
  await expect(list.getByRole("button")).toHaveText([/^a: ./]);
  await list.getByRole("button").click();
  await expect(inspector(page).getByRole("heading", { level: 2, name: "Edge from x to a" })).toBeVisible();
});

test("gradients of any scalar can be asked for, forward mode beside them, and C is a press away", async ({ page }) => {
  await openLesson(page, "01-sigmoid-layer");
  await selectNode(page, "z");
  const of = inspector(page).getByRole("group", { name: "Gradients of" });
  // The choice is shown once the gradients are those.
  await of.getByRole("radio", { name: "sum of z" }).click();
  const banner = page.getByRole("status", { name: "What is differentiated" });
  await expect(banner).toContainText("Gradients of sum of z, not of C");
  await expect(page.getByLabel(/^Gradients are of sum of z = /)).toBeVisible();
  await of.getByRole("radio", { name: "one entry" }).click();
  await expect(banner).toContainText("entry 1 of z");
  await inspector(page).getByRole("button", { name: "Push an entry forward" }).click();
  const modes = inspector(page).getByRole("table", { name: /The same derivative both ways/ });
  await expect(modes.getByRole("row").nth(1)).toHaveText(/0\.5000\.500$/);
  await expect(inspector(page).getByText(/^Equal, both ways/)).toBeVisible();
  await expectNoAxeFaults(page);
  await banner.getByRole("button", { name: "Back to C" }).click();
  await expect(page.getByLabel(/^Cost C = .*\d$/)).toBeVisible();
  await expect(banner).toBeHidden();
});

test("the derivation is exported as LaTeX", async ({ page }) => {
  await openLesson(page, "07-one-node-or-two");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search commands" });
  await palette.getByRole("combobox").fill("derivation as LaTeX");
  await expect(palette.getByRole("option")).toHaveCount(1);
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toBe("one-node-or-two.tex");
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain("\\documentclass");
  expect(text).toMatch(/\\tag\*\{\(\d+\)\}/);
});
