import { isPressed, readAccelerator } from "./accelerators.mjs";
import { any, checkOptions, oneOf, only, refuse } from "./refuse.mjs";

/** @typedef {{ readonly items: readonly Item[] }} MenuObject */

/**
 * @typedef {object} Item
 * @property {string} label
 * @property {"normal" | "separator" | "submenu"} type
 * @property {string | undefined} role
 * @property {string | undefined} accelerator
 * @property {boolean} registerAccelerator
 * @property {boolean} enabled
 * @property {MenuObject | undefined} submenu
 * @property {(event?: object, window?: any, contents?: any) => void} click
 */

/**
 * @typedef {object} Role
 * @property {string} label
 * @property {string} [accelerator]
 * @property {false} [registerAccelerator]
 * @property {(window: any) => unknown} [onWindow]
 * @property {(contents: any) => unknown} [onContents]
 * @property {readonly string[]} [submenu]
 */

const onMac = process.platform === "darwin";

/** Roles as Electron's own list has them. @type {Readonly<Record<string, Role>>} */
const ROLES = {
  cut: {
    label: "Cut",
    accelerator: "CommandOrControl+X",
    registerAccelerator: false,
    onContents: (page) => page.cut(),
  },
  copy: {
    label: "Copy",
    accelerator: "CommandOrControl+C",
    registerAccelerator: false,
    onContents: (page) => page.copy(),
  },
  paste: {
    label: "Paste",
    accelerator: "CommandOrControl+V",
    registerAccelerator: false,
    onContents: (page) => page.paste(),
  },
  minimize: { label: "Minimize", accelerator: "CommandOrControl+M", onWindow: (window) => window.minimize() },
  zoom: { label: "Zoom", onWindow: () => refuse("the role zoom, which belongs to a Mac") },
  close: {
    label: onMac ? "Close Window" : "Close",
    accelerator: "CommandOrControl+W",
    onWindow: (window) => window.close(),
  },
  toggleDevTools: {
    label: "Toggle Developer Tools",
    accelerator: onMac ? "Alt+Command+I" : "Ctrl+Shift+I",
    onContents: () => refuse("developer tools"),
  },
  windowMenu: { label: "Window", submenu: ["minimize", "zoom", "close"] },
};

const ITEM = {
  label: any,
  role: any,
  type: oneOf("normal", "separator", "submenu"),
  click: any,
  accelerator: any,
  registerAccelerator: oneOf(true, false),
  enabled: oneOf(true, false),
  submenu: any,
};

/**
 * @param {any} options
 * @returns {Item}
 */
function item(options) {
  checkOptions("Menu.buildFromTemplate", options, ITEM);
  const role = options.role === undefined ? undefined : roleOf(options.role);
  const submenu = options.submenu ?? role?.submenu?.map((name) => ({ role: name }));
  const accelerator = options.accelerator ?? role?.accelerator;
  if (accelerator !== undefined && readAccelerator(accelerator) === null) {
    refuse(`accelerator ${accelerator}: Electron knows none such`);
  }
  const type = options.type ?? (submenu ? "submenu" : "normal");
  if (type === "normal" && !options.role && !options.label) {
    throw new TypeError("Invalid template for MenuItem: must have at least one of label, role or type");
  }
  return only("MenuItem", {
    label: options.label ?? role?.label ?? "",
    type,
    role: options.role,
    accelerator,
    registerAccelerator: options.registerAccelerator ?? role?.registerAccelerator ?? true,
    enabled: options.enabled ?? true,
    submenu: submenu && Menu.buildFromTemplate(submenu),
    /**
     * @param {object} [event]
     * @param {any} [window] the one that has the keyboard
     * @param {any} [contents]
     */
    click(event, window, contents) {
      // With a role, Electron ignores `click`.
      if (role?.onWindow) window && role.onWindow(window);
      else if (role?.onContents) contents && role.onContents(contents);
      else options.click?.(this, window, event);
    },
  });
}

/** @param {string} name */
function roleOf(name) {
  return Object.hasOwn(ROLES, name) ? ROLES[name] : refuse(`role ${name}`);
}

/** @type {MenuObject | null} */
let shown = null;

export const Menu = only("Menu", {
  /**
   * @param {any[]} template
   * @returns {MenuObject}
   */
  buildFromTemplate: (template) => only("Menu instance", { items: template.map(item) }),
  /** @param {MenuObject | null} menu */
  setApplicationMenu(menu) {
    shown = menu;
  },
  getApplicationMenu: () => shown,
});

/**
 * @param {MenuObject | null | undefined} menu
 * @returns {readonly Item[]} the lines of a menu and of all within it
 */
function linesOf(menu) {
  return menu?.items.flatMap((line) => [line, ...linesOf(line.submenu)]) ?? [];
}

/**
 * Does what a key does that the page has left alone, if it is registered as the accelerator of a line that can be chosen.
 * @param {import("./accelerators.mjs").KeyPress} press
 * @param {object} window
 * @param {object} contents
 */
export function pressAccelerator(press, window, contents) {
  const line = linesOf(shown).find(({ accelerator, registerAccelerator, enabled }) => {
    const read = accelerator && registerAccelerator && enabled ? readAccelerator(accelerator) : null;
    return read !== null && isPressed(read, press);
  });
  line?.click({ triggeredByAccelerator: true }, window, contents);
}
