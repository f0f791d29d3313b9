import { defineConfig } from "@playwright/test";
import { CHROMIUM_FLAGS, installedChromium } from "../scripts/find-chromium.mjs";
import type { HostOptions } from "./app";

const chromium = installedChromium();

/** Stories of the desktop alone. */
const DESKTOP = "**/desktop*.spec.ts";

/** Stories that are told in both hosts. */
const BOTH: readonly string[] = ["**/works.spec.ts", "**/crash.spec.ts"];

export default defineConfig<HostOptions>({
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
  reporter: [["list"], ["./reasons.ts"], ["json", { outputFile: "../.cache/stories.json" }]],
  projects: [
    { name: "browser", testIgnore: DESKTOP },
    { name: "desktop", testMatch: [DESKTOP, ...BOTH], use: { host: "desktop" } },
    { name: "desktop too", testMatch: "**/drafts.spec.ts", grep: /@both/, use: { host: "desktop" } },
  ],
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
