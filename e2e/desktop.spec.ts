import { expect } from "@playwright/test";
import type {} from "../src/renderer/host/current";
import { test as story } from "./app";
import type { Desktop } from "./hosts/desktop";

/** A story of the desktop. */
const test = story.extend<{ program: Desktop }>({
  async program({ desktop }, use) {
    if (desktop === null) throw new Error("A story of the desktop is told in the project of that name");
    await use(desktop);
  },
});

const title = "Title of the document";

test("the window shows the app, under an origin of its own, with nothing of Node in its page", async ({
  page,
  program,
}) => {
  await expect(page.getByLabel(title)).toHaveValue("A sigmoid layer");
  await expect(page.getByLabel(/^Cost C = 0\.55/)).toBeVisible();
  expect(page.url()).toBe(program.address);
  const found = await page.evaluate(() => ({
    node: ["require", "process", "module", "Buffer", "global"].filter((name) => name in window),
    bridge: Object.keys(window.gradwire ?? {}),
    isFrozen: Object.isFrozen(window.gradwire),
    isSecure: isSecureContext,
    isIsolated: crossOriginIsolated,
  }));
  expect(found).toMatchObject({ node: [], isFrozen: true, isSecure: true, isIsolated: true });
  expect(found.bridge).toContain("saveFile");
  expect(
    await program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.url),
  ).toBe("app://gradwire/");
});
