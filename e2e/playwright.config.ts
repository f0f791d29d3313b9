import { defineConfig } from "@playwright/test";
import { CHROMIUM_FLAGS, installedChromium } from "../scripts/find-chromium.mjs";

const chromium = installedChromium();

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../.cache/stories",
  globalSetup: "./global-setup.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // Where nobody can look twice, a story is told twice before it counts as failed; the list says which needed it.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./skip-reasons.ts"], ["json", { outputFile: "../.cache/stories.json" }]],
  use: {
    browserName: "chromium",
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    screenshot: "only-on-failure",
    trace: "on-first-retry",
    launchOptions: { args: CHROMIUM_FLAGS, ...(chromium === null ? {} : { executablePath: chromium }) },
  },
});
