import { _electron, expect, test } from "@playwright/test";
import { root } from "../scripts/build.mjs";
import { electronProgram, whyNoDesktop } from "../scripts/desktop.mjs";

const reason = whyNoDesktop();

test("the desktop window shows the app, and its page has no Node in it", async () => {
  test.skip(reason !== null, `no desktop window can be opened here: ${reason}`);
  const program = electronProgram();
  if (program === null) throw new Error("Electron's program is gone");
  const flags = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const desktop = await _electron.launch({ executablePath: program, args: [root, ...flags] });
  try {
    const page = await desktop.firstWindow();
    await expect(page.getByRole("heading", { name: "Gradwire", level: 1 })).toBeVisible();
    expect(page.url()).toBe("app://gradwire/");
    expect(await page.evaluate(() => ["require", "process", "module"].filter((name) => name in window))).toEqual([]);
    expect(await page.evaluate(() => "gradwire" in window)).toBe(true);
  } finally {
    await desktop.close();
  }
});
