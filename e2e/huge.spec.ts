import { truncate, writeFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { card, cost, expectSize, openLesson, openText, wire } from "./graph";

const graphOf = (title: string, nodes: readonly object[], edges: readonly object[]) =>
  JSON.stringify({ format: "gradwire-graph", version: 1, meta: { title }, nodes, edges });

const edge = (source: string, target: string, targetHandle: string) => ({
  id: `${source}-${target}.${targetHandle}`,
  source,
  sourceHandle: "out",
  target,
  targetHandle,
});

/** The entries 0, 1, 2, … below `count`, each divided by it, as a file writes a large tensor. */
function ramp(shape: readonly number[]) {
  const count = shape.reduce((product, length) => product * length, 1);
  const entries = Float64Array.from({ length: count }, (_, i) => i / count);
  return { shape, float64: Buffer.from(entries.buffer).toString("base64") };
}

async function expectTitle(page: Page, title: string): Promise<void> {
  await expect(page.getByLabel("Title of the document")).toHaveValue(title);
}

test("a file of 200 MB is refused in words, and what is open stays", async ({ page }, testInfo) => {
  const path = testInfo.outputPath("huge.gradwire");
  await writeFile(path, graphOf("Too large", [], []));
  await truncate(path, 200 * 2 ** 20);
  await openLesson(page, "04-one-neuron");
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (await choosing).setFiles(path);
  const words = "“huge.gradwire” is 200 MB. Gradwire opens files of up to 64 MB.";
  await expect(page.getByRole("status").filter({ hasText: words })).toBeVisible();
  await expectTitle(page, "One neuron, no activation");
  await expectSize(page, 4, 3);
});

test("a tensor of a million entries opens, is read to its last entry, and does not hold up an edit", async ({
  page,
}) => {
  const text = graphOf(
    "A million",
    [
      { id: "x", type: "Input", position: { x: 0, y: 0 }, params: { value: ramp([1_000_000]) } },
      { id: "w", type: "Input", position: { x: 0, y: 200 }, params: { value: 2 } },
      { id: "p", type: "Multiply", position: { x: 400, y: 60 } },
      { id: "y", type: "Input", position: { x: 400, y: 260 }, params: { value: ramp([1_000_000]) } },
      { id: "C", type: "Loss", position: { x: 800, y: 100 } },
    ],
    [edge("x", "p", "a"), edge("w", "p", "b"), edge("p", "C", "prediction"), edge("y", "C", "target")],
  );
  await page.goto("/#new");
  await expectSize(page, 0, 0);
  await openText(page, "million.gradwire", text);
  await expectTitle(page, "A million");
  // The mean of (w i/n − i/n)² is (w − 1)² times that of (i/n)², which is nearly 1/3.
  await expect(cost(page)).toHaveAccessibleName(/^Cost C = 0\.33333/);

  await wire(page, "x", "a", "p").focus();
  await page.keyboard.press("Enter");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  const table = inspector.getByRole("table", { name: /^value of x to p, 1,?000,?000$/ });
  await expect(table).toHaveAttribute("aria-rowcount", "1000001");
  await inspector.getByRole("group", { name: "value of x to p" }).focus();
  await page.keyboard.press("End");
  await expect(table.getByText("0.999999", { exact: true })).toBeVisible();

  const w = page.getByRole("main").getByRole("spinbutton", { name: "value of w", exact: true });
  await w.click();
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expect(cost(page)).toHaveAccessibleName("Cost C = 0");
});

test("a graph of 500 nodes opens whole, and one of its numbers is edited", async ({ page }) => {
  const links = Array.from({ length: 498 }, (_, i) => i);
  const text = graphOf(
    "Five hundred",
    [
      { id: "n0", type: "Input", position: { x: 0, y: 0 }, params: { value: 1 } },
      ...links.slice(1).map((i) => ({
        id: `n${i}`,
        type: "Expression",
        position: { x: (i % 25) * 320, y: Math.floor(i / 25) * 220 },
        config: { expression: "x + 1" },
      })),
      { id: "zero", type: "Input", position: { x: 0, y: 4600 }, params: { value: 0 } },
      { id: "C", type: "Loss", position: { x: 400, y: 4600 }, config: { loss: "l1" } },
    ],
    [
      ...links.slice(1).map((i) => edge(`n${i - 1}`, `n${i}`, "x")),
      edge("n497", "C", "prediction"),
      edge("zero", "C", "target"),
    ],
  );
  await page.goto("/#new");
  await expectSize(page, 0, 0);
  await openText(page, "five-hundred.gradwire", text);
  await expectTitle(page, "Five hundred");
  await expectSize(page, 500, 499);
  await expect(cost(page)).toHaveAccessibleName("Cost C = 498");
  await expect(page.getByRole("button", { name: "no problems" })).toBeVisible();

  // From afar no card can be read; the keyboard goes to the first, and near enough to read it.
  await page.getByRole("application", { name: "Canvas" }).focus();
  await page.keyboard.press("Tab");
  await expect(card(page, "n0")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await expect(cost(page)).toHaveAccessibleName("Cost C = 500");
  await expect(wire(page, "n0", "x", "n1").getByText("3.00", { exact: true })).toBeVisible();
});

test("a graph with three problems opens, lists all three, and leads to each", async ({ page }) => {
  const text = graphOf(
    "Three problems",
    [
      { id: "x", type: "Input", position: { x: 0, y: 0 }, params: { value: [0.5, -1] } },
      { id: "z", type: "Linear", position: { x: 300, y: 0 }, params: { weight: [[1, 2, 3]] } },
      { id: "e", type: "Expression", position: { x: 300, y: 220 }, config: { expression: "2 *" } },
      { id: "O", type: "GaussianConv", position: { x: 600, y: 0 }, params: { mu: 0, sigma: -1 } },
    ],
    [edge("x", "z", "x"), edge("x", "O", "x")],
  );
  await page.goto("/#new");
  await expectSize(page, 0, 0);
  await openText(page, "three.gradwire", text);
  await expectTitle(page, "Three problems");
  const open = page.getByRole("button", { name: "3 problems" });
  await open.click();
  const list = page.getByRole("list", { name: "Problems" });
  await expect(list.getByRole("listitem")).toHaveCount(3);
  for (const [code, name] of [
    ["shape-mismatch", "z"],
    ["bad-expression", "e"],
    ["bad-param", "O"],
  ] as const) {
    await list.getByRole("button", { name: new RegExp(code) }).click();
    const inspector = page.getByRole("complementary", { name: "Inspector" });
    await expect(inspector.getByRole("heading", { name: new RegExp(`^${name} `) })).toBeVisible();
    await expect(card(page, name)).toHaveAccessibleName(/problem: /);
    await open.click();
  }
});
