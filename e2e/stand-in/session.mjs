import { toChromium } from "./address.mjs";
import { chromium } from "./chromium.mjs";
import { only } from "./refuse.mjs";

/** Permissions that Chromium lets be set from outside, by their names there. @type {Readonly<Record<string, string | readonly string[]>>} */
const PERMISSIONS = {
  "clipboard-read": "clipboard-read",
  "clipboard-sanitized-write": "clipboard-write",
  geolocation: "geolocation",
  "idle-detection": "idle-detection",
  "local-fonts": "local-fonts",
  media: ["camera", "microphone"],
  midi: "midi",
  notifications: "notifications",
  "persistent-storage": "persistent-storage",
  "screen-wake-lock": "screen-wake-lock",
  "storage-access": "storage-access",
  "window-management": "window-management",
};

/** @typedef {(contents: object | null, permission: string, origin: string, details: object) => boolean} Check */
/** @typedef {(contents: object, permission: string, decide: (granted: boolean) => void, details: object) => void} Decide */

/** @param {() => object} contents the web contents that permissions are asked for */
export function createSession(contents) {
  /** @type {Check | null} */
  let check = null;
  /** @type {Decide | null} */
  let decide = null;

  /**
   * @param {string} permission
   * @param {string} origin
   */
  async function isGranted(permission, origin) {
    // Without a handler, Electron grants everything.
    if (check !== null && !check(contents(), permission, origin, { isMainFrame: true })) return false;
    const ask = decide;
    if (ask === null) return true;
    return new Promise((resolve) => ask(contents(), permission, resolve, { isMainFrame: true, requestingUrl: origin }));
  }

  return {
    session: only("session", {
      /** @param {Check | null} handler */
      setPermissionCheckHandler(handler) {
        check = handler;
      },
      /** @param {Decide | null} handler */
      setPermissionRequestHandler(handler) {
        decide = handler;
      },
    }),
    /**
     * Tells Chromium what the handlers say, once and for all: it cannot ask them when the time comes.
     * @param {string} address of the page
     */
    async applyPermissions(address) {
      const { origin } = new URL(toChromium(address));
      for (const [permission, names] of Object.entries(PERMISSIONS)) {
        const setting = (await isGranted(permission, address)) ? "granted" : "denied";
        for (const name of [names].flat()) {
          await chromium().connection.send("Browser.setPermission", { permission: { name }, setting, origin });
        }
      }
    },
  };
}
