import { expect } from "@playwright/test";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });

    test("the start screen has no fault that axe finds", async ({ page }) => {
      await page.goto("/#start");
      await expect(page.getByRole("link", { name: "A sigmoid layer", exact: true })).toBeVisible();
      await expectNoAxeFaults(page);
    });

    test("the editor has no fault that axe finds", async ({ page }) => {
      await page.goto("/#lesson=01-sigmoid-layer");
      await expect(page.getByLabel(/^Cost C = 0\.55/)).toBeVisible();
      await expectNoAxeFaults(page);
    });

    test("dialogs, palette and problems have no fault that axe finds", async ({ page }) => {
      await page.goto("/#new");
      await expect(page.getByLabel("Title of the document")).toHaveValue("Untitled");
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("add loss");
      await expectNoAxeFaults(page);
      await page.keyboard.press("Enter");
      await page.getByRole("contentinfo").getByRole("button", { name: "2 problems" }).click();
      await expect(page.getByRole("list", { name: "Problems" })).toBeVisible();
      await expectNoAxeFaults(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Alt+n");
      await expect(page.getByRole("button", { name: "Don’t save" })).toBeVisible();
      await expectNoAxeFaults(page);
    });
  });
}

test("the theme follows the system live, and a choice of one's own stays", async ({ page }) => {
  await page.goto("/#start");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await ground();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("theme light");
  await page.keyboard.press("Enter");
  await expect.poll(ground).toBe(light);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Gradwire", level: 1 })).toBeVisible();
  await expect.poll(ground).toBe(light);

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("theme system");
  await page.keyboard.press("Enter");
  await expect.poll(ground).toBe(dark);
});

for (const [width, height] of [
  [1280, 800],
  [1920, 1080],
] as const) {
  test(`at ${width} × ${height} nothing is cut off at the side, and every lesson is reached by keys`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.goto("/#start");
    const links = page.getByRole("listitem").getByRole("link");
    await expect(links.first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await links.first().focus();
    for (let at = 1; at < (await links.count()); at += 1) {
      await page.keyboard.press("Tab");
      await expect(links.nth(at)).toBeFocused();
    }
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Title of the document")).toBeVisible();
    const bars = page.locator("header, footer");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    for (const bar of await bars.all()) {
      expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    }
  });
}
