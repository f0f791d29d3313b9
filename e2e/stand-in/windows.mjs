// Which windows there are, and which of them has the keyboard. A file of its own, as menus, windows and the app all ask.

/**
 * What the stand-in itself knows of a window.
 * @typedef {object} Shell
 * @property {{ title: string, edited: boolean, visible: boolean, minimized: boolean, destroyed: boolean, gone: boolean }} state
 * @property {Promise<{ readonly targetId: string, readonly sessionId: string }>} page
 * @property {(event: "ready-to-show" | "page-title-updated", ...args: unknown[]) => void} emit
 * @property {() => void} finish it has gone
 * @property {import("./web-contents.mjs").Contents} contents
 * @property {string} pageTitle the page's own title, of which Chromium says more often than it changes
 * @property {() => void} stay calls off what `beforeunload` was asked about
 * @property {() => void} close
 * @property {() => void} destroy
 */

/** @type {Set<Shell>} */
export const shells = new Set();

/** Pages that are on their way out. @type {Set<Promise<void>>} */
export const leaving = new Set();

/** What is done when the last window has closed. @type {{ lastClosed: () => void }} */
export const ending = { lastClosed: () => {} };

/** The window that has the keyboard: the last that was focused, as headless Chromium has no window manager that would know. */
export const focused = () => [...shells].filter(({ state }) => !state.minimized).at(-1) ?? null;
