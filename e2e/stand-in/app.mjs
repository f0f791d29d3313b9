import { OUR_REQUESTS } from "./address.mjs";
import { endChromium, startChromium } from "./chromium.mjs";
import { answerRequest, clock } from "./protocol.mjs";
import { emitter, only, preventable } from "./refuse.mjs";
import { takeLock } from "./single-instance.mjs";
import { tell } from "./story.mjs";
import { ending, leaving, shells } from "./windows.mjs";
import { BINDING } from "./worlds.mjs";

const EVENTS = /** @type {const} */ (["second-instance", "window-all-closed"]);
const { on, once, off, emit } = emitter("app", [...EVENTS]);
const userData = process.argv.find((arg) => arg.startsWith("--user-data-dir="))?.slice("--user-data-dir=".length) ?? "";

let quitting = false;
/** @type {ReturnType<typeof takeLock> | null} */
let lock = null;
/** @type {() => void} */
let becomeReady = () => {};
const ready = /** @type {Promise<void>} */ (new Promise((resolve) => (becomeReady = resolve)));
let listensForAll = false;

export const app = only("app", {
  /** @type {typeof on} */
  on(event, listener) {
    if (event === "window-all-closed") listensForAll = true;
    on(event, listener);
  },
  once,
  off,
  isPackaged: false,
  whenReady: () => ready,
  // Chromium's own sandbox is on unless a flag turns it off, and preload scripts here have nothing but what the sandbox leaves.
  enableSandbox() {
    if (clock.ready) throw new Error("app.enableSandbox() can only be called before app is ready");
  },
  requestSingleInstanceLock() {
    lock ??= takeLock(userData, (argv, folder) => {
      void ready.then(() => emit("second-instance", preventable(), argv, folder, null));
    });
    return lock.isOurs;
  },
  quit() {
    quitting = true;
    if (shells.size === 0) void end();
    else for (const shell of [...shells]) shell.close();
  },
});

ending.lastClosed = () => {
  if (quitting || !listensForAll) void end();
  else emit("window-all-closed");
};

async function end() {
  await started;
  await lock?.told;
  await Promise.all(leaving);
  await endChromium();
  lock?.release();
  process.exit(0);
}

let begin = () => {};
/** Whether Chromium runs, or never will. */
const started = /** @type {Promise<void>} */ (new Promise((resolve) => (begin = resolve)));

/** Starts what the program's windows are shown in, once its first turn is over, unless it has quit in that turn. */
export async function makeReady() {
  if (quitting) return begin();
  const { connection, endpoint, ended } = await startChromium(userData);
  void ended.then((how) => {
    if (!quitting) process.stderr.write(`${how}\n`);
    process.exit(quitting ? 0 : 1);
  });
  connection.listen((method, params, sessionId) => void happened(method, params, sessionId));
  await connection.send("Target.setDiscoverTargets", { discover: true });
  await connection.send("Fetch.enable", {
    patterns: [{ urlPattern: OUR_REQUESTS }, { urlPattern: "*", resourceType: "Document" }],
  });
  begin();
  tell({ endpoint });
  clock.ready = true;
  becomeReady();

  /**
   * @param {string} method
   * @param {any} params
   * @param {string | undefined} sessionId
   */
  async function happened(method, params, sessionId) {
    if (method === "Fetch.requestPaused") return letThrough(params);
    if (method === "Target.targetCreated") return opened(params.targetInfo);
    const about = params.targetId ?? params.targetInfo?.targetId;
    for (const shell of [...shells]) {
      const page = await shell.page.catch(() => null);
      if (page === null || !(sessionId === page.sessionId || about === page.targetId)) continue;
      toWindow(shell, method, params);
    }
  }

  /** @param {any} paused */
  async function letThrough(paused) {
    const { requestId, request, resourceType, frameId } = paused;
    if (resourceType !== "Document") return answerRequest(paused);
    for (const shell of [...shells]) {
      const page = await shell.page;
      // A page's main frame has its name.
      if (frameId !== page.targetId) continue;
      if (shell.contents.mayNavigate(request.url)) return answerRequest(paused);
      return connection.send("Fetch.failRequest", { requestId, errorReason: "Aborted" }).catch(() => {});
    }
    const { targetInfos } = await connection.send("Target.getTargets");
    const isWindow = targetInfos.some((/** @type {any} */ { targetId }) => targetId === frameId);
    if (!isWindow) return answerRequest(paused);
    return connection.send("Fetch.failRequest", { requestId, errorReason: "Aborted" }).catch(() => {});
  }

  /** @param {any} target */
  async function opened({ type, openerId, targetId, url }) {
    if (type !== "page" || !openerId) return;
    for (const shell of [...shells]) {
      if ((await shell.page).targetId === openerId) shell.contents.mayOpen(url);
    }
    // The story's debugger has stopped it before its first step, and with it the page that it shares a process with.
    await connection
      .send("Target.attachToTarget", { targetId, flatten: true })
      .then(({ sessionId }) => connection.send("Runtime.runIfWaitingForDebugger", {}, sessionId))
      .catch(() => {});
    await connection.send("Target.closeTarget", { targetId }).catch(() => {});
  }
}

/**
 * @param {import("./windows.mjs").Shell} shell
 * @param {string} method
 * @param {any} params
 */
function toWindow(shell, method, params) {
  const { state, contents } = shell;
  if (method === "Runtime.bindingCalled" && params.name === BINDING) {
    void contents.hear(JSON.parse(params.payload), params.executionContextId);
  } else if (method === "Page.frameNavigated" && !params.frame.parentId) {
    state.gone = false;
    contents.navigated(`${params.frame.url}${params.frame.urlFragment ?? ""}`);
  } else if (method === "Page.navigatedWithinDocument") {
    contents.navigated(params.url);
  } else if (method === "Page.loadEventFired") {
    contents.emit("did-finish-load");
    shell.emit("ready-to-show");
  } else if (method === "Target.targetInfoChanged") {
    const event = preventable();
    if (params.targetInfo.title === shell.pageTitle) return;
    shell.pageTitle = params.targetInfo.title;
    shell.emit("page-title-updated", event, params.targetInfo.title, true);
    if (!event.defaultPrevented) state.title = params.targetInfo.title;
  } else if (method === "Target.targetCrashed") {
    state.gone = true;
    // Chromium says "crashed", "killed", "abnormal termination" or "oom".
    const reason = /^(crashed|killed|oom)$/.test(params.status) ? params.status : "abnormal-exit";
    contents.gone({ reason, exitCode: params.errorCode });
  } else if (method === "Target.targetDestroyed") {
    shell.finish();
  } else if (method === "Page.javascriptDialogOpening" && params.type === "beforeunload") {
    // Electron asks nobody: a page that wants to stay stays.
    shell.stay();
  }
}
