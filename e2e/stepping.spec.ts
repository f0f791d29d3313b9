import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { card, cost, middleOf, openLesson, openText, wire } from "./graph";

const steps = (page: Page) => page.getByRole("region", { name: "Steps" });
const timeline = (page: Page) => page.getByRole("slider", { name: "Position in the pass" });
const said = (page: Page) => steps(page).getByRole("status");
const press = async (page: Page, key: string, times = 1) => {
  for (let at = 0; at < times; at += 1) await page.keyboard.press(key);
};
const expectStep = (page: Page, words: string | RegExp) =>
  expect(timeline(page)).toHaveAttribute("aria-valuetext", words);

test.describe("t reaches z by two paths", () => {
  test.beforeEach(({ page }) => openLesson(page, "03-two-paths"));

  test("values and gradients appear once they are computed, and stepping back takes them away again", async ({
    page,
  }) => {
    const first = wire(page, "t", "t", "x");
    await expect(first).toHaveAccessibleName(/value 0\.8; gradient 3\.19/);
    await press(page, ".");
    await expectStep(page, "Step 0 of 13");
    await expect(first).toHaveAccessibleName(/no value yet/);
    await expect(card(page, "z")).toHaveAccessibleName("z, Expression, no value yet");
    await expect(cost(page)).toHaveAccessibleName("Cost C: its step has not come yet");

    await press(page, ".");
    await expectStep(page, "Step 1 of 13: forward, t");
    await expect(first).toHaveAccessibleName(/value 0\.8; gradient not yet/);
    await expect(card(page, "x")).toHaveAccessibleName("x, Expression, no value yet");
    await press(page, ".", 5);
    await expectStep(page, "Step 6 of 13: forward, C");
    await expect(cost(page)).toHaveAccessibleName(/^Cost C = 1\.38/);
    await press(page, ".");
    await expectStep(page, "Step 7 of 13: seed");
    await press(page, "End");
    await expectStep(page, /^Step 13 of 13: backward/);
    await expect(first).toHaveAccessibleName(/value 0\.8; gradient 3\.19/);
    await press(page, ",", 13);
    await expectStep(page, "Step 0 of 13");
    await expect(first).toHaveAccessibleName(/no value yet/);
  });

  test("addends arrive one at a time, with the sum so far on the card and in the sentence", async ({ page }) => {
    await press(page, "End");
    await press(page, ",", 3);
    await expectStep(page, "Step 10 of 13: backward, y");
    await expect(card(page, "t").getByText("← 1 of 2: 1.45")).toBeVisible();
    await expect(said(page)).toContainText("contribution 1 of 2 to t");
    await press(page, ".");
    await expect(card(page, "t").getByText("← 1 of 2")).toBeHidden();
    await expect(said(page)).toContainText("1.45 + 3.2 ≈ 4.64");
  });

  test("the same sentence is read and said, with a formula", async ({ page }) => {
    await press(page, "End");
    await press(page, ",", 2);
    const sentence = "x multiplies its gradient by its slope in t";
    await expect(said(page)).toContainText(sentence);
    await expect(steps(page).getByText(sentence).first()).toBeVisible();
    await expect(steps(page).getByRole("math").first()).toBeVisible();
  });

  test("arrows move cards while the whole run is shown, and step while it is walked through", async ({ page }) => {
    await card(page, "x").click({ position: { x: 60, y: 12 } });
    await press(page, "ArrowRight");
    await expect(page.getByRole("button", { name: "Undo move a node" })).toBeEnabled();
    await expectStep(page, "All steps");
    await press(page, "Home");
    await press(page, "ArrowRight", 2);
    await expectStep(page, "Step 2 of 13: forward, 0");
    await press(page, "ArrowLeft");
    await expectStep(page, "Step 1 of 13: forward, t");
    await press(page, "Escape");
    await expectStep(page, "Step 1 of 13: forward, t");
    await press(page, "Escape");
    await expectStep(page, "All steps");
    await expect(card(page, "z")).toHaveAccessibleName(/value 1\.38/);
  });

  test("the timeline goes by digits, by its own keys and by the pointer", async ({ page }) => {
    await press(page, "5");
    await expectStep(page, "Step 7 of 13: seed");
    await press(page, "0");
    await expectStep(page, "Step 0 of 13");
    await timeline(page).focus();
    await press(page, "PageUp");
    await expectStep(page, /^Step 5 of 13/);
    const box = await timeline(page).boundingBox();
    const { y } = await middleOf(timeline(page));
    if (!box) throw new Error("there is no timeline");
    await page.mouse.move(box.x + 2, y);
    await page.mouse.down();
    await expectStep(page, "Step 0 of 13");
    await page.mouse.move(box.x + box.width * (8 / 13), y);
    await expectStep(page, /^Step 8 of 13/);
    await page.mouse.move(box.x + box.width + 50, y);
    await page.mouse.up();
    await expectStep(page, /^Step 13 of 13/);
    await steps(page).getByRole("button", { name: "Show all" }).click();
    await expectStep(page, "All steps");
  });

  test("playing stops before both steps of a node with a breakpoint, and at the end", async ({ page }) => {
    await card(page, "y").click({ position: { x: 60, y: 12 } });
    await press(page, "b");
    await expect(card(page, "y").getByRole("button", { name: /^Breakpoint on y/ })).toBeVisible();
    await press(page, "Home");
    await press(page, "]");
    await expectStep(page, "Step 3 of 13: forward, x");
    await press(page, "[");
    await steps(page).getByRole("combobox", { name: "Speed" }).click();
    await page.getByRole("option", { name: "8×" }).click();
    const play = (name: string) => steps(page).getByRole("button", { name });
    await play("Play").click();
    await expectStep(page, "Step 3 of 13: forward, x");
    await expect(play("Play")).toBeVisible();
    await play("Play").press("Space");
    await expectStep(page, "Step 9 of 13: backward, z");
    await expect(play("Play")).toBeVisible();
    await play("Play").press("Space");
    await expect(play("Pause")).toBeVisible();
    await expectStep(page, /^Step 13 of 13/);
    await expect(play("Play")).toBeVisible();
  });

  test("an edit keeps the position, and another document shows its whole run", async ({ page }) => {
    await press(page, "5");
    const field = page.getByRole("main").getByRole("spinbutton", { name: "value of t" });
    await field.click();
    await page.keyboard.type("0.5");
    await expectStep(page, "Step 7 of 13: seed");
    await page.keyboard.press("Enter");
    await expect(wire(page, "t", "t", "x")).toHaveAccessibleName(/value 0\.5; gradient not yet/);
    await expectStep(page, "Step 7 of 13: seed");
    await page.getByRole("button", { name: "Lessons" }).click();
    await page.getByRole("link", { name: "One neuron, no activation", exact: true }).click();
    await page.getByRole("button", { name: "Don’t save" }).click();
    await expectStep(page, "All steps");
    await expect(cost(page)).toHaveAccessibleName(/^Cost C = /);
  });
});

test.describe("one neuron that learns", () => {
  const weight = (page: Page) =>
    page.getByRole("main").getByRole("spinbutton", { name: "weight of z, row 1, column 1", exact: true });
  test.beforeEach(({ page }) => openLesson(page, "04-one-neuron"));

  test("the pass ends with an update, and a step back undoes it", async ({ page }) => {
    const rate = steps(page).getByRole("spinbutton", { name: "Learning rate" });
    await expect(rate).toHaveAttribute("aria-valuetext", "0.1");
    await press(page, "End");
    await expectStep(page, /^Step 9 of 10: backward/);
    await press(page, ".");
    await expectStep(page, "Step 10 of 10: update");
    // ∂C/∂w = 0.375.
    await expect(weight(page)).toHaveAttribute("aria-valuetext", "1.9625");
    await expect(said(page)).toContainText("W = 2.00 − 0.100 · 0.375 = 1.96");
    await expect(page.getByRole("button", { name: "Undo take a training step" })).toBeEnabled();
    await press(page, ".", 2);
    await expectStep(page, /^Step 2 of 10/);
    await press(page, ",", 2);
    await expectStep(page, "Step 10 of 10: update");
    await press(page, ",");
    await expectStep(page, /^Step 9 of 10: backward/);
    await expect(weight(page)).toHaveAttribute("aria-valuetext", "2");
    await expect(wire(page, "z", "prediction", "C")).toHaveAccessibleName(/gradient 0\.75/);
  });

  test("the learning rate is chosen in the bar", async ({ page }) => {
    await steps(page).getByRole("spinbutton", { name: "Learning rate" }).click();
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await timeline(page).press("End");
    await timeline(page).press("ArrowRight");
    await expectStep(page, "Step 10 of 10: update");
    await expect(weight(page)).toHaveAttribute("aria-valuetext", "1.625");
  });
});

test("stepping into an entry shows what it keeps for backward one by one, and stepping over does not", async ({
  page,
}) => {
  await openLesson(page, "10-gauss-kernel");
  await press(page, "Home");
  await press(page, ".", 4);
  await expectStep(page, /: forward, O$/);
  const into = steps(page).getByRole("button", { name: "Step into the entry", exact: true });
  await expect(into).toBeEnabled();
  await press(page, "i");
  await expect(said(page)).toContainText("Inside, 1 of 3: g, the ");
  await expect(into).toHaveAttribute("aria-pressed", "true");
  await press(page, "Alt+ArrowRight");
  await expect(said(page)).toContainText("Inside, 2 of 3");
  await expect(said(page)).toContainText("∂g/∂μ");
  await press(page, ",");
  await expect(said(page)).toContainText("Inside, 1 of 3");
  await press(page, ".");
  await expectStep(page, /^Step 5 of/);
  await expect(said(page)).not.toContainText("Inside");
});

test("an empty graph says that there is nothing to step through", async ({ page }) => {
  await page.goto("/#new");
  await expect(steps(page).getByText("There is nothing to step through yet.")).toBeVisible();
  await press(page, ".");
  await expectStep(page, "No steps");
});

test("a graph without a cost has its forward steps, and no gradient is promised", async ({ page }) => {
  await page.goto("/#new");
  const text = JSON.stringify({
    format: "gradwire-graph",
    version: 1,
    nodes: [
      { id: "x", type: "Input", params: { value: 2 } },
      { id: "a", type: "Sigmoid" },
    ],
    edges: [{ id: "e", source: "x", sourceHandle: "out", target: "a", targetHandle: "x" }],
  });
  await openText(page, "forward.gradwire", text);
  await expect(card(page, "a")).toHaveAccessibleName(/value 0\.88/);
  await press(page, "Home");
  await press(page, ".");
  await expectStep(page, "Step 1 of 2: forward, x");
  await expect(wire(page, "x", "x", "a")).toHaveAccessibleName(/gradient none, no cost depends on it/);
});

test("the bar is put away and brought back", async ({ page }) => {
  await openLesson(page, "03-two-paths");
  await press(page, "Shift+T");
  await expect(steps(page)).toBeHidden();
  await press(page, "Shift+T");
  await expect(steps(page)).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });
    test("a step in the middle of the pass has no fault that axe finds", async ({ page }) => {
      await openLesson(page, "05-sigmoid-neuron");
      await press(page, "7");
      await card(page, "a").click({ position: { x: 60, y: 12 } });
      await press(page, "b");
      await expect(card(page, "a").getByRole("button", { name: /^Breakpoint on a/ })).toBeVisible();
      await expectNoAxeFaults(page);
    });
  });
}
