import { fileURLToPath } from "node:url";
import { app, BrowserWindow } from "electron";
import { sweepLeftovers } from "../disk/sweep";
import { registerAppScheme, serveApp } from "./app-protocol";
import { answerRequests } from "./ipc";
import { showMenus } from "./menu";
import { openWindow } from "./window";

/** Set by `npm run dev` alone; a packaged program has no development server to listen to. */
const developmentUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;

function start(): void {
  answerRequests(openWindow(developmentUrl), developmentUrl);
}

if (app.requestSingleInstanceLock()) {
  registerAppScheme();
  app.enableSandbox();

  app.on("second-instance", () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on("window-all-closed", () => app.quit());

  void app.whenReady().then(() => {
    serveApp(fileURLToPath(new URL("../renderer", import.meta.url)));
    showMenus([], () => {});
    start();
    void sweepLeftovers();
  });
} else {
  app.quit();
}
