// What Electron's contextBridge does between the page's world and the preload's, done through an element that only the two of
// them know. Run in both worlds, from its text, and so refers to nothing outside.

/** @typedef {ReturnType<typeof worldBridge>} Bridge */

/**
 * One side of the bridge. Values are copied without their prototypes, functions and promises are reached through it.
 * @param {EventTarget} wall where the two sides meet; a call over it is over when `dispatchEvent` returns
 * @param {string} here
 * @param {string} there
 */
export function worldBridge(wall, here, there) {
  /** @type {Map<number, Function>} */
  const ours = new Map();
  /** @type {Map<Function, number>} */
  const numberOf = new Map();
  /** @type {WeakMap<Function, number>} functions of the other side, by what stands for them here */
  const theirs = new WeakMap();
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: unknown) => void }>} */
  const promised = new Map();
  const DEEPEST = 1000;
  let last = 0;

  /** @param {Function} work */
  function numberFor(work) {
    const known = numberOf.get(work);
    if (known !== undefined) return known;
    last += 1;
    ours.set(last, work);
    numberOf.set(work, last);
    return last;
  }

  /**
   * @param {any} value
   * @param {number} depth
   * @returns {object}
   */
  function encode(value, depth = 0) {
    if (depth >= DEEPEST) {
      throw new TypeError(
        "Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.",
      );
    }
    if (value === null || value === undefined || /^(string|number|boolean)$/.test(typeof value))
      return { plain: value };
    if (typeof value === "function") {
      const known = theirs.get(value);
      return known === undefined ? { work: numberFor(value) } : { yours: known };
    }
    if (value instanceof Promise) {
      last += 1;
      const promise = last;
      value.then(
        (result) => settle(promise, "resolve", result),
        (error) => settle(promise, "reject", error),
      );
      return { promise };
    }
    if (value instanceof Error) return { error: String(value.message) };
    if (Array.isArray(value)) return { array: Array.from(value, (each) => encode(each, depth + 1)) };
    if (Object.prototype.toString.call(value) === "[object Object]") {
      return { object: Object.keys(value).map((key) => [key, encode(value[key], depth + 1)]) };
    }
    // What Electron hands over as it is, elements and Blobs, is refused here: this program sends none.
    try {
      structuredClone(value);
    } catch {
      throw new Error("An object could not be cloned.");
    }
    if (
      !(
        ArrayBuffer.isView(value) ||
        /^\[object (ArrayBuffer|Date|Map|Set|RegExp|BigInt)\]$/.test(Object.prototype.toString.call(value))
      )
    ) {
      throw new Error("An object could not be cloned.");
    }
    return { cloned: value };
  }

  /**
   * @param {any} sent
   * @returns {any}
   */
  function decode(sent) {
    if ("plain" in sent) return sent.plain;
    if ("work" in sent) {
      const proxy = (/** @type {unknown[]} */ ...args) => call({ verb: "call", work: sent.work, args: encode(args) });
      theirs.set(proxy, sent.work);
      return proxy;
    }
    if ("yours" in sent) return ours.get(sent.yours);
    if ("promise" in sent) return new Promise((resolve, reject) => promised.set(sent.promise, { resolve, reject }));
    if ("error" in sent) return new Error(sent.error);
    if ("array" in sent) return sent.array.map(decode);
    if ("cloned" in sent) return sent.cloned;
    /** @type {Record<string, unknown>} */
    const object = {};
    for (const [key, each] of sent.object) object[key] = decode(each);
    return object;
  }

  /**
   * @param {number} promise
   * @param {"resolve" | "reject"} how
   * @param {unknown} result
   */
  function settle(promise, how, result) {
    /** @type {object} */
    let message;
    try {
      message = { verb: how, promise, result: encode(result) };
    } catch (error) {
      message = { verb: "reject", promise, result: encode(error) };
    }
    try {
      call(message);
    } catch {
      // Nobody waits for it in a page that has gone meanwhile.
    }
  }

  /**
   * Has the other side do something, and waits for it.
   * @param {object} message
   */
  function call(message) {
    /** @type {any} */
    let answer = null;
    const hear = (/** @type {Event} */ event) => {
      answer = /** @type {CustomEvent} */ (event).detail;
    };
    wall.addEventListener(`answer-${here}`, hear, { once: true });
    wall.dispatchEvent(new CustomEvent(`ask-${there}`, { detail: message }));
    wall.removeEventListener(`answer-${here}`, hear);
    if (answer === null) throw new Error("An object could not be cloned.");
    if ("thrown" in answer) throw decode(answer.thrown);
    return decode(answer.returned);
  }

  /** @param {any} message */
  function answerTo({ verb, work, args, promise, result, name }) {
    try {
      if (verb === "call") return { returned: encode(ours.get(work)?.apply(undefined, decode(args))) };
      if (verb === "expose") {
        if (name in globalThis)
          throw new Error("Cannot bind an API on top of an existing property on the window object");
        Object.defineProperty(globalThis, name, { value: freeze(decode(result)), enumerable: true });
        return { returned: { plain: undefined } };
      }
      promised.get(promise)?.[/** @type {"resolve" | "reject"} */ (verb)](decode(result));
      promised.delete(promise);
      return { returned: { plain: undefined } };
    } catch (error) {
      return { thrown: error instanceof Error ? { error: error.message } : encode(error) };
    }
  }

  wall.addEventListener(`ask-${here}`, (event) => {
    const answer = answerTo(/** @type {CustomEvent} */ (event).detail);
    wall.dispatchEvent(new CustomEvent(`answer-${there}`, { detail: answer }));
  });

  /**
   * @param {any} value
   * @returns {any}
   */
  function freeze(value) {
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
    for (const each of Object.values(value)) freeze(each);
    return Object.freeze(value);
  }

  return {
    /**
     * @param {string} name
     * @param {unknown} api
     */
    expose: (name, api) => call({ verb: "expose", name, result: encode(api) }),
  };
}
