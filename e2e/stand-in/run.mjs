// Runs a program that is made for Electron, as `electron <folder> --user-data-dir=<folder>` would.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

register("./resolve.mjs", import.meta.url);
const { makeReady } = await import("./app.mjs");
const electron = await import("./electron.mjs");
const { answerStory } = await import("./story.mjs");
const { standInNames } = await import("./refuse.mjs");
Object.assign(globalThis, { standInNames });
// As Playwright does with Electron itself: the function's text is run in the main process.
answerStory("evaluate", (/** @type {string} */ text, /** @type {unknown} */ arg) =>
  runInThisContext(`(${text})`)(electron, arg),
);
const [, , folder = "."] = process.argv;
const { main } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
await import(pathToFileURL(join(folder, main)).href);
await makeReady();
