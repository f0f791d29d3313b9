import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { openLesson } from "./graph";

const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });

/** Looks for a command from the start screen, once there is one to press keys in. */
async function search(page: Page, words: string): Promise<void> {
  await page.goto("/#start");
  await expect(page.getByRole("main")).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(words);
}

test("the menu tells what Gradwire is, and by keys leads to the licence of each package in it", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await page.getByRole("button", { name: "Gradwire" }).click();
  await page.getByRole("menuitem", { name: "About Gradwire" }).click();
  const about = dialog(page, "About Gradwire");
  await expect(about.getByText(/^Gradwire \d+\.\d+\.\d+$/)).toBeVisible();
  await expect(about.getByText("Free under the MIT licence.")).toBeVisible();
  await expect(about.getByRole("button", { name: "OK" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");

  const licences = dialog(page, "Third-party licences");
  const packages = licences.getByRole("list", { name: "Packages" });
  await expect(packages.getByRole("listitem").filter({ hasText: /^katex/ })).toHaveText(/MIT AND OFL-1\.1/);
  const katex = packages.locator("summary").filter({ hasText: /^katex/ });
  await katex.focus();
  await page.keyboard.press("Enter");
  await expect(licences.getByText("Copyright (c) 2013-2020 Khan Academy and other contributors")).toBeVisible();
  await expect(licences.getByText("https://github.com/KaTeX/KaTeX")).toBeVisible();
  // A text that is longer than the dialog is read on by the keys that scroll.
  const body = katex.locator("xpath=ancestor::ul/..");
  const before = await body.evaluate((element) => element.scrollTop);
  await page.keyboard.press("PageDown");
  await expect.poll(() => body.evaluate((element) => element.scrollTop)).toBeGreaterThan(before);
  await page.keyboard.press("Escape");
  await expect(licences).toBeHidden();
});

test("the licences are found by searching commands, too", async ({ page }) => {
  await search(page, "license");
  await page.keyboard.press("Enter");
  await expect(dialog(page, "Third-party licences").getByText(/^mathjs/)).toBeVisible();
});

test("an app that came without its list of licences says so", async ({ page }) => {
  await page.route("**/third-party.json", (route) => route.fulfill({ status: 200, body: "<!doctype html>" }));
  await search(page, "license");
  await page.keyboard.press("Enter");
  await expect(dialog(page, "Third-party licences").getByRole("status")).toContainText("came without it");
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });

    test("both dialogs have no fault that axe finds", async ({ page }) => {
      await search(page, "about gradwire");
      await page.keyboard.press("Enter");
      await expect(dialog(page, "About Gradwire")).toBeVisible();
      await expectNoAxeFaults(page);
      await page.getByRole("button", { name: "Third-party licences" }).press("Enter");
      const entry = dialog(page, "Third-party licences")
        .locator("summary")
        .filter({ hasText: /^elkjs/ });
      await entry.press("Enter");
      await expect(page.getByText("Eclipse Public License 2.0 from")).toBeVisible();
      await expectNoAxeFaults(page);
    });
  });
}
