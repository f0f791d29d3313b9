import { app, Menu, type MenuItemConstructorOptions } from "electron";
import type { Menu as AppMenu, MenuLine } from "../preload/messages";
import { systemRole } from "./system-role";

/**
 * Shows the app's own menus in the system's menu bar. Their keys are shown there but pressed in the page, which alone knows
 * whether a key belongs to a text field.
 */
export function showMenus(menus: readonly AppMenu[], choose: (command: string) => void): void {
  const own = menus.map(({ label, lines }) => ({ label, submenu: lines.map((line) => item(line, choose)) }));
  const before: MenuItemConstructorOptions[] = process.platform === "darwin" ? [{ role: "appMenu" }] : [];
  const after: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ label: "Develop", submenu: [{ role: "toggleDevTools" }] }];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...before, ...own, { role: "windowMenu" }, ...after]));
}

function item(line: MenuLine, choose: (command: string) => void): MenuItemConstructorOptions {
  if (line.kind === "separator") return { type: "separator" };
  const { command, label, enabled, keys } = line;
  const role = systemRole(command);
  return {
    label,
    ...(role === undefined ? { enabled, click: () => choose(command) } : { role }),
    ...(keys === undefined ? {} : { accelerator: keys, registerAccelerator: false }),
  };
}
