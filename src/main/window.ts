import { fileURLToPath } from "node:url";
import { BrowserWindow, dialog } from "electron";
import { APP_URL } from "./app-protocol";
import { isOwnPage } from "./requests";

/** The one window, and what main remembers about the document in it. */
export interface AppWindow {
  readonly browserWindow: BrowserWindow;
  readonly setTitle: (title: string, dirty: boolean) => void;
  /** The page has heard that the window is to be closed, and will answer when it can. */
  readonly heardClose: () => void;
  /** Closes the window without asking the page. */
  readonly close: () => void;
}

/** How long the page may take to hear that the window is to be closed, in milliseconds. What it says then may take its time. */
const HEARING = 4000;

/** What the page may do beyond showing itself: copy, and paste what was copied elsewhere. */
const PERMITTED: ReadonlySet<string> = new Set(["clipboard-read", "clipboard-sanitized-write"]);

/** Opens the window on the built app, or on the development server where there is one. */
export function openWindow(developmentUrl: string | undefined): AppWindow {
  const browserWindow = new BrowserWindow({
    width: 1360,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    title: "Gradwire",
    show: false,
    webPreferences: {
      preload: fileURLToPath(new URL("../preload/index.cjs", import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  const { webContents } = browserWindow;
  let dirty = false;
  let deaf = false;
  let hearing: NodeJS.Timeout | null = null;

  function heardClose(): void {
    if (hearing !== null) clearTimeout(hearing);
    hearing = null;
  }

  /** A page that hangs, or whose app has broken down, would keep the window open for ever. */
  function heardNothing(): void {
    hearing = null;
    if (!browserWindow.isDestroyed() && agreesToLose(browserWindow)) browserWindow.destroy();
  }

  /** It was let go, and has not gone. */
  function stillThere(): void {
    hearing = null;
    if (!dirty && !browserWindow.isDestroyed()) browserWindow.destroy();
  }

  browserWindow.once("ready-to-show", () => browserWindow.show());
  // The page's own <title> would undo what setTitle wrote.
  browserWindow.on("page-title-updated", (event) => event.preventDefault());
  browserWindow.on("unresponsive", () => {
    deaf = true;
  });
  browserWindow.on("responsive", () => {
    deaf = false;
  });
  webContents.on("render-process-gone", () => {
    deaf = true;
    heardClose();
    void askToLoadAgain(browserWindow);
  });
  webContents.on("did-finish-load", () => {
    deaf = false;
  });
  browserWindow.on("close", (event) => {
    if (!dirty) {
      // A page that hangs is not gone when it is told to go.
      hearing ??= setTimeout(stillThere, HEARING);
      return;
    }
    event.preventDefault();
    if (deaf) {
      if (agreesToLose(browserWindow)) browserWindow.destroy();
      return;
    }
    webContents.send("closeRequest");
    hearing ??= setTimeout(heardNothing, HEARING);
  });
  browserWindow.on("closed", heardClose);

  webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  webContents.on("will-navigate", (event) => {
    // Reloading is a navigation to the same page; anything else would bring in a page that is not ours.
    if (!isOwnPage(event.url, developmentUrl)) event.preventDefault();
  });
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  webContents.session.setPermissionRequestHandler((_contents, permission, decide) => decide(PERMITTED.has(permission)));
  webContents.session.setPermissionCheckHandler((_contents, permission) => PERMITTED.has(permission));

  void browserWindow.loadURL(developmentUrl ?? APP_URL);

  return {
    browserWindow,
    setTitle(title, isDirty) {
      dirty = isDirty;
      browserWindow.setTitle(`${isDirty ? "• " : ""}${title} – Gradwire`);
      browserWindow.setDocumentEdited(isDirty);
    },
    heardClose,
    close: () => browserWindow.destroy(),
  };
}

/** Asks in main's own words, for a page that no longer answers. */
function agreesToLose(browserWindow: BrowserWindow): boolean {
  const choice = dialog.showMessageBoxSync(browserWindow, {
    type: "warning",
    message: "Gradwire does not respond, and there are changes that are not saved.",
    buttons: ["Wait", "Close and lose them"],
    defaultId: 0,
    cancelId: 0,
  });
  return choice === 1;
}

/** Without this, a page that has crashed leaves a white window. */
async function askToLoadAgain(browserWindow: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(browserWindow, {
    type: "error",
    message: "The page in this window has crashed.",
    detail: "Unsaved work was kept as you went, and is offered when the page is loaded again.",
    buttons: ["Load again", "Close"],
    defaultId: 0,
    cancelId: 0,
  });
  if (browserWindow.isDestroyed()) return;
  if (response === 0) browserWindow.webContents.reload();
  else browserWindow.destroy();
}
