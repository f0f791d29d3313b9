import { expect, type Page } from "@playwright/test";
import { test } from "./app";
import { card, openLesson } from "./graph";

/**
 * Does to the page what a browser's translator does, now and to all that comes: each text that may be translated goes into two `<font>`
 * elements. `around` leaves the page's own text in them, `instead` puts another there and takes the own one off the page.
 */
function translate(how: "around" | "instead"): void {
  const done = new WeakSet<Node>();
  const wrap = (root: Node) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) found.push(node as Text);
    for (const text of root.nodeType === 3 ? [root as Text] : found) {
      const parent = text.parentElement;
      if (!parent || done.has(text) || parent.closest("[translate=no], script, style, textarea, svg, font")) continue;
      if (text.data.trim() === "") continue;
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      outer.append(inner);
      text.replaceWith(outer);
      const own = how === "around" ? text : document.createTextNode(`«${text.data}»`);
      inner.append(own);
      done.add(own);
    }
  };
  wrap(document.body);
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.isConnected) wrap(node);
  }).observe(document.body, { childList: true, subtree: true });
}

const inspector = (page: Page) => page.getByRole("complementary", { name: "Inspector" });
const weight = (page: Page) => page.getByRole("main").getByRole("spinbutton", { name: /^weight of z/ });

for (const how of ["around", "instead"] as const) {
  test(`the app goes on under a translator that puts its words ${how === "around" ? "around" : "in the place of"} the page's`, async ({
    page,
  }) => {
    await openLesson(page, "04-one-neuron");
    await page.evaluate(translate, how);
    await expect(page.locator("font").first()).toBeAttached();

    await page.getByRole("main").getByRole("group", { name: /^z, / }).focus();
    await page.keyboard.press("Home");
    for (let steps = 0; steps < 6; steps += 1) await page.keyboard.press(".");
    await page.keyboard.press(",");
    await page.keyboard.press("End");

    await card(page, "z").click({ position: { x: 12, y: 12 } });
    await weight(page).click();
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel(/^Cost C = 0\.78125/)).toBeVisible();
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(weight(page)).toHaveAttribute("aria-valuetext", "2");

    // An icon that comes and goes before a text.
    await page.getByRole("button", { name: /^«?Record»?$/ }).click();
    await page.keyboard.press("Alt+p");
    await expect(page.getByRole("status").filter({ hasText: "Playing will wait here" })).toBeAttached();
    await expect(page.getByRole("status").filter({ hasText: /^«?Recording»?$/ })).toBeAttached();
    await page.keyboard.press("Alt+r");
    await page.getByRole("button", { name: /Close the recording/ }).click();
    await page.getByRole("button", { name: /Don’t save/ }).click();
    await expect(weight(page)).toBeEditable();

    await page.getByRole("main").getByRole("group", { name: /^z, / }).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+d");
    await expect(page.getByText(/8 nodes, 6 edges/).last()).toBeVisible();
    await page.keyboard.press("Delete");
    await expect(page.getByText(/4 nodes, 3 edges/).last()).toBeVisible();
    for (const tab of ["Tape", "Problems", "Check", "Graph"]) {
      const found = inspector(page).getByRole("tab", { name: new RegExp(tab) });
      if ((await found.count()) > 0) await found.first().click();
    }
    await page.keyboard.press("Control+k");
    await page.keyboard.type("about");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+n");
    await page.getByRole("button", { name: /Don’t save/ }).click();
    await expect(page.getByText(/0 nodes, 0 edges/).last()).toBeVisible();
    await expect(page.getByText("Gradwire made a mistake")).toHaveCount(0);
  });
}

test("no translator touches what is drawn of the graph", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await page.evaluate(translate, "instead" as const);
  await expect(page.locator("font").first()).toBeAttached();
  const touched = page.locator("main .react-flow font, .katex font, math font");
  await expect(touched).toHaveCount(0);
});
