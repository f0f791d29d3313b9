// What is to be done where the port of npm start is taken. What a browser keeps of unsaved work belongs to an address with its port.
import { createServer } from "node:net";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { hasDisplay } from "./desktop.mjs";
import { openBrowser } from "./open-browser.mjs";

/**
 * Whether nothing listens at a port of this machine.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function isFree(port) {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/**
 * Tells that a port is taken, and asks what is to be done, or does what was asked for at the start. Comes back once there is to be
 * a server: true, at this port if it is free by then, else at another; false where there is to be none.
 * @param {number} port
 * @param {boolean} wait whether it was asked to wait
 */
export async function settlePort(port, wait) {
  const url = `http://localhost:${port}/`;
  const other = await isGradwire(url);
  process.stdout.write(
    `Port ${port} is taken, by ${other ? `a Gradwire that is at ${url} already` : "another program"}.\n` +
      `Unsaved work that a browser has kept at ${url} is seen only there.\n`,
  );
  const choice = wait ? "w" : await ask(other);
  if (choice === "o") {
    process.stdout.write(`Gradwire is at ${url}\n`);
    if (hasDisplay()) openBrowser(url);
    return false;
  }
  if (choice !== "w") return true;
  process.stdout.write(`Waiting for port ${port} (Ctrl+C ends it) ...\n`);
  while (!(await isFree(port))) await sleep(500);
  return true;
}

/** @param {boolean} other whether there is a Gradwire to go to */
async function ask(other) {
  if (!process.stdin.isTTY) {
    process.stdout.write("Another port is used; with `npm start -- --wait` this one is waited for.\n");
    return "";
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const open = other ? ", o to use the one that runs" : "";
  const answer = await terminal.question(`Enter to use another port, w to wait for this one${open}: `);
  terminal.close();
  return answer.trim().toLowerCase();
}

/** @param {string} url */
async function isGradwire(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return /<title>Gradwire<\/title>/.test(await response.text());
  } catch {
    return false;
  }
}
