import { contextBridge } from "electron";

const bridge = {};

/** What the page may ask of the desktop: `window.gradwire`. */
export type Bridge = typeof bridge;

contextBridge.exposeInMainWorld("gradwire", bridge);
