import { fileURLToPath } from "node:url";
import { BrowserWindow, dialog } from "electron";
import { APP_URL } from "./app-protocol";
import { isOwnPage } from "./requests";

/** The one window, and what main remembers about the document in it. */
export interface AppWindow {
  readonly browserWindow: BrowserWindow;
  readonly setTitle: (title: string, dirty: boolean) => void;
  /** Closes the window without asking the page. */
  readonly close: () => void;
}

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
  });
  browserWindow.on("close", (event) => {
    if (!dirty) return;
    if (!deaf) {
      event.preventDefault();
      webContents.send("closeRequest");
    } else if (!agreesToLose(browserWindow)) {
      event.preventDefault();
    }
  });

  webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  webContents.on("will-navigate", (event) => {
    // Reloading is a navigation to the same page; anything else would bring in a page that is not ours.
    if (!isOwnPage(event.url, developmentUrl)) event.preventDefault();
  });
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  webContents.session.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(permission === "clipboard-sanitized-write"),
  );
  webContents.session.setPermissionCheckHandler((_contents, permission) => permission === "clipboard-sanitized-write");

  void browserWindow.loadURL(developmentUrl ?? APP_URL);

  return {
    browserWindow,
    setTitle(title, isDirty) {
      dirty = isDirty;
      browserWindow.setTitle(`${isDirty ? "• " : ""}${title} – Gradwire`);
      browserWindow.setDocumentEdited(isDirty);
    },
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
