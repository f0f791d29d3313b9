import { cloneCodec } from "./codec.mjs";
import { only } from "./refuse.mjs";
import { answerStory } from "./story.mjs";

const codec = cloneCodec();

/** @type {Map<string, (event: object, ...args: unknown[]) => unknown>} */
const handlers = new Map();

/** @type {Map<string, { readonly arrived: () => void, readonly released: Promise<void> }>} requests that a story holds up */
const held = new Map();

export const ipcMain = only("ipcMain", {
  /**
   * @param {string} channel
   * @param {(event: object, ...args: unknown[]) => unknown} handler
   */
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== "function")
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    handlers.set(channel, handler);
  },
  /** @param {string} channel */
  removeHandler: (channel) => void handlers.delete(channel),
});

/**
 * Has the program answer what its page asks: the value, or the words of the error, as they cross to the page.
 * @param {string} channel
 * @param {string} args
 * @param {object} event
 * @returns {Promise<{ value: string } | { error: string }>}
 */
export async function answerInvoke(channel, args, event) {
  const handler = handlers.get(channel);
  if (handler === undefined) return { error: `Error: No handler registered for '${channel}'` };
  const hold = held.get(channel);
  if (hold) {
    hold.arrived();
    await hold.released;
  }
  try {
    const value = await handler(event, ...codec.decode(args));
    return { value: codec.encode(codec.clone(value)) };
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    return { error: String(error) };
  }
}

/** @param {readonly unknown[]} args what the program sends of its own accord */
export const encodeSent = (args) => codec.encode(codec.clone(args));

/** @type {Map<string, { readonly arrival: Promise<void>, readonly release: () => void }>} */
const holds = new Map();

answerStory("hold", (/** @type {string} */ channel) => {
  let arrived = () => {};
  let release = () => {};
  const arrival = /** @type {Promise<void>} */ (new Promise((resolve) => (arrived = resolve)));
  const released = /** @type {Promise<void>} */ (new Promise((resolve) => (release = resolve)));
  held.set(channel, { arrived, released });
  holds.set(channel, { arrival, release });
});
answerStory("held", (/** @type {string} */ channel) => holds.get(channel)?.arrival);
answerStory("release", (/** @type {string} */ channel) => {
  holds.get(channel)?.release();
  held.delete(channel);
});
