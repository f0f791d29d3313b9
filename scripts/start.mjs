// npm start: the desktop window, or where there can be none, the same app in a browser.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { buildIfStale, root } from "./build.mjs";
import { electronProgram, hasDisplay, installElectron, whyNoDesktop } from "./desktop.mjs";
import { openBrowser } from "./open-browser.mjs";
import { isFree, settlePort } from "./taken-port.mjs";

const { values: options } = parseArgs({
  options: { port: { type: "string", default: "4747" }, wait: { type: "boolean", default: false } },
});
const port = Number(options.port);

/**
 * Opens the desktop window and waits until it is closed.
 * @param {string} program
 * @returns {Promise<string | null>} why it did not open; null when it did
 */
function openDesktop(program) {
  const began = Date.now();
  // Chromium refuses to run its sandbox as root.
  const flags = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const desktop = spawn(program, [root, ...flags], { stdio: "inherit" });
  return new Promise((resolve) => {
    desktop.on("error", (error) => resolve(`Electron did not start (${error.message})`));
    desktop.on("exit", (code, signal) => {
      const failedAtOnce = code !== 0 && Date.now() - began < 10_000;
      resolve(failedAtOnce ? `Electron did not start (it ended with ${signal ?? code})` : null);
    });
  });
}

/** @param {string} reason why there is no desktop window */
async function openInBrowser(reason) {
  process.stdout.write(`No desktop window, as ${reason}: Gradwire runs in a browser instead.\n`);
  const built = pathToFileURL(join(root, "out", "main", "static-server.js")).href;
  const { serveSite } = await import(built);
  if (!(await isFree(port)) && !(await settlePort(port, options.wait))) return;
  const { url, insteadOf } = await serveSite(join(root, "out", "renderer"), port);
  process.stdout.write(`Gradwire is at ${url} (Ctrl+C stops it)\n`);
  if (insteadOf !== null) process.stdout.write(`Unsaved work that was kept at ${insteadOf} is not seen there.\n`);
  if (hasDisplay()) openBrowser(url);
}

buildIfStale();
if (hasDisplay() && electronProgram() === null) installElectron();
const program = electronProgram();
const reason = whyNoDesktop() ?? (program === null ? "Electron is gone" : await openDesktop(program));
if (reason !== null) await openInBrowser(reason);
