import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { root } from "../scripts/build.mjs";
import { test } from "./app";
import { card, cost, exact, middleOf, openLesson, wire } from "./graph";

const undo = (page: Page) => page.getByRole("button", { name: /^Undo/ });
const inspector = (page: Page) => page.getByRole("complementary", { name: "Inspector" });
const field = (page: Page, name: string) => page.getByRole("main").getByRole("spinbutton", { name, exact: true });
const expectNumber = (of: Locator, number: string) => expect(of).toHaveAttribute("aria-valuetext", number);

/** Opens a param's dialog from its card, at one of its tabs. */
async function openDialog(page: Page, button: RegExp, tab: string): Promise<Locator> {
  await page.getByRole("main").getByRole("button", { name: button }).first().click();
  const dialog = page.getByRole("dialog", { name: /^Edit / });
  await dialog.getByRole("tab", { name: tab }).click();
  return dialog;
}

test.describe("one neuron, C = (w x − y)² / 2 with x = 0.5, w = 2, y = 0.25", () => {
  const weight = (page: Page) => field(page, "weight of z, row 1, column 1");
  const costAt = (w: number) => `Cost C = ${exact((w * 0.5 - 0.25) ** 2 / 2)}`;
  test.beforeEach(({ page }) => openLesson(page, "04-one-neuron"));

  test("a sideways drag scrubs a number, runs at each step, and is one entry of the history", async ({ page }) => {
    const { x, y } = await middleOf(weight(page));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 10, y);
    await expectNumber(weight(page), "2.5");
    await expect(cost(page)).toHaveAccessibleName(costAt(2.5));
    await page.mouse.move(x + 20, y);
    await expectNumber(weight(page), "3");
    await expect(cost(page)).toHaveAccessibleName(costAt(3));
    await page.mouse.up();
    await page.getByRole("button", { name: "Undo change weight" }).click();
    await expectNumber(weight(page), "2");
    await expect(cost(page)).toHaveAccessibleName(costAt(2));
    await expect(undo(page)).toBeDisabled();
  });

  test("Esc gives up what was typed, and Enter takes it with a true minus sign", async ({ page }) => {
    await weight(page).click();
    await page.keyboard.type("7");
    await page.keyboard.press("Escape");
    await expectNumber(weight(page), "2");
    await expect(undo(page)).toBeDisabled();
    await page.keyboard.type("−1/4");
    await page.keyboard.press("Enter");
    await expectNumber(weight(page), "−0.25");
    await expect(cost(page)).toHaveAccessibleName(costAt(-0.25));
  });

  test("what is no number is refused in words and changes nothing", async ({ page }) => {
    await weight(page).click();
    await page.keyboard.type("two");
    await expect(weight(page)).toHaveAttribute("aria-invalid", "true");
    await expect(weight(page)).toHaveAccessibleDescription("“two” is not a number");
    await page.keyboard.press("Enter");
    await expect(cost(page)).toHaveAccessibleName(costAt(2));
    await page.keyboard.press("Escape");
    await expectNumber(weight(page), "2");
  });

  test("arrow keys step a number by a tenth of its leading digit, ten times as far with Shift", async ({ page }) => {
    await weight(page).click();
    await page.keyboard.press("ArrowUp");
    await expect(cost(page)).toHaveAccessibleName(costAt(2.1));
    await page.keyboard.press("Shift+ArrowDown");
    await expectNumber(weight(page), "1.1");
    await expect(cost(page)).toHaveAccessibleName(costAt(1.1));
  });

  test("a node is renamed on its card, and its formulas and wires take the name", async ({ page }) => {
    await page.getByRole("button", { name: "Rename z" }).first().dblclick();
    await page.getByRole("textbox", { name: "Name of z" }).fill("neuron");
    await page.keyboard.press("Enter");
    await expect(card(page, "neuron")).toBeFocused();
    await expect(wire(page, "x", "x", "neuron")).toBeVisible();
    await expect(inspector(page).getByRole("heading", { name: /neuron/ })).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(card(page, "z")).toBeVisible();
  });
});

test("a cell of a matrix is edited where it stands, and Enter goes to the cell below", async ({ page }) => {
  await openLesson(page, "01-sigmoid-layer");
  const before = await cost(page).getAttribute("aria-label");
  await field(page, "weight of z, row 1, column 2").click();
  await page.keyboard.type("0.4");
  await page.keyboard.press("Enter");
  await expect(field(page, "weight of z, row 2, column 2")).toBeFocused();
  await expect(cost(page)).not.toHaveAccessibleName(before ?? "");
  await page.keyboard.press("ArrowRight");
  await expect(field(page, "weight of z, row 2, column 3")).toBeFocused();
  await expect(undo(page)).toHaveAccessibleName("Undo change weight");
});

test("cells of a spreadsheet are pasted from a cell on, and what does not fit falls off", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openLesson(page, "01-sigmoid-layer");
  await page.evaluate(() => navigator.clipboard.writeText("1\t2\n3\t4\n5\t6"));
  await field(page, "weight of z, row 1, column 2").click();
  await page.keyboard.press("Control+v");
  await expectNumber(field(page, "weight of z, row 1, column 2"), "1");
  await expectNumber(field(page, "weight of z, row 1, column 3"), "2");
  await expectNumber(field(page, "weight of z, row 2, column 3"), "4");
  await expectNumber(field(page, "weight of z, row 2, column 1"), "0.5");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expectNumber(field(page, "weight of z, row 1, column 2"), "−0.4");
  await expect(undo(page)).toBeDisabled();
});

test("the dialog takes a table from a spreadsheet, and says where it is not one", async ({ page }) => {
  await openLesson(page, "01-sigmoid-layer");
  const dialog = await openDialog(page, /^Edit weight of z/, "Paste");
  const text = dialog.getByRole("textbox");
  const use = dialog.getByRole("button", { name: "Use these numbers" });
  await text.fill("1\t2\t3\n4\tfive\t6");
  await expect(dialog.getByRole("status")).toHaveText("Row 2, column 2: “five” is not a number.");
  await expect(use).toBeDisabled();
  await text.fill("1\t2\t3\n4\t5");
  await expect(dialog.getByRole("status")).toHaveText("Row 2 has 2 numbers, but row 1 has 3.");
  await text.fill("0.1\t0.2\t0.3\r\n−0.1\t−0.2\t−0.3\r\n");
  await expect(dialog.getByRole("status")).toHaveText("2 × 3, −0.300 … 0.300");
  await use.click();
  await expect(dialog).toBeHidden();
  await expectNumber(field(page, "weight of z, row 2, column 3"), "−0.3");
  await expect(undo(page)).toHaveAccessibleName("Undo change weight");
});

test("generated numbers follow from their seed, and a shape that does not fit is a problem in words", async ({
  page,
}) => {
  await openLesson(page, "01-sigmoid-layer");
  let dialog = await openDialog(page, /^Edit weight of z/, "Generate");
  await dialog.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: "Ones" }).click();
  await dialog.getByRole("button", { name: "Use these numbers" }).click();
  await expect(card(page, "z")).toHaveAccessibleName("z, Linear, value 1.5, 1.5");

  const drawn: string[] = [];
  for (const seed of ["7", "8", "7"]) {
    dialog = await openDialog(page, /^Edit weight of z/, "Generate");
    await dialog.getByRole("spinbutton", { name: "Seed" }).click();
    await page.keyboard.type(seed);
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Use these numbers" }).click();
    await expect(dialog).toBeHidden();
    drawn.push((await field(page, "weight of z, row 1, column 1").getAttribute("aria-valuetext")) ?? "");
  }
  expect(drawn[0]).toBe(drawn[2]);
  expect(drawn[0]).not.toBe(drawn[1]);

  dialog = await openDialog(page, /^Edit weight of z/, "Generate");
  await dialog.getByRole("textbox", { name: "Shape" }).fill("2 × 4");
  await dialog.getByRole("button", { name: "Use these numbers" }).click();
  await expect(card(page, "z")).toHaveAccessibleName(/problem: expects last axis 4, got 3/);
  await expect(page.getByRole("button", { name: "1 problem" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: "no problems" })).toBeVisible();
});

test("columns of a CSV file are loaded, and those of text are left out", async ({ page }) => {
  await openLesson(page, "01-sigmoid-layer");
  const dialog = await openDialog(page, /^Edit value of x/, "Load CSV");
  const choosing = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Choose a file…" }).click();
  await (await choosing).setFiles(join(root, "resources", "data", "penguins.csv"));
  await expect(dialog.getByText("penguins.csv", { exact: true })).toBeVisible();
  const columns = dialog.getByRole("group", { name: "Columns to use" }).getByRole("checkbox");
  expect(await columns.count()).toBeGreaterThan(3);
  await expect(dialog.getByRole("checkbox", { name: /^species/ })).not.toBeChecked();
  for (const box of await columns.all()) await box.setChecked(false);
  await dialog.getByRole("checkbox", { name: /^bill_length/ }).check();
  await dialog.getByRole("checkbox", { name: /^bill_depth/ }).check();
  await dialog.getByRole("checkbox", { name: /^flipper/ }).check();
  await dialog.getByRole("button", { name: "Use these numbers" }).click();
  await expect(card(page, "x")).toHaveAccessibleName(/^x, Input, value \d+ × 3, from/);
  await expect(card(page, "z")).toHaveAccessibleName(/^z, Linear, value \d+ × 2, from/);
});

test("a broken expression is said in words on its node and in the list, the rest runs, and mending it mends all", async ({
  page,
}) => {
  await openLesson(page, "02-chain-rule");
  const before = (await cost(page).getAttribute("aria-label")) ?? "";
  const text = page.getByRole("textbox", { name: "expression of y" });
  await text.fill("ln(u");
  await text.press("Enter");
  await expect(cost(page)).toHaveAccessibleName("Cost C: no Loss can be computed yet");
  const words = /bracket/;
  await expect(text).toHaveAttribute("aria-invalid", "true");
  await expect(text).toHaveAccessibleDescription(words);
  await expect(card(page, "y").getByRole("button", { name: words })).toBeVisible();
  await expect(card(page, "u")).toHaveAccessibleName("u, Expression, value 8.471830367213034");
  await expect(wire(page, "x", "x", "u").getByText("1.70", { exact: true })).toBeVisible();
  await expect(wire(page, "0", "target", "C").getByText("0.00", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "1 problem" }).click();
  const listed = page.getByRole("list", { name: "Problems" }).getByRole("button", { name: words });
  await expect(listed).toContainText("bad-expression");
  await listed.click();
  await expect(inspector(page).getByRole("region", { name: "Problems of this node" })).toContainText(words);

  await text.fill("evaluate(u)");
  await text.press("Enter");
  await expect(text).toHaveAccessibleDescription(/"evaluate" is not a function that is known here/);
  await text.fill("ln(u)");
  await text.press("Enter");
  await expect(page.getByRole("button", { name: "no problems" })).toBeVisible();
  await expect(cost(page)).toHaveAccessibleName(before);
});

test("μ and σ of a kernel are dragged and stepped by keys, and the cost follows", async ({ page }) => {
  await openLesson(page, "10-gauss-kernel");
  const before = (await cost(page).getAttribute("aria-label")) ?? "";
  const mu = page.getByRole("main").getByRole("slider", { name: "μ, kernel of O" });
  await mu.focus();
  await page.keyboard.press("ArrowRight");
  await expectNumber(mu, "μ = 0.51");
  await expectNumber(field(page, "mu of O"), "0.51");
  await expect(cost(page)).not.toHaveAccessibleName(before);
  await page.keyboard.press("ArrowLeft");
  await expect(cost(page)).toHaveAccessibleName(before);

  const { x, y } = await middleOf(page.getByRole("main").getByRole("slider", { name: "σ, kernel of O" }));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 8, y, { steps: 4 });
  await page.mouse.up();
  await expect(undo(page)).toHaveAccessibleName(/^Undo change sigma/);
  await expect(cost(page)).not.toHaveAccessibleName(before);
  await undo(page).click();
  await expect(cost(page)).toHaveAccessibleName(before);
});

test("σ cannot be made 0", async ({ page }) => {
  await openLesson(page, "10-gauss-kernel");
  await field(page, "sigma of O").click();
  await page.keyboard.type("0");
  await expect(field(page, "sigma of O")).toHaveAccessibleDescription("It must be greater than 0");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expectNumber(field(page, "sigma of O"), "1.5");
});

test("where an output feeds several edges, the inspector lists what each brings back, and their sum", async ({
  page,
}) => {
  await openLesson(page, "03-two-paths");
  await card(page, "t").getByText("Input").click();
  const table = inspector(page).getByRole("table", { name: "What each edge contributes to the gradient" });
  const shown = async (row: Locator) => Number((await row.getByText(/\d/).last().textContent())?.match(/[\d.]+$/)?.[0]);
  const [byX, byY, sum] = [
    await shown(table.getByRole("row").filter({ has: page.getByRole("button", { name: "x", exact: true }) })),
    await shown(table.getByRole("row").filter({ has: page.getByRole("button", { name: "y", exact: true }) })),
    await shown(table.getByRole("row", { name: /^Sum/ })),
  ];
  // z = x² + x y + y² with x = t² and y = sin t at t = 0.8.
  const [x, y] = [0.64, Math.sin(0.8)];
  expect(byX).toBeCloseTo((2 * x + y) * 1.6, 2);
  expect(byY).toBeCloseTo((x + 2 * y) * Math.cos(0.8), 2);
  expect(sum).toBeCloseTo((2 * x + y) * 1.6 + (x + 2 * y) * Math.cos(0.8), 2);

  await table.getByRole("button", { name: "x", exact: true }).click();
  await expect(inspector(page).getByRole("heading", { name: "Edge from t to x" })).toBeAttached();
});

test("the inspector begins with what one edits, at its top for each selection, and a clicked gradient opens the gradient", async ({
  page,
}) => {
  await openLesson(page, "04-one-neuron");
  await card(page, "z").getByText("Linear").click();
  const headings = inspector(page).getByRole("heading", { level: 3 });
  const order = ["Params", "Values and gradients", "Forward", "Backward", "Gradients of", "Forward mode"];
  await expect(headings).toHaveText(order);
  const panel = inspector(page).getByRole("tabpanel");
  await panel.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect.poll(() => panel.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  await wire(page, "x", "x", "z").locator("[data-lane=gradient]").click();
  await expect(inspector(page).getByRole("tab", { name: "Gradient", exact: true })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect.poll(() => panel.first().evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  await wire(page, "x", "x", "z").locator("[data-lane=value]").click();
  await expect(inspector(page).getByRole("tab", { name: "Value", exact: true })).toHaveAttribute(
    "aria-selected",
    "true",
  );
});
