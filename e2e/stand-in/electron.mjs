// What `import … from "electron"` finds in a program that is run by the stand-in. A name that is not here stops the program as it
// is loaded.
// biome-ignore-all lint/performance/noBarrelFile: a module of this shape is what Electron is.
export { app } from "./app.mjs";
export { BrowserWindow } from "./browser-window.mjs";
export { dialog } from "./dialog.mjs";
export { ipcMain } from "./ipc.mjs";
export { Menu } from "./menu.mjs";
export { protocol } from "./protocol.mjs";
