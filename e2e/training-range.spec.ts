import { expect } from "@playwright/test";
import { test } from "./app";
import { openText, startFromNothing } from "./graph";

const wire = (source: string, target: string, targetHandle: string) => ({
  ...{ id: `${source}-${target}`, source, sourceHandle: "out", target, targetHandle },
});
const nodes = (sigma: number, first: number) => [
  { id: "X", type: "Input", position: { x: 0, y: 0 }, params: { value: [first, 2, 4, 3, 1] } },
  { id: "O", type: "GaussianConv", position: { x: 320, y: 0 }, params: { mu: 0, sigma } },
  { id: "y", type: "Input", position: { x: 0, y: 220 }, params: { value: [3, 6, 12, 9, 3] } },
  { id: "C", type: "Loss", position: { x: 640, y: 0 } },
];
const blur = JSON.stringify({
  ...{ format: "gradwire-graph", version: 1, meta: { title: "Blur" }, nodes: nodes(0.4, 1) },
  edges: [wire("X", "O", "x"), wire("O", "C", "prediction"), wire("y", "C", "target")],
});

test("a training step that would take sigma below 0 is not taken, and which and why is said", async ({ page }) => {
  await startFromNothing(page);
  await openText(page, "blur.gradwire", blur);
  await expect(page.getByLabel("Title of the document")).toHaveValue("Blur");
  await expect(page.getByLabel(/^Cost C = /)).toBeVisible();
  await page.keyboard.press("End");
  await expect(page.getByRole("region", { name: "Steps" })).toContainText(/^Step 9 of 10/);
  await page.keyboard.press(".");
  await expect(
    page.getByText(/^No further: with a step of this size sigma of O would go from 0\.4 to −/),
  ).toBeVisible();
  // Nothing has changed, and there is nothing to undo.
  await expect(page.getByRole("button", { name: /^Undo/ })).toBeDisabled();
});
