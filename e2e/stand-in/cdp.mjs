// Chromium's DevTools protocol over two pipes, as the program that owns the browser speaks it.

/**
 * @typedef {object} Message
 * @property {number} [id]
 * @property {string} [method]
 * @property {any} [params]
 * @property {any} [result]
 * @property {{ message: string }} [error]
 * @property {string} [sessionId]
 */

/** @typedef {ReturnType<typeof connect>} Connection */

/**
 * @param {import("node:stream").Writable} out
 * @param {import("node:stream").Readable} back
 */
export function connect(out, back) {
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  /** @type {Set<(method: string, params: any, sessionId: string | undefined) => void>} */
  const listeners = new Set();
  /** @type {string[]} */
  let parts = [];
  let last = 0;
  let gone = false;

  back.setEncoding("utf8");
  back.on("data", (/** @type {string} */ text) => {
    const pieces = text.split("\0");
    for (const [at, piece] of pieces.entries()) {
      parts.push(piece);
      if (at === pieces.length - 1) break;
      const message = parts.join("");
      parts = [];
      receive(JSON.parse(message));
    }
  });
  back.on("close", () => {
    gone = true;
    for (const { reject } of waiting.values()) reject(new Error("Chromium is gone"));
    waiting.clear();
  });
  // A pipe that breaks is told by the other one, and by the process.
  out.on("error", () => {});
  back.on("error", () => {});

  /** @param {Message} message */
  function receive({ id, method, params, result, error, sessionId }) {
    if (id === undefined) {
      for (const listener of [...listeners]) listener(method ?? "", params, sessionId);
      return;
    }
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
  }

  return {
    /**
     * @param {string} method
     * @param {object} [params]
     * @param {string} [sessionId] none for the browser itself
     * @returns {Promise<any>}
     */
    send(method, params = {}, sessionId) {
      if (gone) return Promise.reject(new Error("Chromium is gone"));
      last += 1;
      const id = last;
      const answered = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      out.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
      return answered;
    },
    /** @param {(method: string, params: any, sessionId: string | undefined) => void} listener */
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
