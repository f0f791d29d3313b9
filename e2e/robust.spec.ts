import { expect } from "@playwright/test";
import { test } from "./app";

test("a graph that takes long to compute is said to, can be stopped, and holds nothing up", async ({ page }) => {
  const signal = { shape: [100_000], float64: Buffer.alloc(8 * 100_000).toString("base64") };
  const kernels = Array.from({ length: 64 }, (_, at) => at + 1);
  const slow = {
    format: "gradwire-graph",
    version: 1,
    meta: { title: "Slow" },
    nodes: [
      { id: "X", type: "Input", params: { value: signal } },
      { id: "O", type: "GaussianConv", config: { radius: 2048 }, params: { mu: kernels, sigma: kernels } },
      { id: "S", type: "Sum" },
    ],
    edges: [
      { id: "1", source: "X", sourceHandle: "out", target: "O", targetHandle: "x" },
      { id: "2", source: "O", sourceHandle: "out", target: "S", targetHandle: "x" },
    ],
  };
  await page.goto("/#new");
  await expect(page.getByLabel("Title of the document")).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  const buffer = Buffer.from(JSON.stringify(slow));
  await (await chooser).setFiles({ name: "slow.gradwire", mimeType: "application/json", buffer });
  await page.getByRole("button", { name: "Compute", exact: true }).click();
  await expect(page.getByText(/^Computing, about \d+ s…/)).toBeVisible();
  await expect(page.getByLabel("Title of the document")).toHaveValue("Slow");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Stopped: the next edit computes again")).toBeVisible();

  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(page.getByText("Stopped: the next edit computes again")).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("add input");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^tape of 1, /)).toBeVisible();
});
