import { createElement } from "react";
import type { MenuItem } from "../controls/Menu";
import { notify } from "../state/notices";
import { type Session, session } from "../state/session";
import type { Settings } from "../state/settings";
import { whenSettled } from "../state/settle";
import type { Command } from "./command";
import type { CommandMenu } from "./menus";

/**
 * Does what a command does, if it can be done now, with all that is written in fields: what cannot be taken is told instead. What breaks is
 * told, and goes on to whoever listens for errors.
 */
export function runCommand(command: Command): void {
  whenSettled(() => runNow(command));
}

function runNow(command: Command): void {
  if (!command.when(session())) return;
  const broke = (error: unknown) => {
    notify(`“${command.name}” did not work, and that is our fault. Nothing was changed.`, "problem");
    throw error;
  };
  try {
    command.run()?.catch(broke);
  } catch (error) {
    broke(error);
  }
}

/** What a command is called now. */
export function nameNow(command: Command, now: Session): string {
  return command.when(now) && command.nameNow ? command.nameNow(now) : command.name;
}

/** The lines of a menu as the menus of controls/ draw them. */
export function menuItems(
  { lines }: Pick<CommandMenu, "lines">,
  now: Session,
  settings: Settings,
): readonly MenuItem[] {
  return lines.map((command): MenuItem => {
    if (command === null) return "separator";
    if ("lines" in command) return { label: command.label, items: menuItems(command, now, settings) };
    const [keys] = command.keys;
    return {
      label: command.choice ?? nameNow(command, now),
      disabled: !command.when(now),
      onSelect: () => runCommand(command),
      ...(command.icon && !command.isOn ? { icon: createElement(command.icon, { "aria-hidden": true }) } : {}),
      ...(keys === undefined ? {} : { shortcut: keys }),
      ...(command.isOn ? { checked: command.isOn(settings) } : {}),
      ...(command.choice === undefined ? {} : { choice: true }),
      ...(command.id === "delete" ? { danger: true } : {}),
    };
  });
}
