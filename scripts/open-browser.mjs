import { spawn } from "node:child_process";

/**
 * Shows an address in the person's browser. That there is none is no failure: the address has been printed.
 * @param {string} url
 */
export function openBrowser(url) {
  const [command, ...args] = opener(url);
  const browser = spawn(command, args, { stdio: "ignore", detached: true });
  browser.on("error", () => {});
  browser.unref();
}

/**
 * @param {string} url
 * @returns {[string, ...string[]]}
 */
function opener(url) {
  if (process.platform === "darwin") return ["open", url];
  if (process.platform === "win32") return ["cmd", "/c", "start", "", url];
  return ["xdg-open", url];
}
