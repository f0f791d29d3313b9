import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { card, drag, expectSize, input, openText, output, pull, wire } from "./graph";

/** x (2 entries) feeds z, z feeds a; y (3 entries), b and C are not wired yet. */
const halfBuilt = {
  format: "gradwire-graph",
  version: 1,
  meta: { title: "Half built" },
  nodes: [
    { id: "x", type: "Input", position: { x: 0, y: 0 }, params: { value: [0.5, -1] } },
    { id: "y", type: "Input", position: { x: 0, y: 260 }, params: { value: [1, 2, 3] } },
    { id: "z", type: "Linear", position: { x: 320, y: 0 }, params: { weight: [[1, 2]] } },
    { id: "a", type: "Sigmoid", position: { x: 640, y: 0 } },
    { id: "b", type: "Linear", position: { x: 320, y: 260 }, params: { weight: [[1, 2]], bias: [0.5] } },
    { id: "C", type: "Loss", position: { x: 900, y: 140 } },
  ],
  edges: [
    { id: "x-z", source: "x", sourceHandle: "out", target: "z", targetHandle: "x" },
    { id: "z-a", source: "z", sourceHandle: "out", target: "a", targetHandle: "x" },
  ],
};

test.beforeEach(async ({ page }) => {
  await page.goto("/#new");
  await expectSize(page, 0, 0);
  await openText(page, "half.gradwire", JSON.stringify(halfBuilt));
  await expectSize(page, 6, 2);
});

/** Waits until these words stand beside the pointer, and are there for a screen reader too. */
async function expectRefused(page: Page, words: string): Promise<void> {
  await expect(page.getByText(words, { exact: true })).toHaveCount(2);
  await expectSize(page, 6, 2);
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
}

test("a drop that may not be says why, and changes nothing", async ({ page }) => {
  await drag(page, output(page, "a"), input(page, "x", "z"));
  await expectRefused(page, "This would close a cycle: z already leads here");
  await drag(page, output(page, "y"), input(page, "x", "z"));
  await expectRefused(page, "Input x has an edge already, and takes only one");
  await drag(page, output(page, "y"), input(page, "x", "b"));
  await expectRefused(page, "Expects last axis 2, got 3");
  await drag(page, output(page, "z"), output(page, "a"));
  await expectRefused(page, "Both are outputs: a wire ends at an input");
  await drag(page, input(page, "prediction", "C"), input(page, "x", "b"));
  await expectRefused(page, "Both are inputs: a wire comes from an output");
  await drag(page, output(page, "a"), card(page, "x"));
  await expectRefused(page, "This node takes no input");
});

test("a prediction and a target of different shapes do not come together", async ({ page }) => {
  await drag(page, output(page, "a"), input(page, "prediction", "C"));
  await expectSize(page, 6, 3);
  await drag(page, output(page, "y"), input(page, "target", "C"));
  await expect(page.getByText("Expects the prediction's shape 1, got 3", { exact: true }).first()).toBeVisible();
  await expectSize(page, 6, 3);
});

test("while a wire is dragged, the places where it may end are marked, and only those", async ({ page }) => {
  await pull(page, output(page, "x"), card(page, "C"));
  await expect(input(page, "x", "b")).toHaveAttribute("data-standing", "legal");
  await expect(input(page, "prediction", "C")).toHaveAttribute("data-standing", "legal");
  await expect(input(page, "x", "z")).toHaveAttribute("data-standing", "illegal");
  await expect(output(page, "a")).toHaveAttribute("data-standing", "illegal");
  await expect(card(page, "C").getByText("prediction", { exact: true })).toBeVisible();
  await page.mouse.up();
});

test("a wire let go on a card takes its first free input, and one let go on nothing brings what it needs", async ({
  page,
}) => {
  await drag(page, output(page, "z"), card(page, "C"));
  await expectSize(page, 6, 3);
  await expect(wire(page, "z", "prediction", "C")).toBeVisible();

  await pull(page, output(page, "a"), card(page, "y"));
  await page.mouse.move(640, 640);
  await page.mouse.up();
  const list = page.getByRole("dialog", { name: "Add and connect a node" });
  await expect(list.getByRole("option", { name: "Input", exact: true })).toHaveCount(0);
  await list.getByRole("combobox").fill("sum");
  await page.keyboard.press("Enter");
  await expectSize(page, 7, 4);
  await expect(page.getByRole("button", { name: "Undo add Sum" })).toBeEnabled();
  await page.keyboard.press("Control+z");
  await expectSize(page, 6, 3);
});

test("the end of a wire is taken elsewhere by one entry, and a refused place leaves it where it was", async ({
  page,
}) => {
  const { x, y } = (await input(page, "x", "a").boundingBox()) ?? { x: 0, y: 0 };
  const grip = { x: x - 3, y: y + 4 };
  const take = async (to: ReturnType<typeof input>) => {
    const end = (await to.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(grip.x - 40, grip.y + 20);
    await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 2 });
    await page.mouse.up();
  };
  await take(input(page, "x", "b"));
  await expect(page.getByText("Expects last axis 2, got 1", { exact: true }).first()).toBeVisible();
  await expect(wire(page, "z", "x", "a")).toBeVisible();
  await take(input(page, "target", "C"));
  await expect(wire(page, "z", "target", "C")).toBeVisible();
  await expectSize(page, 6, 2);
  await page.keyboard.press("Control+z");
  await expect(wire(page, "z", "x", "a")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
});
