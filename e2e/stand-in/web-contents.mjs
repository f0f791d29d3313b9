import { toChromium, toElectron } from "./address.mjs";
import { chromium } from "./chromium.mjs";
import { answerInvoke, encodeSent } from "./ipc.mjs";
import { pressAccelerator } from "./menu.mjs";
import { emitter, only, preventable, refuse } from "./refuse.mjs";
import { createSession } from "./session.mjs";
import { BINDING } from "./worlds.mjs";

/** The longest piece of a message in one call; Chromium's pipe takes up to 100 MB. */
const PIECE = 4 * 2 ** 20;

const EVENTS = /** @type {const} */ ([
  "render-process-gone",
  "will-navigate",
  "will-attach-webview",
  "did-finish-load",
]);

/** @typedef {ReturnType<typeof createContents>} Contents */

/**
 * The page of a window.
 * @param {() => Promise<string>} sessionOf the DevTools session of its page, once there is one
 * @param {() => object} windowOf the window that it is in
 */
export function createContents(sessionOf, windowOf) {
  const { on, once, off, emit } = emitter("webContents", [...EVENTS]);
  const { session, applyPermissions } = createSession(() => webContents);
  let url = "";
  /** @type {number | null} the world that the preload runs in, of the document that is shown */
  let world = null;
  let frame = newFrame();
  /** @type {(details: object) => { action: "allow" | "deny" }} */
  let opens = () => ({ action: "allow" });
  /** Whether the program itself has asked for what is loaded next. */
  let asked = false;
  let crashed = false;

  /** A frame lives as long as its document does. */
  function newFrame() {
    return only("WebFrameMain", {
      get url() {
        return url;
      },
    });
  }

  /** @param {object} message */
  async function deliver(message, to = world) {
    if (to === null) return;
    const text = JSON.stringify(message);
    const sessionId = await sessionOf();
    for (let at = 0; at < text.length; at += PIECE) {
      const isLast = at + PIECE >= text.length;
      const call = {
        functionDeclaration: `(piece, isLast) => ${BINDING}Receive(piece, isLast)`,
        executionContextId: to,
        arguments: [{ value: text.slice(at, at + PIECE) }, { value: isLast }],
      };
      // A document that is gone hears nothing.
      chromium()
        .connection.send("Runtime.callFunctionOn", call, sessionId)
        .catch(() => {});
    }
  }

  /**
   * @param {string} method
   * @param {object} [params]
   */
  const sendToPage = async (method, params) => chromium().connection.send(method, params, await sessionOf());

  /**
   * Has Chromium do an editing command, where the keyboard is.
   * @param {string} command
   */
  function edit(command) {
    return sendToPage("Input.dispatchKeyEvent", {
      type: "rawKeyDown",
      key: "Unidentified",
      windowsVirtualKeyCode: 0,
      commands: [command],
    });
  }

  const webContents = only("webContents", {
    on,
    once,
    off,
    session,
    get mainFrame() {
      return frame;
    },
    /**
     * @param {string} channel
     * @param {unknown[]} args
     */
    send: (channel, ...args) => void deliver({ kind: "send", channel, args: encodeSent(args) }),
    /** @param {typeof opens} handler */
    setWindowOpenHandler(handler) {
      opens = handler;
    },
    cut: () => void edit("Cut"),
    copy: () => void edit("Copy"),
    paste: () => void edit("Paste"),
    isCrashed: () => crashed,
    forcefullyCrashRenderer: () => void sendToPage("Page.crash").catch(() => {}),
    reload() {
      asked = true;
      void sendToPage("Page.reload");
    },
  });

  return {
    webContents,
    emit,
    /** @param {string} address */
    async load(address) {
      await applyPermissions(address);
      asked = true;
      await sendToPage("Page.navigate", { url: toChromium(address) });
    },
    /**
     * What the preload's world says.
     * @param {any} message
     * @param {number} from
     */
    async hear(message, from) {
      if (message.kind === "born") {
        world = from;
        frame = newFrame();
        return;
      }
      if (from !== world) return;
      if (message.kind === "refused") refuse(message.what);
      if (message.kind === "key") pressAccelerator(message, windowOf(), webContents);
      if (message.kind === "invoke") {
        const event = only("IpcMainInvokeEvent", { sender: webContents, senderFrame: frame });
        const answer = await answerInvoke(message.channel, message.args, event);
        await deliver({ kind: "answer", id: message.id, ...answer }, from);
      }
    },
    /** @param {string} address */
    navigated(address) {
      crashed = false;
      url = toElectron(address);
    },
    /**
     * Whether the page may go where it wants to go.
     * @param {string} address
     */
    mayNavigate(address) {
      if (asked) {
        asked = false;
        return true;
      }
      const event = preventable({
        url: toElectron(address),
        isMainFrame: true,
        isSameDocument: false,
        frame,
        initiator: frame,
      });
      emit("will-navigate", event, event.url);
      return !event.defaultPrevented;
    },
    /** @param {string} address a page that wants a window of its own */
    mayOpen(address) {
      const details = { url: toElectron(address), frameName: "", features: "", disposition: "new-window" };
      if (opens(details).action === "allow") refuse("windows that a page opens");
    },
    /** @param {{ reason: string, exitCode: number }} details */
    gone(details) {
      crashed = true;
      world = null;
      frame = newFrame();
      emit("render-process-gone", preventable(), details);
    },
  };
}
