import { readFileSync } from "node:fs";
import { chromium } from "./chromium.mjs";
import { watchHanging } from "./hanging.mjs";
import { any, checkOptions, emitter, oneOf, only, preventable, refuse } from "./refuse.mjs";
import { tell } from "./story.mjs";
import { createContents } from "./web-contents.mjs";
import { ending, focused, leaving, shells } from "./windows.mjs";
import { BINDING, PRELOAD_WORLD, pageScript, preloadScript } from "./worlds.mjs";

const EVENTS = /** @type {const} */ ([
  "ready-to-show",
  "page-title-updated",
  "unresponsive",
  "responsive",
  "close",
  "closed",
]);

const OPTIONS = {
  width: any,
  height: any,
  minWidth: any,
  minHeight: any,
  title: any,
  show: oneOf(true, false),
  webPreferences: {
    preload: any,
    // A page that is not kept apart from Node is none that a browser could show.
    sandbox: oneOf(true),
    contextIsolation: oneOf(true),
    nodeIntegration: oneOf(false),
    spellcheck: oneOf(false),
  },
};

/** @typedef {import("./windows.mjs").Shell} Shell */

/** @param {any} options */
function createShell(options) {
  const { on, once, off, emit } = emitter("BrowserWindow", [...EVENTS]);
  const state = {
    title: options.title ?? "Electron",
    edited: false,
    visible: options.show ?? true,
    minimized: false,
    destroyed: false,
    gone: false,
  };
  const page = openPage(options);
  const sessionOf = async () => (await page).sessionId;
  const contents = createContents(sessionOf, () => browserWindow);
  const stopWatching = watchHanging(sessionOf, emit, () => state.gone || state.destroyed);

  /**
   * @param {string} method
   * @param {object} [params]
   */
  const send = async (method, params) => chromium().connection.send(method, params, await sessionOf());

  /** Electron lets a page that is destroyed do nothing any more, not even in `pagehide`. */
  async function silence() {
    const { targetId } = await page;
    const silenced = send("Emulation.setScriptExecutionDisabled", { value: true }).then(() => true);
    const patience = new Promise((resolve) => setTimeout(() => resolve(false), 500));
    // One that hangs does not hear this either.
    if (!(await Promise.race([silenced, patience]))) send("Page.crash").catch(() => {});
    await chromium().connection.send("Target.closeTarget", { targetId });
  }

  function finish() {
    if (state.destroyed) return;
    state.destroyed = true;
    stopWatching();
    shells.delete(shell);
    emit("closed");
    if (shells.size === 0) ending.lastClosed();
  }

  /** @type {Shell} */
  const shell = {
    state,
    page,
    emit,
    finish,
    contents,
    pageTitle: "",
    stay: () => void send("Page.handleJavaScriptDialog", { accept: false }).catch(() => {}),
    close() {
      const event = preventable();
      emit("close", event);
      if (event.defaultPrevented) return;
      // Runs the page's `beforeunload`, which may keep it open; a page that is gone has none.
      if (state.gone) finish();
      else void send("Page.close").catch(() => {});
    },
    destroy() {
      // The program may quit at once; its page must not hear of that.
      leaving.add(silence().catch(() => {}));
      finish();
    },
  };
  shells.add(shell);

  /** @param {object} bounds */
  async function setBounds(bounds) {
    const { targetId } = await page;
    const { connection } = chromium();
    const { windowId } = await connection.send("Browser.getWindowForTarget", { targetId });
    await connection.send("Browser.setWindowBounds", { windowId, bounds });
  }

  const browserWindow = only("BrowserWindow instance", {
    on,
    once,
    off,
    webContents: contents.webContents,
    /** @param {string} address */
    loadURL: (address) => contents.load(address),
    close: () => shell.close(),
    show() {
      state.visible = true;
    },
    isVisible: () => state.visible,
    minimize() {
      state.minimized = true;
      void setBounds({ windowState: "minimized" });
    },
    focus() {
      shells.delete(shell);
      shells.add(shell);
    },
    isMinimized: () => state.minimized,
    restore() {
      state.minimized = false;
      void setBounds({ windowState: "normal" });
    },
    isFocused: () => focused() === shell,
    getTitle: () => state.title,
    /** @param {string} title */
    setTitle(title) {
      state.title = title;
    },
    /** @param {boolean} edited */
    setDocumentEdited(edited) {
      state.edited = edited;
    },
    // Told on a Mac only; the stand-in tells it everywhere, so that it can be seen.
    isDocumentEdited: () => state.edited,
    isDestroyed: () => state.destroyed,
    destroy: () => shell.destroy(),
  });

  // Of a window that is gone, nothing can be asked but whether it is.
  return {
    shell,
    browserWindow: new Proxy(browserWindow, {
      get(target, key, receiver) {
        if (state.destroyed && typeof key === "string" && !["isDestroyed", "then"].includes(key)) {
          throw new TypeError("Object has been destroyed");
        }
        return Reflect.get(target, key, receiver);
      },
    }),
  };
}

/**
 * Opens a page in Chromium that is ready to load the program's first address.
 * @param {any} options
 */
async function openPage({ width = 800, height = 600, webPreferences = {} }) {
  const { connection } = chromium();
  const { targetId } = await connection.send("Target.createTarget", {
    url: "about:blank",
    width,
    height,
    newWindow: true,
  });
  const { sessionId } = await connection.send("Target.attachToTarget", { targetId, flatten: true });
  const preload = readFileSync(webPreferences.preload, "utf8");
  for (const [method, params] of /** @type {[string, object][]} */ ([
    ["Page.enable", {}],
    ["Runtime.enable", {}],
    ["Runtime.addBinding", { name: BINDING, executionContextName: PRELOAD_WORLD }],
    ["Page.addScriptToEvaluateOnNewDocument", { source: pageScript() }],
    ["Page.addScriptToEvaluateOnNewDocument", { source: preloadScript(preload), worldName: PRELOAD_WORLD }],
  ])) {
    await connection.send(method, params, sessionId);
  }
  return { targetId, sessionId };
}

/** @type {Map<Shell, object>} */
const instances = new Map();

/** @param {any} [options] */
function Window(options = {}) {
  checkOptions("BrowserWindow", options, OPTIONS);
  if (!options.webPreferences?.preload) refuse("a window without a preload script");
  const { shell, browserWindow } = createShell(options);
  instances.set(shell, browserWindow);
  shell.page.catch((error) => tell({ fault: `The window did not open: ${error.message}` }));
  return browserWindow;
}

export const BrowserWindow = only(
  "BrowserWindow",
  Object.assign(Window, { getAllWindows: () => [...shells].map((shell) => instances.get(shell)) }),
);
