import type { Bridge } from "../../preload/index";
import type { Host } from "./host";
import { loadResource } from "./resource";

/** The host inside Electron: every verb crosses the bridge of src/preload. */
export function desktopHost(bridge: Bridge): Host {
  return {
    kind: "desktop",
    openFile: bridge.openFile,
    openTable: bridge.openTable,
    saveFile: bridge.saveFile,
    saveFileAs: bridge.saveFileAs,
    exportFile: (suggestedName, content) => bridge.exportFile(suggestedName, content),
    setTitle: (title, dirty) => void bridge.setTitle(title, dirty),
    onCloseRequest: (mayClose) =>
      bridge.onCloseRequest(async () => {
        if (await mayClose()) await bridge.close();
      }),
    setMenus: (menus) => void bridge.setMenus(menus),
    onMenuCommand: bridge.onMenuCommand,
    loadResource,
  };
}
