// What keeps the stand-in honest: whatever it does not implement, it refuses, and a story in which it had to refuse fails.
import { EventEmitter } from "node:events";
import { tell } from "./story.mjs";

/**
 * @param {string} what as the program wrote it: "app.getLocale", "option movable of BrowserWindow"
 * @returns {never}
 */
export function refuse(what) {
  const words = `The stand-in for Electron does not implement ${what} (see docs/decisions/stand-in.md)`;
  tell({ fault: words });
  throw new Error(words);
}

/** Names that Node and promises look up on anything. */
const LOOKED_UP = new Set(["then", "toJSON", "constructor", "inspect", "nodeType", "asymmetricMatch"]);

/** @type {Map<string, readonly string[]>} what was made by `only` and `emitter`, for the law that ties it to its table */
const implemented = new Map();

/** What worlds.mjs shows to preload scripts, which run elsewhere. */
const PRELOAD = [
  "contextBridge.exposeInMainWorld",
  "ipcRenderer.invoke",
  "ipcRenderer.on",
  "ipcRenderer.off",
  "IpcRendererEvent.sender",
];

/** All names that a program has been shown so far, as its table writes them, and those that preload scripts are shown. */
export function standInNames() {
  const shown = [...implemented].flatMap(([name, keys]) => {
    const [, owner, events] = /^(.*?)( events)?$/.exec(name) ?? [];
    if (events) return keys.map((key) => `${owner?.replace(" instance", "")} event ${key}`);
    if (name === "BrowserWindow options") return keys.map((key) => `BrowserWindow option ${key}`);
    if (/ options$/.test(name)) return [];
    return keys.map((key) => (/ instance$/.test(name) ? `${name.replace(" instance", "#")}${key}` : `${name}.${key}`));
  });
  return [...shown, ...PRELOAD];
}

/**
 * `object`, of which what is not in it cannot even be read: Electron may have it, and then the program would do something else.
 * @template {object} T
 * @param {string} name what Electron calls it
 * @param {T} object
 * @param {readonly string[]} [hidden] names that are the stand-in's own
 * @returns {T}
 */
export function only(name, object, hidden = []) {
  implemented.set(
    name,
    Object.keys(object).filter((key) => !hidden.includes(key)),
  );
  return new Proxy(object, {
    get: (target, key, receiver) =>
      typeof key === "symbol" || key in target || LOOKED_UP.has(key)
        ? Reflect.get(target, key, receiver)
        : refuse(`${name}.${key}`),
    set: (_, key) => refuse(`setting ${name}.${String(key)}`),
  });
}

/**
 * `on`, `once` and `off` for these events and no others, and `emit` for the stand-in itself.
 * @template {string} Event
 * @param {string} name
 * @param {readonly Event[]} events
 */
export function emitter(name, events) {
  const heard = new EventEmitter();
  implemented.set(`${name} events`, events);
  /** @param {"on" | "once" | "off"} verb */
  const verb =
    (verb) =>
    /**
     * @param {string} event
     * @param {(...args: any[]) => void} listener
     */
    (event, listener) => {
      if (!events.includes(/** @type {Event} */ (event))) refuse(`event ${event} of ${name}`);
      heard[verb](event, listener);
    };
  return {
    on: verb("on"),
    once: verb("once"),
    off: verb("off"),
    /**
     * @param {Event} event
     * @param {readonly unknown[]} args
     */
    emit: (event, ...args) => heard.emit(event, ...args),
  };
}

/**
 * An event that can be called off.
 * @template {object} More
 * @param {More} [more]
 */
export function preventable(more = /** @type {More} */ ({})) {
  const event = {
    ...more,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}

/** @typedef {((value: unknown) => boolean) | { readonly [name: string]: Options }} Options which options there are, and which values */

/**
 * Refuses options that the stand-in does not know, and values that it cannot give.
 * @param {string} name
 * @param {object} options
 * @param {{ readonly [name: string]: Options }} known
 */
export function checkOptions(name, options, known) {
  implemented.set(`${name} options`, Object.keys(known));
  for (const [key, value] of Object.entries(options)) {
    const rule = Object.hasOwn(known, key) ? known[key] : undefined;
    if (rule === undefined) refuse(`option ${key} of ${name}`);
    else if (typeof rule !== "function") checkOptions(`${name} ${key}`, value, rule);
    else if (!rule(value)) refuse(`${name} with ${key}: ${JSON.stringify(value)}`);
  }
}

export const any = () => true;

/** @param {readonly unknown[]} values */
export const oneOf =
  (...values) =>
  /** @param {unknown} value */
  (value) =>
    values.includes(value);
