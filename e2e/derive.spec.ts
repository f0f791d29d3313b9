import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { card, openLesson, openText, startFromNothing } from "./graph";

const inspector = (page: Page) => page.getByRole("complementary", { name: "Inspector" });
const derive = (page: Page) => inspector(page).getByRole("region", { name: "Derive it yourself" });
const field = (page: Page) => derive(page).getByRole("textbox", { name: /^Your / });
const verdict = (page: Page): Locator => derive(page).getByRole("status");

async function selectNode(page: Page, name: string): Promise<void> {
  await card(page, name).focus();
  await page.keyboard.press("Enter");
  await expect(inspector(page).getByRole("heading", { level: 2, name: new RegExp(name) })).toBeVisible();
}

/** Types a derivative and has it checked, by keys alone. */
async function check(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press("Enter");
}

/** x, y = `expression` with these partials by hand, and their sum as the cost's prediction. */
function graphOf(expression: string, x: readonly number[] | number, node: object = {}): string {
  return JSON.stringify({
    format: "gradwire-graph",
    version: 1,
    nodes: [
      { id: "x", type: "Input", position: { x: 0, y: 0 }, params: { value: x } },
      { id: "y", type: "Expression", position: { x: 240, y: 0 }, config: { expression }, ...node },
      { id: "S", type: "Sum", position: { x: 480, y: 0 } },
      { id: "t", type: "Input", position: { x: 480, y: 160 }, params: { value: 0 } },
      { id: "C", type: "Loss", position: { x: 720, y: 0 } },
    ],
    edges: [
      { id: "1", source: "x", sourceHandle: "out", target: "y", targetHandle: "x" },
      { id: "2", source: "y", sourceHandle: "out", target: "S", targetHandle: "x" },
      { id: "3", source: "S", sourceHandle: "out", target: "C", targetHandle: "prediction" },
      { id: "4", source: "t", sourceHandle: "out", target: "C", targetHandle: "target" },
    ],
  });
}

async function openGraph(page: Page, text: string): Promise<void> {
  await startFromNothing(page);
  await openText(page, "derive.gradwire", text);
  await expect(page.getByLabel(/^Cost C = .*[\d∞]$/)).toBeVisible();
  await selectNode(page, "y");
}

test("ln(x⁻⁴ + x⁴) of Vicas 2022 unfolds into u₁, u₂ and their derivatives, each with its number, and is copied", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openLesson(page, "02-chain-rule");
  await selectNode(page, "u");
  await inspector(page).getByRole("button", { name: "Unfold", exact: true }).press("Enter");
  const lines = inspector(page).getByRole("list", { name: "Dummy variables" }).getByRole("listitem");
  await expect(lines).toHaveCount(3);
  await expect(lines.nth(0)).toContainText("1.70^{-4} = 0.120");
  await expect(lines.nth(0)).toContainText("-0.282");
  await expect(lines.nth(1)).toContainText("1.70^{4} = 8.35");
  await expect(lines.nth(1)).toContainText("19.7");
  await expect(inspector(page).getByRole("list", { name: "Products along the paths" })).toContainText(
    "= -0.282 + 19.7 = 19.4",
  );
  await expectNoAxeFaults(page);
  await inspector(page).getByRole("button", { name: "Copy all as LaTeX" }).press("Enter");
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("\\begin{aligned}");
  expect(copied).toContain("& u_{1} = x^{-4} = 1.70^{-4} = 0.120 \\\\");
});

test("every formula in a panel and in the sentence of a step is copied as LaTeX by the keyboard", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openLesson(page, "02-chain-rule");
  await selectNode(page, "y");
  const forward = inspector(page).getByRole("region", { name: "Forward" });
  const copy = forward.getByRole("button", { name: "Copy as LaTeX" }).first();
  await copy.focus();
  await expect(copy).toHaveCSS("opacity", "1");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("\\ln");
  const steps = page.getByRole("region", { name: "Steps" });
  await steps.getByRole("button", { name: "After the last step" }).click();
  await steps.getByRole("button", { name: "One step back" }).dblclick();
  await expect(steps).toContainText("u, backward.");
  await steps.getByRole("button", { name: "Copy as LaTeX" }).press("Enter");
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^\\begin\{aligned\}\n\\frac\{\\partial C\}\{\\partial x\} = [\s\S]*\\end\{aligned\}$/);
});

test("a sign, a missing factor and a wrong entry are each named, and the right one is called right", async ({
  page,
}) => {
  await openGraph(page, graphOf("x^3", [2, -1, 3]));
  await check(page, "-3*x^2");
  await expect(verdict(page)).toHaveText("Right but for its sign: it has the wrong sign everywhere.");
  await check(page, "x^2");
  await expect(verdict(page)).toHaveText("Right but for a factor: it misses the factor 3.");
  await check(page, "3*x");
  await expect(verdict(page)).toHaveText("Right but for a factor: it misses the factor x.");
  await check(page, "3*x*abs(x)");
  await expect(verdict(page)).toHaveText(
    "Right at 2 of 3 places. Wrong at entry 2 (x = −1) it is −3 and should be 3, off by 6.",
  );
  await expect(verdict(page).getByRole("img", { name: "Wrong" })).toBeVisible();
  await check(page, "3*x^2");
  await expect(verdict(page)).toContainText("Right. It agrees with the chain rule and with central differences");
  await expectNoAxeFaults(page);
});

test("a derivative is used by hand, judged wherever the graph is, and undone", async ({ page }) => {
  await openGraph(page, graphOf("x^2", [2, 1]));
  await check(page, "x");
  await derive(page).getByRole("button", { name: "Use as hand-derived partial" }).press("Enter");
  const given = derive(page).getByRole("list", { name: "Derivatives by hand that this node goes by" });
  await expect(given).toContainText("By hand, ∂y/∂x = x");
  await expect(given).toContainText("it misses the factor 2.");
  await page.getByRole("button", { name: "1 problem" }).click();
  await page
    .getByRole("list", { name: "Problems" })
    .getByText(/∂y\/∂x by hand: Right but for a factor/)
    .click();
  await expect(card(page, "y")).toBeVisible();
  await page.getByRole("button", { name: "Undo use a derivative by hand" }).click();
  await expect(given).toBeHidden();
  await expect(page.getByRole("button", { name: "no problems" })).toBeVisible();
});

for (const [slip, partial, words] of [
  ["sign", "-2*x", "wrong sign everywhere"],
  ["missing factor", "x", "misses the factor 2"],
  ["wrong entry", "2*abs(x)", "Right at 2 of 3 places. Wrong at entry 2 (x = −1) it is 2 and should be −2"],
] as const) {
  test(`a ${slip} in a partial that a file brings is caught and named`, async ({ page }) => {
    await openGraph(page, graphOf("x^2", [2, -1, 3], { config: { expression: "x^2", partials: { x: partial } } }));
    await expect(derive(page)).toContainText(words);
    await page.getByRole("button", { name: "1 problem" }).click();
    await expect(page.getByRole("list", { name: "Problems" })).toContainText(words);
  });
}

test("an exercise is set, kept in the file, and hides its answers until someone asks twice", async ({ page }) => {
  await openLesson(page, "10-gauss-kernel");
  await selectNode(page, "O");
  await expect(inspector(page).getByRole("region", { name: "Backward" })).toContainText("(51)");
  await derive(page).getByRole("switch", { name: "Set ∂g/∂μ as an exercise" }).press("Space");
  await expect(derive(page)).toContainText("Exercise: derive ∂g/∂μ.");
  await expect(inspector(page).getByRole("region", { name: "Backward" })).toHaveText(/Hidden: it is an exercise/);
  await expect(inspector(page).getByRole("button", { name: "Unfold", exact: true })).toBeHidden();
  const steps = page.getByRole("region", { name: "Steps" });
  await steps.getByRole("button", { name: "After the last step" }).click();
  await expect(async () => {
    await steps.getByRole("button", { name: "One step back" }).click();
    await expect(steps).toContainText("O, backward.", { timeout: 300 });
  }).toPass();
  await expect(steps.getByRole("status")).toHaveText(/ O gathers its gradient through the kernel for X, μ and σ\.$/);
  await expect(steps.getByRole("button", { name: "Copy as LaTeX" })).toBeHidden();
  await steps.getByRole("button", { name: "Show all" }).click();

  await check(page, "(m - mu)/sigma^2*exp(-((m - mu)/sigma)^2/2)/(sigma*sqrt(2*pi))");
  await expect(verdict(page)).toContainText("Right. It agrees");
  await expectNoAxeFaults(page);

  const saving = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const file = readFileSync(await (await saving).path(), "utf8");
  expect(JSON.parse(file).nodes.find(({ id }: { id: string }) => id === "O").exercise).toEqual({ partials: ["mu"] });
  await startFromNothing(page);
  await openText(page, "exercise.gradwire", file);
  await expect(card(page, "O")).toBeVisible();
  await selectNode(page, "O");

  await derive(page).getByRole("button", { name: "Show the answer" }).press("Enter");
  await expect(inspector(page).getByRole("region", { name: "Backward" })).toHaveText(/Hidden/);
  await expect(derive(page).getByRole("button", { name: "Show them" })).toBeFocused();
  await derive(page).getByRole("button", { name: "Keep trying" }).press("Enter");
  await expect(derive(page).getByRole("button", { name: "Show the answer" })).toBeFocused();
  await derive(page).getByRole("button", { name: "Show the answer" }).press("Enter");
  await derive(page).getByRole("button", { name: "Show them" }).press("Enter");
  await expect(inspector(page).getByRole("region", { name: "Backward" })).toContainText("(51)");
  await expect(derive(page)).toContainText("(51)");
});

test("what cannot be read, is far too long or divides by zero is answered in words at its place", async ({ page }) => {
  await openGraph(page, graphOf("1/x + x^2", [0, 2]));
  await check(page, "2*(x");
  await expect(verdict(page)).toHaveText(
    'This cannot be read at character 3: a bracket is opened but not closed: a ")" is missing.',
  );
  await check(page, "2*z");
  await expect(verdict(page)).toHaveText("“z” is not known here: write it with x only.");
  await check(page, `${"x+".repeat(50_000)}x`);
  await expect(verdict(page)).toContainText("the expression is too long");
  await check(page, `${"(".repeat(1000)}x${")".repeat(1000)}`);
  await expect(verdict(page)).toContainText("nested more than 100 deep");
  await check(page, "2*x - 1/x^2");
  await expect(verdict(page)).toContainText("Right.");
  await expect(verdict(page)).toContainText("There is nothing to compare with at entry 1 (x = 0)");
  await inspector(page).getByRole("button", { name: "Unfold", exact: true }).press("Enter");
  await expect(inspector(page).getByRole("list", { name: "Dummy variables" })).toContainText("\\infty");
});
