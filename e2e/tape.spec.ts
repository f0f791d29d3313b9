import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { card, expectSize, openLesson, openText, startFromNothing } from "./graph";

const openTape = (page: Page) => page.getByRole("tab", { name: "Tape" }).click();
const tape = (page: Page) => page.getByRole("grid", { name: "Tape" });
const entry = (page: Page, name: string) =>
  tape(page)
    .getByRole("row")
    .filter({ has: page.getByLabel(name, { exact: true }) });

test("the tape lists what runs, in order, and points both ways between list and canvas", async ({ page }) => {
  await openLesson(page, "01-sigmoid-layer");
  await openTape(page);
  const names = tape(page).getByRole("row").getByRole("img");
  await expect
    .poll(() => names.evaluateAll((all) => all.map((each) => each.ariaLabel)))
    .toEqual(["x", "y", "z", "a", "C"]);

  await entry(page, "a").hover();
  await expect(card(page, "a").locator("[data-pointed]")).toBeVisible();
  await card(page, "z").hover();
  await expect(card(page, "a").locator("[data-pointed]")).toHaveCount(0);
  await expect(entry(page, "z")).toHaveAttribute("data-pointed");

  await entry(page, "z").getByLabel("z", { exact: true }).click();
  await expect(entry(page, "z")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("heading", { name: "z Linear" })).toBeVisible();
  await expect(page.getByText("Nothing of its own", { exact: false })).toBeVisible();
  await page.keyboard.press("Escape");
  await card(page, "C").click();
  await expect(entry(page, "C")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("button", { name: "Show the edge of input prediction" })).toBeVisible();
});

test("an entry shows what it saved for the way back, and the rule of it", async ({ page }) => {
  await openLesson(page, "07-one-node-or-two");
  await openTape(page);
  await entry(page, "a_1").getByLabel("a_1", { exact: true }).click();
  const kept = page.getByRole("region", { name: "Keeps for the way back" });
  await expect(kept).toContainText("0.700 −1.45");
  await expect(kept).toContainText("0.222 0.154");
  await expect(page.getByRole("region", { name: "Rule that it applies backward" })).toContainText("(43)");
});

test("keys move about in the tape and go to a step, which is marked on the list", async ({ page }) => {
  await openLesson(page, "01-sigmoid-layer");
  await openTape(page);
  await tape(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(card(page, "z").locator("[data-pointed]")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const current = tape(page).locator("[aria-current=step]");
  await expect(current).toHaveText("→forward, step 3, done");
  await expect(entry(page, "a").getByRole("gridcell").nth(1)).toHaveText("→forward, step 4, to come");
  await expect(page.getByText("z weighs and sums its input x: z = [0.7, −1.45].").first()).toBeVisible();

  await entry(page, "a").getByRole("gridcell").nth(2).dblclick();
  await expect(current).toHaveText("←backward, step 8, done");
  await expect(page.getByRole("heading", { name: "a Sigmoid" })).toBeVisible();
});

test("says why there is nothing on it yet, and what cannot run", async ({ page }) => {
  await startFromNothing(page);
  await openTape(page);
  await expect(page.getByText("Nothing on the tape yet", { exact: false })).toBeVisible();
  await openLesson(page, "01-sigmoid-layer");
  await card(page, "x").click();
  await page.keyboard.press("Delete");
  await openTape(page);
  await expect(page.getByText("3 nodes cannot run, so they are not on the tape.")).toBeVisible();
});

test("a tape of thousands is on the page no more than it is seen", async ({ page }) => {
  await startFromNothing(page);
  const id = (at: number) => `n${String(at).padStart(4, "0")}`;
  const nodes = Array.from({ length: 3000 }, (_, at) =>
    at === 0 ? { id: id(0), type: "Input", params: { value: 1 } } : { id: id(at), type: "Tanh" },
  );
  const edges = nodes.slice(1).map((_, at) => ({
    id: `e${at}`,
    source: id(at),
    sourceHandle: "out",
    target: id(at + 1),
    targetHandle: "x",
  }));
  await openText(page, "long.gradwire", JSON.stringify({ format: "gradwire-graph", version: 1, nodes, edges }));
  await expectSize(page, 3000, 2999);
  await openTape(page);
  await tape(page).focus();
  await page.keyboard.press("End");
  await expect(entry(page, id(2999))).toBeVisible();
  expect(await tape(page).getByRole("row").count()).toBeLessThan(60);
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });

    test("the tape has no fault that axe finds", async ({ page }) => {
      await openLesson(page, "07-one-node-or-two");
      await openTape(page);
      await entry(page, "a_1").getByRole("gridcell").nth(2).click();
      await expect(page.getByRole("heading", { name: "a_1 LinearSigmoid" })).toBeVisible();
      await expectNoAxeFaults(page);
    });
  });
}
