// The browser that shows the program's windows. It belongs to this process, and does not outlive it.
import { spawn } from "node:child_process";
import { connect } from "./cdp.mjs";

/** Which browser, and with which flags: named by who starts the stand-in. */
const { path, flags } = JSON.parse(process.env.STAND_IN_CHROMIUM ?? "{}");

/** `ended` says how it ended. @type {{ connection: import("./cdp.mjs").Connection, endpoint: string, ended: Promise<string> } | null} */
let running = null;

/** @param {string} profile the folder of the user's data */
export async function startChromium(profile) {
  if (!path) throw new Error("STAND_IN_CHROMIUM does not name a browser");
  const browser = spawn(
    path,
    [
      ...flags,
      "--headless=new",
      "--remote-debugging-pipe",
      // For the story, which connects by itself.
      "--remote-debugging-port=0",
      "--no-startup-window",
      `--user-data-dir=${profile}`,
    ],
    { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] },
  );
  const [, , complaints, out, back] = browser.stdio;
  let last = "";
  complaints?.on("data", (piece) => {
    last = `${last}${piece}`.slice(-4000);
  });
  const ended = /** @type {Promise<string>} */ (
    new Promise((resolve) =>
      browser.once("exit", (code, signal) => resolve(`Chromium ended with ${signal ?? code}: ${last}`)),
    )
  );
  const endpoint = await new Promise((resolve, reject) => {
    let said = "";
    complaints?.on("data", (piece) => {
      said += piece;
      const [, address] = /DevTools listening on (\S+)/.exec(said) ?? [];
      if (address) {
        said = "";
        resolve(address);
      }
    });
    browser.once("error", reject);
    browser.once("exit", (code) => reject(new Error(`Chromium ended with ${code}: ${said}`)));
  });
  const connection = connect(
    /** @type {import("node:stream").Writable} */ (out),
    /** @type {import("node:stream").Readable} */ (back),
  );
  running = { connection, endpoint, ended };
  return running;
}

/** The browser, once it runs. */
export function chromium() {
  if (running === null) throw new Error("Chromium does not run yet: Electron can do this after its ready event only");
  return running;
}

/** Ends the browser as one that is quit, so that it writes what it keeps. */
export async function endChromium() {
  if (running === null) return;
  await running.connection.send("Browser.close").catch(() => {});
  await running.ended;
}
