import { dialog, type IpcMainInvokeEvent, ipcMain } from "electron";
import type { OpenedFile, Outcome, SavedFile, TextFile } from "../preload/messages";
import { type FileFilter, OPENED, savedAs, TABLES } from "./file-filters";
import { createFileTokens } from "./file-tokens";
import { showMenus } from "./menu";
import { type Arguments, isOwnPage, plainFileName, type RequestName, readArguments, requests } from "./requests";
import { readTextFile, writeFile } from "./text-files";
import type { AppWindow } from "./window";

type Handlers = { readonly [Name in RequestName]: (...args: Arguments<Name>) => unknown };

/** Answers what the page of this window asks, and no other page's questions. */
export function answerRequests(window: AppWindow, developmentUrl: string | undefined): void {
  const { browserWindow } = window;
  const tokens = createFileTokens();

  async function choose(filters: FileFilter[]): Promise<string | null> {
    const { filePaths } = await dialog.showOpenDialog(browserWindow, { properties: ["openFile"], filters });
    return filePaths[0] ?? null;
  }

  async function chooseWhere(suggestedName: string, filters: FileFilter[]): Promise<string | null> {
    const options = { defaultPath: plainFileName(suggestedName), filters };
    const { canceled, filePath } = await dialog.showSaveDialog(browserWindow, options);
    return canceled || filePath === "" ? null : filePath;
  }

  /** Asks whether a file may be written where it stands; a crash in the middle of that would leave it neither old nor new. */
  async function agreesToOverwrite(name: string): Promise<boolean> {
    const { response } = await dialog.showMessageBox(browserWindow, {
      type: "warning",
      message: `“${name}” can only be written over itself.`,
      detail:
        "Its folder takes no new files, so that the new content cannot be made ready beside it. If the machine stops in the middle, the file is mended when Gradwire next starts.",
      buttons: ["Cancel", "Write over it"],
      defaultId: 1,
      cancelId: 0,
    });
    return response === 1;
  }

  async function save(path: string, text: string): Promise<Outcome<SavedFile>> {
    const written = await writeFile(path, text, agreesToOverwrite);
    return written.kind === "done"
      ? { kind: "done", value: { name: written.value, token: tokens.issue(path) } }
      : written;
  }

  const handlers: Handlers = {
    async openFile(): Promise<Outcome<OpenedFile>> {
      const path = await choose(OPENED);
      if (path === null) return { kind: "cancelled" };
      const read = await readTextFile(path);
      return read.kind === "done" ? { kind: "done", value: { ...read.value, token: tokens.issue(path) } } : read;
    },
    async openTable(): Promise<Outcome<TextFile>> {
      const path = await choose([TABLES]);
      return path === null ? { kind: "cancelled" } : readTextFile(path);
    },
    async saveFile(token, text) {
      const path = tokens.redeem(token);
      if (path === null) throw new Error("A token that was never issued");
      return save(path, text);
    },
    async saveFileAs(suggestedName, text): Promise<Outcome<SavedFile>> {
      const path = await chooseWhere(suggestedName, [savedAs(suggestedName)]);
      return path === null ? { kind: "cancelled" } : save(path, text);
    },
    async exportFile(suggestedName, content): Promise<Outcome<string>> {
      const path = await chooseWhere(suggestedName, []);
      return path === null ? { kind: "cancelled" } : writeFile(path, content, agreesToOverwrite);
    },
    setTitle: window.setTitle,
    setMenus: (menus) => showMenus(menus, (command) => browserWindow.webContents.send("menuCommand", command)),
    heardClose: window.heardClose,
    close: window.close,
  };

  function fromOurPage(event: IpcMainInvokeEvent): boolean {
    const { mainFrame } = browserWindow.webContents;
    return event.senderFrame === mainFrame && isOwnPage(mainFrame.url, developmentUrl);
  }

  function answer<Name extends RequestName>(name: Name): void {
    ipcMain.removeHandler(name);
    ipcMain.handle(name, (event, ...received: unknown[]) => {
      if (!fromOurPage(event)) throw new Error(`Request ${name} from a page that is not ours`);
      return handlers[name](...readArguments(name, received));
    });
  }
  for (const name of Object.keys(requests) as RequestName[]) answer(name);
}
