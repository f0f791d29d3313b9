import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./app";
import { card, cost, openLesson } from "./graph";

/*
 * "How to derive a custom layer in a neural network", equation by equation: each is found on its lesson in the inspector of a node,
 * as one of the node's formulas or as a step in the derivation of one, with numbers put in and Vicas 2022's slips footnoted.
 */

interface Found {
  /** The number at the formula. */
  readonly equation: string;
  /** A part of its line in numbers, as TeX. */
  readonly numbers: string;
  /** The numbers at the steps of its derivation, in order. */
  readonly steps?: readonly string[];
  /** The footnote that it has a mark for. */
  readonly slip?: RegExp;
}

const INDEX_SLIP =
  /\(35\) and \(36\) mix up indices: the summand is wji ai, and the factor on the left of \(36\) is aj/;
const SIZE_SLIP = /After \(43\) Vicas 2022 gives .* the size \(1, nl−1\); it is \(1, nl\)/;
const BRACKET_SLIP = /first bracket x stands where m is meant \(\(49\), \(52\), \(60\), \(63\)\)/;
const TAPS_SLIP = /from −M\/2 to M\/2 Vicas 2022's sum has M \+ 1 taps for even M; radius is M\/2/;
const SIGMA_SLIP = /In \(71\) and \(72\) Vicas 2022 writes ∂\/∂μ where ∂\/∂σ is meant; its result \(73\) is right/;
const SUM_SLIP = /Vicas 2022's \(81\) drops its sum, because one output a kernel leaves one k/;

const THROUGH_SIGMOID = ["(20)", "(21)", "(22)", "(23)–(24)", "(25)", "(26)–(27)", "(28)"];
const BY_SIGNAL = ["(74)", "(75)", "(76)", "(77)", "(78)–(79)"];
const filter = (mu: string, sigma: string, signal: string): readonly Found[] => [
  { equation: "(66)–(70)", numbers: mu, steps: ["(66)", "(67)", "(68)", "(69)", "(70)"] },
  { equation: "(71)–(73)", numbers: sigma, steps: ["(71)", "(72)", "(73)"], slip: SIGMA_SLIP },
  { equation: "(80)", numbers: signal, steps: BY_SIGNAL, slip: SUM_SLIP },
];

const table: readonly (readonly [lesson: string, node: string, found: readonly Found[]])[] = [
  [
    "02-chain-rule",
    "y",
    [
      { equation: "(4)", numbers: "2.14 = \\ln(8.47)" },
      { equation: "(7)", numbers: "0.118 = 1.00 \\times \\frac{1}{8.47}", steps: ["(1)", "(2)", "(6)"] },
    ],
  ],
  [
    "02-chain-rule",
    "u",
    [
      { equation: "(5)", numbers: "8.47 = 1.70^{-4} + 1.70^{4}" },
      {
        equation: "(7)",
        numbers: "2.29 = 0.118 \\times {(-4 \\times 1.70^{-5} + 4 \\times 1.70^{3})}",
        steps: ["(1)", "(2)", "(6)"],
      },
    ],
  ],
  [
    "04-one-neuron",
    "z",
    [
      {
        equation: "(38)",
        numbers: "0.375 = 0.750 \\times 0.500",
        steps: ["(11)", "(13)", "(14)", "(15)", "(16)", "(17)", "(18)"],
        slip: INDEX_SLIP,
      },
      { equation: "(43)", numbers: "1.50 = 0.750 \\times 2.00", steps: ["(12)"], slip: SIZE_SLIP },
    ],
  ],
  [
    "05-sigmoid-neuron",
    "a",
    [
      { equation: "(31)", numbers: "0.769 = \\sigma(1.20)" },
      {
        equation: "(19)",
        numbers: "-0.0412 = -0.2315 \\times 0.7685 \\times {(1 - 0.7685)}",
        steps: THROUGH_SIGMOID,
      },
    ],
  ],
  [
    "05-sigmoid-neuron",
    "z",
    [
      {
        equation: "(38)",
        numbers: "-0.0618 = -0.0412 \\times 1.50",
        steps: ["(11)", "(13)", "(16)", "(17)", "(18)"],
      },
      { equation: "(43)", numbers: "-0.0329 = -0.04118 \\times 0.8000", steps: ["(12)"] },
    ],
  ],
  [
    "01-sigmoid-layer",
    "z",
    [
      { equation: "(29)", numbers: " = " },
      {
        equation: "(38)",
        numbers: "0.0741 = 0.1481 \\times 0.5000",
        steps: ["(32)", "(34)", "(35)", "(36)"],
        slip: INDEX_SLIP,
      },
      {
        equation: "(43)",
        numbers: "-0.0967 = 0.148 \\times (-0.400) + (-0.125) \\times 0.300",
        steps: ["(39)", "(41)", "(42)"],
        slip: SIZE_SLIP,
      },
    ],
  ],
  [
    "01-sigmoid-layer",
    "a",
    [{ equation: "(19)", numbers: "-0.125 = -0.810 \\times 0.190", steps: ["(30)", "(32)", "(33)"] }],
  ],
  [
    "07-one-node-or-two",
    "a_1",
    [
      { equation: "(29)", numbers: "0.700 = 0.200 \\times 0.500 + (-0.400) \\times (-1.00) + 0.100 \\times 2.00" },
      { equation: "(31)", numbers: "0.668 = \\sigma(0.700)" },
      { equation: "(19)", numbers: "0.222 = \\sigma(0.700) \\times {(1 - \\sigma(0.700))}" },
      {
        equation: "(38)",
        numbers: "0.0741 = 0.668 \\times 0.222 \\times 0.500",
        steps: ["(30)", "(32)", "(33)", "(34)", "(35)", "(36)"],
        slip: INDEX_SLIP,
      },
      {
        equation: "(43)",
        numbers: "-0.0327 = 0.668 \\times 0.222 \\times 0.200 + (-0.810) \\times 0.154 \\times 0.500",
        steps: ["(39)", "(40)", "(41)", "(42)"],
        slip: SIZE_SLIP,
      },
    ],
  ],
  [
    "10-gauss-kernel",
    "g",
    [
      { equation: "(44)", numbers: "0.00295 = \\frac{1}{1.50 \\times \\sqrt{2\\pi}}" },
      { equation: "(53)", numbers: "\\frac{0.500 - (-4.00)}{1.50^{3}", steps: ["(52)", "(53)"], slip: BRACKET_SLIP },
      { equation: "(51)", numbers: "", steps: ["(49)", "(50)", "(51)"], slip: BRACKET_SLIP },
      { equation: "(48)", numbers: "", steps: ["(45)", "(46)", "(47)", "(48)"] },
    ],
  ],
  [
    "10-gauss-kernel",
    "O",
    [
      { equation: "(44)", numbers: "0.252 = \\frac{1}{1.50 \\times \\sqrt{2\\pi}}" },
      {
        equation: "(51)",
        numbers: "\\frac{0 - 0.500}{1.50^{3} \\times \\sqrt{2\\pi}}",
        steps: ["(49)", "(50)"],
        slip: BRACKET_SLIP,
      },
      { equation: "(48)", numbers: "\\frac{{(0 - 0.500)}^{2}}{1.50^{4}}", steps: ["(45)", "(46)", "(47)"] },
      {
        equation: "(53)",
        numbers: "\\frac{0.500 - 0}{1.50^{3} \\times \\sqrt{2\\pi}}",
        steps: ["(52)"],
        slip: BRACKET_SLIP,
      },
    ],
  ],
  [
    "11-unscaled-kernel",
    "g",
    [
      { equation: "(54)", numbers: "e^{" },
      { equation: "(64)", numbers: "0.0222 = 1.00 \\times", steps: ["(63)", "(64)"], slip: BRACKET_SLIP },
      { equation: "(62)", numbers: "", steps: ["(60)", "(61)", "(62)"], slip: BRACKET_SLIP },
      { equation: "(59)", numbers: "", steps: ["(55)", "(56)", "(57)", "(58)", "(59)"] },
    ],
  ],
  [
    "11-unscaled-kernel",
    "O",
    [
      { equation: "(54)", numbers: "0.946 = e^{" },
      { equation: "(62)", numbers: "0.210 = \\frac{1 - 0.500}{1.50^{2}}", steps: ["(60)", "(61)"], slip: BRACKET_SLIP },
      {
        equation: "(59)",
        numbers: "0.404 = \\frac{{(-1 - 0.500)}^{2}}{1.50^{3}}",
        steps: ["(55)", "(56)", "(57)", "(58)"],
      },
      { equation: "(64)", numbers: "-0.210 = \\frac{0.500 - 1}{1.50^{2}}", steps: ["(63)"], slip: BRACKET_SLIP },
    ],
  ],
  [
    "12-temperature-filter",
    "O",
    [
      {
        equation: "(65)",
        numbers: "(-2.31) \\times 0.0540 + (-3.62) \\times 0.242 + \\text{4 more, together }",
        slip: TAPS_SLIP,
      },
      ...filter(
        "0.423 = 0.0447 \\times (-0.820) + 0.0678 \\times 0.800",
        "-1.22 = -0.0291 \\times 1.11",
        "-0.0180 = -0.0256 \\times 0.399 + (-0.0291) \\times 0.242",
      ),
    ],
  ],
  [
    "13-three-kernels",
    "O",
    [{ equation: "(81)", numbers: "-0.0140 = -0.0322 \\times 0.499", steps: [...BY_SIGNAL, "(80)"], slip: SUM_SLIP }],
  ],
  ["14-hidden-filter", "O", filter(" = ", " = ", " = ")],
];

const inspector = (page: Page) => page.getByRole("complementary", { name: "Inspector" });

/** An equation's number as it stands beside a formula, behind the mark of a footnote where it has one. */
const label = (at: Page | Locator, equation: string) =>
  at.getByText(new RegExp(`^[*†‡§‖¶ ]*${equation.replace(/[()]/g, "\\$&")}$`));

async function selectNode(page: Page, name: string): Promise<void> {
  await card(page, name).focus();
  await page.keyboard.press("Enter");
  await expect(inspector(page).getByRole("heading", { level: 2, name: new RegExp(`^${name} `) })).toBeVisible();
}

async function expectFound(page: Page, { equation, numbers, steps = [], slip }: Found): Promise<void> {
  const formula = inspector(page)
    .getByRole("region", { name: /^(Forward|Backward)$/ })
    .getByRole("listitem")
    .filter({ has: label(page, equation) });
  await expect(formula).toHaveCount(1);
  await expect(formula).toContainText(numbers);
  if (slip) {
    const marks = (await label(formula, equation).textContent())?.replace(equation, "").split(" ") ?? [];
    const notes = inspector(page).getByRole("list", { name: "Notes to the formulas" });
    const note = notes.getByRole("listitem").filter({ hasText: slip });
    await expect(note).toHaveText(new RegExp(`^[${marks.join("")}]`));
  }
  if (steps.length === 0) return;
  const more = formula.getByRole("button", { name: `Derivation of ${equation}`, exact: true });
  await more.press("Enter");
  const list = formula.getByRole("list", { name: `Steps to ${equation}` });
  for (const step of steps) await expect(label(list, step)).toBeVisible();
  await more.press("Enter");
  await expect(list).toBeHidden();
}

// One page for all that a lesson shows: to load it takes longer than to look.
for (const lesson of new Set(table.map(([name]) => name))) {
  const shown = table.filter(([name]) => name === lesson);
  const numbers = shown.flatMap(([, , found]) => found.flatMap(({ equation, steps = [] }) => [...steps, equation]));
  const nodes = shown.map(([, node]) => node);
  test(`${lesson} shows ${[...new Set(numbers)].join(", ")} at ${nodes.join(" and ")}`, async ({ page }) => {
    await openLesson(page, lesson);
    for (const [, node, found] of shown) {
      await selectNode(page, node);
      for (const each of found) await expectFound(page, each);
    }
  });
}

test("Vicas 2022's example written as one expression shows (3), and (4)–(8) on the way to (9)", async ({ page }) => {
  await openLesson(page, "02-chain-rule");
  await selectNode(page, "u");
  const expression = inspector(page).getByRole("textbox", { name: "Expression", exact: true });
  await expression.fill("ln(x^-4 + x^4)");
  await expression.press("Enter");
  await expectFound(page, { equation: "(3)", numbers: "2.14 = \\ln(1.70^{-4} + 1.70^{4})" });
  const steps = ["(1)", "(2)", "(4)", "(5)", "(6)", "(7)", "(8)"];
  await expectFound(page, { equation: "(9)", numbers: "1.07 = 0.468 \\times \\frac{-4", steps });
});

test("03-two-paths shows (10) at t: the contributions of both paths, and their sum", async ({ page }) => {
  await openLesson(page, "03-two-paths");
  await selectNode(page, "t");
  const meet = inspector(page).getByRole("region", { name: "Gradients that meet here" });
  await expect(meet).toContainText("(10)");
  // z = x² + xy + y² with x = t², y = sin t: dz/dt = (2x + y) 2t + (x + 2y) cos t at t = 0.8.
  await expect(meet).toContainText("4.64 = ");
});

test("07-one-node-or-two, § 2: the custom function and the regular layer agree forward and backward", async ({
  page,
}) => {
  await openLesson(page, "07-one-node-or-two");
  await card(page, "a_1").click({ position: { x: 60, y: 12 } });
  await card(page, "z").click({ position: { x: 60, y: 12 }, modifiers: ["Shift"] });
  await card(page, "a_2").click({ position: { x: 60, y: 12 }, modifiers: ["Shift"] });
  await page.getByRole("button", { name: "Compare a_1 with z → a_2" }).press("Enter");
  await expect(page.getByRole("status", { name: "Comparison" })).toHaveText(
    /^a_1 and z → a_2 agree: to the last bit\./,
  );
});

test("14-hidden-filter, § 3: μ and σ are learned from the data, so that the cost falls", async ({ page }) => {
  await openLesson(page, "14-hidden-filter");
  const costNow = async () =>
    Number.parseFloat((await cost(page).getAttribute("aria-label"))?.replace("Cost C = ", "") ?? "");
  const before = await costNow();
  const timeline = page.getByRole("slider", { name: "Position in the pass" });
  await timeline.press("End");
  // The update, and the first step after it.
  await timeline.press("ArrowRight");
  await timeline.press("ArrowRight");
  await timeline.press("End");
  await expect.poll(costNow).toBeLessThan(before);
});
