import { expect } from "@playwright/test";
import type {} from "../src/renderer/host/current";
import { breakingDesktopTest, firstLesson, retitle, test, windowOf } from "./hosts/desktop-story";

test("the window shows the app, under an origin of its own, with nothing of Node in its page", async ({
  page,
  program,
}) => {
  await firstLesson(page);
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
  const address = await program.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.url,
  );
  expect(address).toBe("app://gradwire/");
});

breakingDesktopTest(
  "nothing of another origin is loaded, and no script but the app's own runs",
  async ({ page, program }) => {
    expect(program.faults).toEqual([]);
    await firstLesson(page);
    await page.evaluate(() => {
      const reports: string[] = [];
      document.addEventListener("securitypolicyviolation", (event) => reports.push(event.effectiveDirective));
      Object.assign(window, { reports });
      const script = Object.assign(document.createElement("script"), { textContent: "window.ran = true" });
      document.body.append(script);
      new Image().src = "https://example.com/x.png";
      fetch("https://example.com/").catch(() => {});
    });
    const found = () =>
      page.evaluate(() => ({
        reports: (window as unknown as { reports: string[] }).reports.toSorted(),
        ran: "ran" in window,
      }));
    await expect.poll(found).toEqual({ reports: ["connect-src", "img-src", "script-src-elem"], ran: false });
  },
);

test("the window is named after the document, and marked while it is not saved", async ({ page, program }) => {
  await firstLesson(page);
  await expect.poll(() => windowOf(program)).toMatchObject({ title: "A sigmoid layer – Gradwire", isVisible: true });
  await retitle(page, "Mine");
  await expect.poll(() => windowOf(program)).toMatchObject({ title: "• Mine – Gradwire" });
  await page.keyboard.press("Control+z");
  await expect.poll(() => windowOf(program)).toMatchObject({ title: "A sigmoid layer – Gradwire" });
});

breakingDesktopTest("the page neither leaves the app nor opens another window", async ({ page, program }) => {
  await firstLesson(page);
  await retitle(page, "Still here");
  const ways: readonly (() => void)[] = [
    () => location.assign("https://example.com/"),
    () => void window.open("https://example.com/"),
    () => {
      const link = Object.assign(document.createElement("a"), { href: "https://example.com/", target: "_blank" });
      document.body.append(link);
      link.click();
    },
    () => {
      const form = Object.assign(document.createElement("form"), { action: "https://example.com/", method: "post" });
      document.body.append(form);
      form.submit();
    },
  ];
  // What Playwright tells of a page that wanted to leave is not to be relied on, nor whether it answers; the program knows.
  for (const way of ways) {
    await page.evaluate(way).catch(() => {});
    await expect.poll(() => page.context().pages().length).toBe(1);
  }
  const frames = () =>
    program.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((each) => each.webContents.mainFrame.url),
    );
  expect(await frames()).toEqual(["app://gradwire/"]);
  expect(await windowOf(program)).toMatchObject({ title: "• Still here – Gradwire" });
});

test("the page may use the clipboard, and neither place, camera nor notifications", async ({ page }) => {
  await firstLesson(page);
  const states = await page.evaluate(async () => {
    const names = ["clipboard-write", "clipboard-read", "geolocation", "camera", "notifications"];
    const states = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state];
    });
    return Object.fromEntries(await Promise.all(states));
  });
  expect(states).toEqual({
    "clipboard-write": "granted",
    "clipboard-read": "granted",
    geolocation: "denied",
    camera: "denied",
    notifications: "denied",
  });
});

test("a second start shows the window of the first with its changes, and ends", async ({ page, program }) => {
  await firstLesson(page);
  await retitle(page, "Mine");
  await program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await expect.poll(() => windowOf(program)).toMatchObject({ isMinimized: true });
  expect(await program.startAgain()).toBe(0);
  await expect.poll(() => windowOf(program)).toMatchObject({ isMinimized: false, title: "• Mine – Gradwire" });
  expect(await program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
