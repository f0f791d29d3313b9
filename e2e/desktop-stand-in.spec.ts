import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test as bare, expect } from "@playwright/test";
import { root } from "../scripts/build.mjs";
import { CHROMIUM_FLAGS, obtainChromium } from "../scripts/find-chromium.mjs";
import { firstLesson, test } from "./hosts/desktop-story";
import { electronNames } from "./hosts/electron-names";
import { startProcess } from "./stand-in/launch.mjs";

/** What a program asks of Electron that the stand-in does not have, and what it is told. */
const REFUSED: readonly (readonly [what: string, program: string, words: string])[] = [
  ["a module", `import { shell } from "electron";`, "does not provide an export named 'shell'"],
  ["a call", `import { app } from "electron"; app.getLocale();`, "does not implement app.getLocale"],
  ["a property that is set", `import { app } from "electron"; app.name = "x";`, "setting app.name"],
  [
    "an event",
    `import { app } from "electron"; app.on("browser-window-focus", () => {});`,
    "event browser-window-focus of app",
  ],
  [
    "an option",
    `import { BrowserWindow } from "electron"; new BrowserWindow({ movable: true });`,
    "option movable of BrowserWindow",
  ],
  [
    "the value of an option",
    `import { BrowserWindow } from "electron"; new BrowserWindow({ webPreferences: { sandbox: false } });`,
    "BrowserWindow webPreferences with sandbox: false",
  ],
  ["a role", `import { Menu } from "electron"; Menu.buildFromTemplate([{ role: "toString" }]);`, "role toString"],
  [
    "keys that Electron does not know",
    `import { Menu } from "electron"; Menu.buildFromTemplate([{ label: "x", accelerator: "CmdOrCtrl+ArrowLeft" }]);`,
    "accelerator CmdOrCtrl+ArrowLeft",
  ],
  [
    "a privilege",
    `import { protocol } from "electron";
     const privileges = { standard: true, secure: true, supportFetchAPI: true, bypassCSP: true };
     protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges }]);`,
    "option bypassCSP",
  ],
  [
    "a dialog of another kind",
    `import { dialog } from "electron"; await dialog.showOpenDialog({ properties: ["multiSelections"] });`,
    "dialog.showOpenDialog with properties",
  ],
];

for (const [what, program, words] of REFUSED) {
  bare(`${what} that the stand-in does not have is refused, and stops the program`, async ({ browserName }, story) => {
    expect(browserName).toBe("chromium");
    const folder = story.outputPath("program");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "package.json"), JSON.stringify({ main: "main.mjs" }));
    await writeFile(join(folder, "main.mjs"), program);
    const { ended, said } = startProcess({
      root: folder,
      profile: folder,
      chromium: obtainChromium(),
      flags: CHROMIUM_FLAGS,
    });
    expect(await ended).not.toBe(0);
    expect(said.join("")).toContain(words);
  });
}

test("each name of the stand-in is one of Electron's, and stands in its table", async ({ page, program }) => {
  test.skip(program.backend === "Electron", "Electron itself tells the stories here");
  await firstLesson(page);
  const names = await program.evaluate(() =>
    (globalThis as unknown as { standInNames: () => readonly string[] }).standInNames(),
  );
  expect(names.length).toBeGreaterThan(60);
  const known = electronNames(join(root, "node_modules", "electron", "electron.d.ts"));
  expect(names.filter((name) => !known.has(name))).toEqual([]);
  const note = readFileSync(join(root, "docs", "decisions", "stand-in.md"), "utf8");
  const listed = [...note.matchAll(/^\| (`.*?) \|/gm)].map(([, name]) => name?.replaceAll("`", ""));
  expect(listed.toSorted()).toEqual([...names].toSorted());
});
