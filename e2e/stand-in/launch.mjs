// Starts a program in the stand-in, for stories and for the kill test: its page as Playwright's, and a line to its main process.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const runner = fileURLToPath(new URL("./run.mjs", import.meta.url));

/** Where the page of a program at app://gradwire/ is, in the stand-in. */
export const PAGE_ADDRESS = "https://gradwire.app.invalid/";

/**
 * @typedef {object} Start
 * @property {string} root the folder with the program's package.json
 * @property {string} profile the folder of the user's data; kept, so that a later start finds it
 * @property {string} chromium the path of the browser
 * @property {readonly string[]} flags of the browser
 * @property {number} [hangsAfter] how long a page may hang before it counts as unresponsive, in milliseconds
 */

/** @typedef {Awaited<ReturnType<typeof launch>>} StandIn */

/**
 * Starts the main process alone. A second one with the same profile ends by itself.
 * @param {Start} start
 */
export function startProcess({ root, profile, chromium: path, flags, hangsAfter }) {
  const main = spawn(process.execPath, [runner, root, `--user-data-dir=${profile}`], {
    // A group of its own, with Chromium in it, so that all of it can be killed at one blow.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      STAND_IN_CHROMIUM: JSON.stringify({ path, flags }),
      ...(hangsAfter === undefined ? {} : { STAND_IN_HANGS_AFTER: String(hangsAfter) }),
    },
  });
  /** @type {string[]} */
  const said = [];
  main.stdout?.on("data", (piece) => said.push(String(piece)));
  main.stderr?.on("data", (piece) => said.push(String(piece)));
  const ended = /** @type {Promise<number | null>} */ (new Promise((resolve) => main.once("exit", resolve)));
  return { main, said, ended };
}

/**
 * Starts the program and waits for its window.
 * @param {Start} start
 */
export async function launch(start) {
  const { main, said, ended } = startProcess(start);
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  /** @type {string[]} */
  const faults = [];
  let last = 0;
  /** @type {(endpoint: string) => void} */
  let begun = () => {};
  const endpoint = new Promise((resolve) => (begun = resolve));

  main.on("message", (/** @type {any} */ message) => {
    if ("fault" in message) faults.push(message.fault);
    else if ("endpoint" in message) begun(message.endpoint);
    else if ("error" in message) waiting.get(message.id)?.reject(new Error(message.error));
    else waiting.get(message.id)?.resolve(message.value);
  });
  const gone = () => new Error(`The program has ended:\n${said.join("")}`);
  main.once("exit", () => {
    for (const { reject } of waiting.values()) reject(gone());
  });

  /**
   * @param {string} name
   * @param {unknown[]} args
   * @returns {Promise<any>}
   */
  function ask(name, ...args) {
    last += 1;
    const id = last;
    const answered = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    if (main.connected) main.send({ id, ask: name, args });
    else waiting.get(id)?.reject(gone());
    return answered;
  }

  /** Kills main process and browser at one blow, as a power cut would. */
  async function kill() {
    if (main.exitCode === null && main.signalCode === null && main.pid !== undefined)
      process.kill(-main.pid, "SIGKILL");
    await ended;
  }

  const first = await Promise.race([endpoint, ended]);
  if (typeof first !== "string")
    throw new Error(`The program ended with ${first}:\n${said.join("")}\n${faults.join("\n")}`);
  /** The window's page. Playwright gives up a page that has crashed for good, so one that was loaded again is connected to anew. */
  const connect = async () => windowOf(await chromium.connectOverCDP(first));
  return { page: await connect(), connect, ask, kill, ended, faults, said, pid: main.pid };
}

/** @param {import("@playwright/test").Browser} browser */
async function windowOf(browser) {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error("Chromium has no context");
  const isWindow = (/** @type {import("@playwright/test").Page} */ page) => page.url().startsWith(PAGE_ADDRESS);
  const open = context.pages().find(isWindow);
  if (open) return open;
  const [page] = context.pages();
  const window = page ?? (await context.waitForEvent("page"));
  await window.waitForURL(`${PAGE_ADDRESS}**`);
  return window;
}
