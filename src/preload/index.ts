import { contextBridge, ipcRenderer } from "electron";
import type { Menu, OpenedFile, Outcome, SavedFile, TextFile } from "./messages";

/** Calls `listener` with what main sends on a channel; the returned function stops that. */
function hear<T>(channel: string, listener: (message: T) => void): () => void {
  const handler = (_event: unknown, message: T) => listener(message);
  ipcRenderer.on(channel, handler);
  return () => ipcRenderer.off(channel, handler);
}

const bridge = {
  openFile: (): Promise<Outcome<OpenedFile>> => ipcRenderer.invoke("openFile"),
  openTable: (): Promise<Outcome<TextFile>> => ipcRenderer.invoke("openTable"),
  saveFile: (token: string, text: string): Promise<Outcome<SavedFile>> => ipcRenderer.invoke("saveFile", token, text),
  saveFileAs: (suggestedName: string, text: string): Promise<Outcome<SavedFile>> =>
    ipcRenderer.invoke("saveFileAs", suggestedName, text),
  exportFile: (suggestedName: string, content: string | Uint8Array): Promise<Outcome<string>> =>
    ipcRenderer.invoke("exportFile", suggestedName, content),
  setTitle: (title: string, dirty: boolean): Promise<void> => ipcRenderer.invoke("setTitle", title, dirty),
  setMenus: (menus: readonly Menu[]): Promise<void> => ipcRenderer.invoke("setMenus", menus),
  /** Closes the window without asking again. */
  close: (): Promise<void> => ipcRenderer.invoke("close"),
  /** Main is told at once that the page is there to answer, so that it need not ask in its own words. */
  onCloseRequest: (listener: () => void) =>
    hear<void>("closeRequest", () => {
      void ipcRenderer.invoke("heardClose");
      listener();
    }),
  onMenuCommand: (listener: (command: string) => void) => hear<string>("menuCommand", listener),
};

/** What the page may ask of the desktop, as `window.gradwire`. */
export type Bridge = typeof bridge;

contextBridge.exposeInMainWorld("gradwire", bridge);
