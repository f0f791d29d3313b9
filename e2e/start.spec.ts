import { expect } from "@playwright/test";
import { test } from "./app";

test("the app starts, under a policy that runs no inline script", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.headers()["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval';");
  await expect(page.getByRole("heading", { name: "Gradwire", level: 1 })).toBeVisible();
});
