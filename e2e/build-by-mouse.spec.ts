import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { card, cost, drag, exact, expectSize, input, output, wire } from "./graph";

/*
 * One neuron, C = (σ(w · x) − y)², with x = (0.5, −1), w = (2, 0.25) and y = 0, by hand:
 * z = 2 · 0.5 − 0.25 = 0.75, a = σ(0.75), and back from C: ∂C/∂a = 2a, ∂C/∂z = 2a · a(1 − a), ∂C/∂x = ∂C/∂z · w.
 */
async function byHand(page: Page) {
  // The browser's own exponential: two engines need not agree on its last digit.
  const a = 1 / (1 + (await page.evaluate(() => Math.exp(-0.75))));
  const dA = 2 * a;
  const dZ = dA * a * (1 - a);
  return { a, dA, dZ, dX: [dZ * 2, dZ * 0.25] };
}

/** Adds a node from the rail of dots. */
async function add(page: Page, family: string, type: string): Promise<void> {
  await page.getByRole("button", { name: `Add: ${family}` }).click();
  await page.getByRole("option", { name: type, exact: true }).click();
}

/** Puts a tensor in by the dialog that a param's shape opens. */
async function paste(page: Page, param: RegExp, text: string): Promise<void> {
  await page.getByRole("button", { name: param }).first().click();
  const dialog = page.getByRole("dialog", { name: /^Edit / });
  await dialog.getByRole("tab", { name: "Paste" }).click();
  await dialog.getByRole("textbox").fill(text);
  await dialog.getByRole("button", { name: "Use these numbers" }).click();
  await expect(dialog).toBeHidden();
}

/** Types a number where it stands. */
async function type(page: Page, field: string, number: string): Promise<void> {
  await page.getByRole("spinbutton", { name: field, exact: true }).first().click();
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
}

test("a neuron is built by mouse from an empty canvas, and its gradients are read off its edges", async ({ page }) => {
  await page.goto("/#start");
  await page.getByRole("button", { name: "Start from nothing" }).click();
  await expectSize(page, 0, 0);
  const { a, dA, dZ, dX } = await byHand(page);

  await add(page, "sources", "Input");
  await add(page, "layers", "Linear");
  await add(page, "functions", "Sigmoid");
  await add(page, "sources", "Input");
  await add(page, "costs", "Loss");
  await expectSize(page, 5, 0);
  await page.getByRole("button", { name: /^Zoom/ }).click();
  await page.getByRole("menuitem", { name: /^Fit/ }).click();
  for (const name of ["x", "z", "a", "x2", "C"]) await expect(card(page, name)).toBeInViewport({ ratio: 0.99 });

  await type(page, "value of x, entry 1", "0.5");
  await type(page, "value of x, entry 2", "-1");
  await drag(page, output(page, "x"), input(page, "x", "z"));
  await expectSize(page, 5, 1);
  await paste(page, /^Edit weight of z/, "[[2, 0.25]]");
  await paste(page, /^Edit value of x2/, "[0]");
  await drag(page, output(page, "z"), input(page, "x", "a"));
  await drag(page, output(page, "a"), input(page, "prediction", "C"));
  await expect(cost(page)).toHaveAccessibleName("Cost C: no Loss can be computed yet");
  await drag(page, output(page, "x2"), input(page, "target", "C"));
  await expectSize(page, 5, 4);
  await expect(page.getByRole("button", { name: "no problems" })).toBeVisible();
  await expect(cost(page)).toHaveAccessibleName(`Cost C = ${exact(a * a)}`);
  await page.getByRole("button", { name: "Lay out" }).click();

  const fromZ = wire(page, "z", "x", "a");
  await expect(fromZ.getByText("0.750", { exact: true })).toBeVisible();
  await expect(fromZ.getByText(dZ.toPrecision(3), { exact: true })).toBeVisible();
  await expect(wire(page, "a", "prediction", "C").getByText(dA.toPrecision(3), { exact: true })).toBeVisible();
  await expect(wire(page, "x2", "target", "C").getByText(`−${dA.toPrecision(3)}`, { exact: true })).toBeVisible();

  await fromZ.getByText(dZ.toPrecision(3), { exact: true }).hover();
  const tip = page.getByRole("tooltip");
  await expect(tip.getByText("Edge from z to x of a")).toBeVisible();
  await expect(tip.getByText("0.75", { exact: true })).toBeVisible();
  await expect(tip.getByText(exact(dZ), { exact: true })).toBeVisible();

  await wire(page, "x", "x", "z").hover();
  for (const entry of dX) await expect(tip.getByText(exact(entry), { exact: true })).toBeVisible();

  await wire(page, "x", "x", "z").click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByRole("tab", { name: "Gradient" }).click();
  const table = inspector.getByRole("table", { name: "gradient of x to z, 2" });
  for (const [at, entry] of dX.entries()) {
    await expect(table.getByRole("row", { name: `${at + 1} ${exact(entry)}`, exact: true })).toBeVisible();
  }
});
