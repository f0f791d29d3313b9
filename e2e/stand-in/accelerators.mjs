// Accelerators as Electron reads them: modifiers and one key, joined by "+".

/** @typedef {{ readonly ctrl: boolean, readonly shift: boolean, readonly alt: boolean, readonly meta: boolean, readonly key: string }} Accelerator */

/** @typedef {{ readonly key: string, readonly code: string, readonly ctrlKey: boolean, readonly shiftKey: boolean, readonly altKey: boolean, readonly metaKey: boolean }} KeyPress */

const onMac = process.platform === "darwin";

/** @type {Readonly<Record<string, "ctrl" | "shift" | "alt" | "meta">>} */
const MODIFIERS = {
  command: "meta",
  cmd: "meta",
  control: "ctrl",
  ctrl: "ctrl",
  commandorcontrol: onMac ? "meta" : "ctrl",
  cmdorctrl: onMac ? "meta" : "ctrl",
  alt: "alt",
  option: "alt",
  shift: "shift",
  super: "meta",
  meta: "meta",
};

/** Keys with names, and what a page calls them. @type {Readonly<Record<string, string>>} */
const NAMED = {
  plus: "+",
  space: " ",
  tab: "Tab",
  backspace: "Backspace",
  delete: "Delete",
  insert: "Insert",
  return: "Enter",
  enter: "Enter",
  up: "ArrowUp",
  down: "ArrowDown",
  left: "ArrowLeft",
  right: "ArrowRight",
  home: "Home",
  end: "End",
  pageup: "PageUp",
  pagedown: "PageDown",
  escape: "Escape",
  esc: "Escape",
};

/**
 * @param {string} text
 * @returns {Accelerator | null} null for what Electron would not understand
 */
export function readAccelerator(text) {
  const parts = text.split("+").map((part) => part.toLowerCase());
  const key = parts.pop() ?? "";
  const found = Object.hasOwn(NAMED, key)
    ? NAMED[key]
    : /^f([1-9]|1\d|2[0-4])$|^[!-~]$/.test(key)
      ? key.toUpperCase()
      : null;
  if (found === null || found === undefined) return null;
  const held = parts.map((part) => (Object.hasOwn(MODIFIERS, part) ? MODIFIERS[part] : null));
  if (held.includes(null)) return null;
  const has = (/** @type {string} */ name) => held.includes(/** @type {any} */ (name));
  return { ctrl: has("ctrl"), shift: has("shift"), alt: has("alt"), meta: has("meta"), key: found };
}

/**
 * @param {Accelerator} accelerator
 * @param {KeyPress} press
 */
export function isPressed({ ctrl, shift, alt, meta, key }, press) {
  if (ctrl !== press.ctrlKey || alt !== press.altKey || meta !== press.metaKey || shift !== press.shiftKey)
    return false;
  return press.key.toUpperCase() === key.toUpperCase() || press.code === `Key${key}` || press.code === `Digit${key}`;
}
