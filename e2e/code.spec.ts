import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { openLesson } from "./graph";

/** Does a command by its name, and gives what is downloaded. */
async function exported(page: Page, command: string): Promise<{ name: string; path: string; text: string }> {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search commands" });
  await palette.getByRole("combobox").fill(command);
  await expect(palette.getByRole("option")).toHaveCount(1);
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const name = download.suggestedFilename();
  await expect(page.getByText(`Exported ${name}`)).toBeVisible();
  const path = await download.path();
  return { name, path, text: await readFile(path, "utf8") };
}

test("a lesson is exported as a PyTorch module, which any Python can read", async ({ page }) => {
  await openLesson(page, "07-one-node-or-two");
  const { name, path, text } = await exported(page, "PyTorch module");
  expect(name).toBe("one-node-or-two.py");
  expect(text).toContain("class LinearSigmoid(torch.autograd.Function):");
  const python = spawnSync("python3", ["-m", "py_compile", path], { encoding: "utf8" });
  if (!python.error) expect(python.stderr).toBe("");
});

test("a lesson is exported as a notebook", async ({ page }) => {
  await openLesson(page, "05-sigmoid-neuron");
  const { name, text } = await exported(page, "Jupyter");
  expect(name).toMatch(/\.ipynb$/);
  expect(JSON.parse(text)).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
});

test("the export dialog offers code beside pictures", async ({ page }) => {
  await openLesson(page, "12-temperature-filter");
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "PyTorch module" }).click();
  const button = dialog.getByRole("button", { name: "Export" });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(await readFile(await download.path(), "utf8")).toContain("class GaussianConv(torch.autograd.Function):");
});

test("a graph that cannot run is not exported, and the app says why", async ({ page }) => {
  await openLesson(page, "05-sigmoid-neuron");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+x");
  await page.keyboard.press("/");
  await page.keyboard.type("sigm");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search commands" });
  await palette.getByRole("combobox").fill("PyTorch module");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/The graph cannot be exported yet: .*needs an edge/)).toBeVisible();
});
