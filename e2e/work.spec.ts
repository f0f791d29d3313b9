import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { card, expectSize, openText, startFromNothing } from "./graph";

function zeros(...shape: readonly number[]) {
  const entries = new Float64Array(shape.reduce((product, length) => product * length, 1));
  return { shape, float64: Buffer.from(entries.buffer).toString("base64") };
}

const wire = (source: string, target: string, targetHandle: string) => ({
  ...{ id: `${source}-${target}.${targetHandle}`, source, sourceHandle: "out", target, targetHandle },
});

/** Two short signals that stretch to four million entries, under a kernel as wide as there may be: a small file, and much work. */
const wide = JSON.stringify({
  ...{ format: "gradwire-graph", version: 1, meta: { title: "Wide" } },
  nodes: [
    { id: "a", type: "Input", position: { x: 0, y: 0 }, params: { value: zeros(1024, 1) } },
    { id: "b", type: "Input", position: { x: 0, y: 200 }, params: { value: zeros(1, 4096) } },
    { id: "s", type: "Add", position: { x: 300, y: 60 } },
    {
      ...{ id: "g", type: "GaussianConv", position: { x: 560, y: 60 } },
      ...{ config: { radius: 4096 }, params: { mu: 0, sigma: 1 } },
    },
  ],
  edges: [wire("a", "s", "a"), wire("b", "s", "b"), wire("s", "g", "x")],
});

const bar = (page: Page) => page.getByRole("contentinfo").getByRole("status");

test("a run of a minute is begun only when a person says so, and can be stopped", async ({ page }) => {
  await startFromNothing(page);
  await openText(page, "wide.gradwire", wide);
  await expectSize(page, 4, 3);
  await expect(bar(page)).toHaveText(/^To compute this takes about \d\d s Compute$/);
  await page.screenshot({ path: test.info().outputPath("asking.png") });
  await bar(page).getByRole("button", { name: "Compute" }).click();
  await expect(bar(page)).toHaveText(/^Computing, about \d\d s… Stop$/);
  await bar(page).getByRole("button", { name: "Stop" }).click();
  await expect(bar(page)).toHaveText(/^Stopped/);
  // With the kernel gone it is little work, and done unasked.
  await card(page, "g").click({ position: { x: 12, y: 12 } });
  await page.keyboard.press("Delete");
  await expect(page.getByText(/^tape of 3/)).toBeVisible();
});
