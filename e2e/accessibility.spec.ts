import { expect } from "@playwright/test";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { card, openLesson, wire } from "./graph";

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });

    test("a node, an edge and several things selected have no fault that axe finds", async ({ page }) => {
      await openLesson(page, "03-two-paths");
      const inspector = page.getByRole("complementary", { name: "Inspector" });
      await card(page, "t").getByText("Input").click();
      await expect(inspector.getByRole("table", { name: /contributes/ })).toBeVisible();
      await expectNoAxeFaults(page);
      await wire(page, "t", "t", "x").getByText("0.800").hover();
      await expect(page.getByRole("tooltip")).toBeVisible();
      await expectNoAxeFaults(page);
      await wire(page, "t", "t", "x").getByText("0.800").click();
      await expect(inspector.getByRole("table", { name: /^value of t to x/ })).toBeVisible();
      await expectNoAxeFaults(page);
      await page.keyboard.press("Control+a");
      await expect(inspector.getByRole("heading", { name: "6 nodes and 6 edges selected" })).toBeVisible();
      await expectNoAxeFaults(page);
    });

    test("a signal, its kernel and its plots have no fault that axe finds", async ({ page }) => {
      await openLesson(page, "12-temperature-filter");
      await page
        .getByRole("group", { name: /, GaussianConv,/ })
        .getByText("GaussianConv")
        .click();
      const inspector = page.getByRole("complementary", { name: "Inspector" });
      await expect(inspector.getByRole("heading", { name: "Forward", exact: true })).toBeVisible();
      await expectNoAxeFaults(page);
      await inspector.getByRole("button", { name: /^Show all of out/ }).click();
      await expect(inspector.getByRole("table", { name: /^value of out/ })).toBeVisible();
      await expectNoAxeFaults(page);
    });

    test("every way to edit a tensor, and the list of nodes, have no fault that axe finds", async ({ page }) => {
      await openLesson(page, "01-sigmoid-layer");
      await page
        .getByRole("main")
        .getByRole("button", { name: /^Edit weight of z/ })
        .click();
      const dialog = page.getByRole("dialog", { name: "Edit weight of z" });
      for (const tab of ["Table", "Paste", "Generate", "Load CSV"]) {
        await dialog.getByRole("tab", { name: tab }).click();
        await expect(dialog.getByRole("tabpanel", { name: tab })).toBeVisible();
        if (tab === "Paste") await dialog.getByRole("textbox").fill("1\ttwo");
        await expectNoAxeFaults(page);
      }
      await page.keyboard.press("Escape");
      await expect(dialog.getByRole("group", { name: "Throw away your edits?" })).toBeVisible();
      await expectNoAxeFaults(page);
      await dialog.getByRole("button", { name: "Throw away" }).click();
      await expect(dialog).toBeHidden();
      await page.keyboard.press("/");
      await expect(page.getByRole("listbox", { name: "Nodes" })).toBeVisible();
      await expectNoAxeFaults(page);
    });
  });
}
