// npm run screenshot: takes the README's picture, docs/screenshot.png, of the app as it is built.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { buildIfStale, root } from "./build.mjs";
import { CHROMIUM_FLAGS, obtainChromium } from "./find-chromium.mjs";

buildIfStale();
const { serveSite } = await import(pathToFileURL(join(root, "out", "main", "static-server.js")).href);
const site = await serveSite(join(root, "out", "renderer"), 0);
const browser = await chromium.launch({ executablePath: obtainChromium(), args: CHROMIUM_FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1.5 });
  await page.goto(`${site.url}#lesson=01-sigmoid-layer`);
  await page.getByLabel(/^Cost C = .*\d$/).waitFor();
  await page.getByRole("group", { name: /^a, Sigmoid/ }).click({ position: { x: 50, y: 12 } });
  await page.getByRole("heading", { name: "Backward" }).waitFor();
  await page.screenshot({ path: join(root, "docs", "screenshot.png"), animations: "disabled" });
} finally {
  await browser.close();
  await site.close();
}
