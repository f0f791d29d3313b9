import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { openText, startFromNothing } from "./graph";

/** As long as a name in a file may be, and as no person would make it. */
const LONG = "long name ".repeat(100_000);

interface Fields {
  readonly id?: string;
  readonly label?: string;
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly author?: string;
  readonly edge?: string;
  readonly handle?: string;
  readonly param?: string;
  readonly config?: string;
  readonly loss?: string;
  readonly expression?: string;
}

/** A neuron of which one field is as long as that. */
function graphWith(fields: Fields): string {
  const { id = "z", label = "z", type = "Linear", title = "t", description = "", author = "" } = fields;
  const edge = (name: string, source: string, target: string, targetHandle: string) => ({
    ...{ id: name, source, sourceHandle: "out", target, targetHandle },
  });
  return JSON.stringify({
    ...{ format: "gradwire-graph", version: 1, meta: { title, description, author } },
    nodes: [
      { id: "x", type: "Input", position: { x: 0, y: 0 }, params: { value: [0.5] } },
      {
        ...{ id, type, label, position: { x: 260, y: 0 } },
        config: fields.config === undefined ? {} : { note: fields.config },
        params: { weight: [[2]], ...(fields.param === undefined ? {} : { [fields.param]: [1] }) },
      },
      { id: "y", type: "Input", position: { x: 260, y: 200 }, params: { value: [1] } },
      {
        ...{ id: "C", type: "Loss", position: { x: 560, y: 0 } },
        config: fields.loss === undefined ? {} : { loss: fields.loss },
      },
      {
        ...{ id: "e", type: "Expression", position: { x: 560, y: 260 } },
        config: { expression: fields.expression ?? "x + 1" },
      },
    ],
    edges: [
      edge(fields.edge ?? "x-z", "x", id, fields.handle ?? "x"),
      edge("z-C", id, "C", "prediction"),
      edge("y-C", "y", "C", "target"),
      edge("x-e", "x", "e", "x"),
    ],
  });
}

/** Begins to note how long the page is held up at a time; gives what tells the longest, in milliseconds. */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const held: number[] = [0];
    Object.assign(window, { held });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) held.push(duration);
    }).observe({ type: "longtask" });
  });
  return () => page.evaluate(() => Math.max(...(window as unknown as { held: number[] }).held));
}

/** Waits for the size of the graph by looking at the one place where it stands: Playwright's own search through so long texts takes seconds. */
async function sized(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll("footer p")].some(({ textContent }) => textContent === wanted),
    words,
  );
}

/** Opens a graph and makes a second of all its nodes, so that what is long is shown, said and named anew; then tells the longest hold-up. */
async function openAndCopy(page: Page, text: string): Promise<number> {
  await startFromNothing(page);
  const longest = await watchTasks(page);
  await openText(page, "long.gradwire", text);
  await sized(page, "5 nodes, 4 edges");
  await page.evaluate(() => document.querySelector<HTMLElement>('[role="application"]')?.focus());
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+d");
  await sized(page, "10 nodes, 8 edges");
  return longest();
}

/** A guard against hanging, not a measure: how much longer than with short names, in milliseconds, and how many times as long. It was 9 s. */
const MORE = 2000;
const TIMES = 3;

const cases: readonly (readonly [what: string, fields: Fields])[] = [
  ["an id", { id: LONG }],
  ["an id that is shown", { id: LONG, label: "" }],
  ["a label", { label: LONG }],
  ["a type", { type: LONG }],
  ["a title", { title: LONG }],
  ["a description", { description: LONG }],
  ["an author", { author: LONG }],
  ["the id of an edge", { edge: LONG }],
  ["a handle", { handle: LONG }],
  ["the name of a param", { param: LONG }],
  ["a setting that is not known", { config: LONG }],
  ["a setting that is wrong", { loss: LONG }],
  ["an expression", { expression: LONG }],
];
for (const [what, fields] of cases) {
  test(`${what} of a megabyte does not hold the page up`, async ({ page }) => {
    const short = await openAndCopy(page, graphWith({}));
    await page.reload();
    const long = await openAndCopy(page, graphWith(fields));
    await page
      .getByRole("contentinfo")
      .getByRole("button", { name: /problem/ })
      .click();
    await expect(page.getByRole("dialog", { name: "Problems" })).toBeVisible();
    test.info().annotations.push({ type: "held up", description: `${long} ms, ${short} ms with short names` });
    expect(long).toBeLessThan(TIMES * short + MORE);
  });
}

test("a refused file of a megabyte shows its first hundred problems, and does not hold the page up", async ({
  page,
}) => {
  const open = async (count: number): Promise<number> => {
    await startFromNothing(page);
    await page.reload();
    await expect(page.getByRole("main", { name: "Graph" })).toBeVisible();
    const longest = await watchTasks(page);
    const nodes = Array.from({ length: count }, () => '{"a":12}').join(",");
    await openText(page, "refused.gradwire", `{"format":"gradwire-graph","version":1,"nodes":[${nodes}],"edges":[]}`);
    const dialog = page.getByRole("dialog", { name: "“refused.gradwire” was not opened" });
    await expect(dialog).toBeVisible({ timeout: 40_000 });
    await expect(dialog.getByRole("listitem")).toHaveCount(101);
    await expect(dialog.getByText(`and ${(2 * count - 100).toLocaleString("en")} more`)).toBeAttached();
    return await longest();
  };
  const short = await open(55);
  const long = await open(110_000);
  test.info().annotations.push({ type: "held up", description: `${long} ms, ${short} ms by a short one` });
  expect(long).toBeLessThan(TIMES * short + MORE);
});
