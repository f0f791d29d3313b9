// The two scripts that run in a window before the page's own: one in the page's world, and one, with the program's preload
// script in it, in a world of its own that shares nothing with the page's but the document.
import { worldBridge } from "./bridge.mjs";
import { cloneCodec } from "./codec.mjs";

/** As Electron calls it. */
export const PRELOAD_WORLD = "Electron Isolated Context";

/** What the preload's world says to the program. */
export const BINDING = "__standIn";

/** For the page's world. It hears of the wall before any script of the page runs, and nothing else ever does. */
export function pageScript() {
  return `(${String(pageWorld)})(${String(worldBridge)});`;
}

/**
 * For the preload's world.
 * @param {string} preload the text of the program's preload script
 */
export function preloadScript(preload) {
  return `(${String(preloadWorld)})(${String(worldBridge)}, ${String(cloneCodec)}, ${JSON.stringify(BINDING)}, function (require) {
${preload}
});`;
}

/** @param {typeof worldBridge} makeBridge */
function pageWorld(makeBridge) {
  if (window !== window.top) return;
  window.addEventListener(
    "stand-in-wall",
    (event) => {
      const wall = /** @type {MouseEvent} */ (event).relatedTarget;
      if (wall) makeBridge(wall, "page", "preload");
    },
    { once: true },
  );
}

/**
 * @param {typeof worldBridge} makeBridge
 * @param {typeof cloneCodec} makeCodec
 * @param {string} binding
 * @param {(require: (name: string) => unknown) => void} preload
 */
function preloadWorld(makeBridge, makeCodec, binding, preload) {
  // Electron runs the preload in the main frame only.
  if (window !== window.top) return;
  const tell = (/** @type {object} */ message) => /** @type {any} */ (globalThis)[binding](JSON.stringify(message));
  const codec = makeCodec();
  const wall = document.createElement("i");
  const bridge = makeBridge(wall, "preload", "page");
  window.dispatchEvent(new MouseEvent("stand-in-wall", { relatedTarget: wall }));

  /**
   * @param {string} name
   * @param {object} object
   */
  const only = (name, object) =>
    new Proxy(object, {
      get(target, key, receiver) {
        if (typeof key === "symbol" || key in target || key === "then") return Reflect.get(target, key, receiver);
        tell({ kind: "refused", what: `${name}.${key}` });
        throw new Error(`The stand-in for Electron does not implement ${name}.${key}`);
      },
    });

  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  /** @type {Map<string, Set<(event: object, ...args: unknown[]) => void>>} */
  const heard = new Map();
  let last = 0;

  const ipcRenderer = only("ipcRenderer", {
    /**
     * @param {string} channel
     * @param {unknown[]} args
     */
    async invoke(channel, ...args) {
      const text = codec.encode(codec.clone(args));
      last += 1;
      const id = last;
      const answered = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      tell({ kind: "invoke", id, channel, args: text });
      try {
        return await answered;
      } catch (error) {
        throw new Error(`Error invoking remote method '${channel}': ${/** @type {Error} */ (error).message}`);
      }
    },
    /**
     * @param {string} channel
     * @param {(event: object, ...args: unknown[]) => void} listener
     */
    on(channel, listener) {
      heard.set(channel, (heard.get(channel) ?? new Set()).add(listener));
    },
    /**
     * @param {string} channel
     * @param {(event: object, ...args: unknown[]) => void} listener
     */
    off(channel, listener) {
      heard.get(channel)?.delete(listener);
    },
  });

  const contextBridge = only("contextBridge", { exposeInMainWorld: bridge.expose });

  /** @type {string[]} a message is longer than one call may be */
  const pieces = [];
  Object.assign(globalThis, {
    [`${binding}Receive`](/** @type {string} */ piece, /** @type {boolean} */ isLast) {
      pieces.push(piece);
      if (!isLast) return;
      const message = JSON.parse(pieces.splice(0).join(""));
      if (message.kind === "send") {
        const event = only("IpcRendererEvent", { sender: ipcRenderer });
        for (const listener of [...(heard.get(message.channel) ?? [])]) listener(event, ...codec.decode(message.args));
        return;
      }
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if ("error" in message) call?.reject(new Error(message.error));
      else call?.resolve(codec.decode(message.value));
    },
  });

  // Keys that the page leaves alone go on to the menu, as on Windows and Linux.
  window.addEventListener("keydown", (event) => {
    if (!event.isTrusted) return;
    const { key, code, ctrlKey, shiftKey, altKey, metaKey } = event;
    setTimeout(() => {
      if (!event.defaultPrevented) tell({ kind: "key", key, code, ctrlKey, shiftKey, altKey, metaKey });
    });
  });

  tell({ kind: "born" });
  preload((name) => {
    if (name === "electron") return only("electron in a preload script", { contextBridge, ipcRenderer });
    tell({ kind: "refused", what: `require(${JSON.stringify(name)}) in a preload script` });
    throw new Error(`module not found: ${name}`);
  });
}
