import type { Bridge } from "../../preload/index";
import { browserHost } from "./browser";
import { desktopHost } from "./desktop";
import type { Host } from "./host";

declare global {
  interface Window {
    /** The preload's bridge; absent in a plain browser. */
    readonly gradwire?: Bridge;
  }
}

/** The host that this page runs in. */
export const host: Host = window.gradwire === undefined ? browserHost(window) : desktopHost(window.gradwire);
