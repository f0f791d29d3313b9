import { host } from "../host/current";
import type { Menu, MenuLine } from "../host/host";
import { subscribeRecording } from "../state/recording";
import { session, subscribeSession } from "../state/session";
import { useSettings } from "../state/settings";
import { isSettledField } from "../state/settle";
import { subscribeStepping } from "../state/stepping";
import { hearClipboard } from "./clipboard";
import type { Command } from "./command";
import { accelerator, isPressed } from "./keys";
import { type CommandMenu, commandOf, commands, menus } from "./menus";
import { onMac } from "./platform";
import { nameNow, runCommand } from "./run-command";

/** Lets keys, the clipboard and the desktop's menu bar run commands. Returns what stops it. */
export function listenForCommands(): () => void {
  const stopClipboard = hearClipboard(
    (event) => whereIs(event.target) === "canvas" && window.getSelection()?.isCollapsed !== false,
  );
  window.addEventListener("keydown", onKeyDown);
  const stopMenu = host.onMenuCommand((id) => {
    const command = commandOf(id);
    if (command) runMenuCommand(command);
  });
  const stopShowing = showMenus();
  return () => {
    stopClipboard();
    window.removeEventListener("keydown", onKeyDown);
    stopMenu();
    stopShowing();
  };
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  // Esc that is held leaves one thing, not also what comes to light under it.
  if (event.key === "Escape" && event.repeat) return;
  const where = keysOf(event);
  if (where === "overlay") return;
  // The space bar presses the button that it is on.
  if (event.key === " " && event.target instanceof Element && event.target.closest("button, a, summary, [role='tab']"))
    return;
  if (SCROLLING.has(event.key) && scrolls(event.target)) return;
  const meant = commands.filter(
    ({ keys, keysIn }) =>
      (keysIn === "anywhere" ||
        (keysIn === "settled" && (where === "canvas" || isSettledField(event.target))) ||
        (keysIn === "canvas" && where === "canvas")) &&
      keys.some((one) => isPressed(one, event, onMac)),
  );
  // Esc leaves one thing at a time: the first that there is to leave.
  const command = meant.find(({ when }) => when(session())) ?? meant[0];
  if (!command) return;
  // Even when there is nothing to do: the browser would save its page or set a bookmark instead.
  if (command.when(session()) || event.ctrlKey || event.metaKey) event.preventDefault();
  runCommand(command);
}

/** Whose the keys are. A slider has keys of its own, but none that are pressed with Ctrl, such as those that undo. */
function keysOf({ target, ctrlKey, metaKey }: KeyboardEvent): ReturnType<typeof whereIs> {
  const where = whereIs(target);
  const isSlider = target instanceof Element && target.closest('[role="slider"]') !== null;
  return where === "field" && isSlider && (ctrlKey || metaKey) ? "canvas" : where;
}

const SCROLLING: ReadonlySet<string> = new Set(
  "ArrowLeft ArrowRight ArrowUp ArrowDown Home End PageUp PageDown".split(" ").concat(" "),
);

/** Whether the keyboard is on something that scrolls, such as a large tensor: keys that lead through it are its own. */
function scrolls(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target === document.body) return false;
  const { overflowX, overflowY } = getComputedStyle(target);
  const may = (overflow: string) => overflow === "auto" || overflow === "scroll";
  return (
    (may(overflowY) && target.scrollHeight > target.clientHeight) ||
    (may(overflowX) && target.scrollWidth > target.clientWidth)
  );
}

/** Who has the keyboard: a text field, something that lies over the app and has keys of its own, or neither. */
export function whereIs(target: EventTarget | null): "field" | "overlay" | "canvas" {
  if (!(target instanceof Element)) return "canvas";
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="menubar"]')) {
    return "overlay";
  }
  if (target.closest('textarea, select, [contenteditable="true"], [role="spinbutton"], [role="slider"]'))
    return "field";
  const input = target.closest("input");
  return input && !/^(button|checkbox|radio|submit|reset|image)$/.test(input.type) ? "field" : "canvas";
}

/** On a Mac the menu bar takes ⌘Z and its like before the page does, so a text field that has the keyboard comes first. */
function runMenuCommand(command: Command): void {
  const inField = whereIs(document.activeElement) === "field";
  const isWriting = inField && !isSettledField(document.activeElement);
  if (isWriting && command.keysIn === "settled") document.execCommand(command.id);
  else if (inField && command.id === "select-all") document.execCommand("selectAll");
  else runCommand(command);
}

/** Keeps the desktop's menu bar in step with what can be done now. */
function showMenus(): () => void {
  if (host.kind === "browser") return () => {};
  let shown = "";
  function show() {
    const next = hostMenus();
    const text = JSON.stringify(next);
    if (text === shown) return;
    shown = text;
    host.setMenus(next);
  }
  show();
  const stops = [
    subscribeSession(show),
    useSettings.subscribe(show),
    subscribeStepping(show),
    subscribeRecording(show),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function hostMenus(): readonly Menu[] {
  return menus.map(({ label, lines }) => ({ label, lines: parted(hostLines(lines)) }));
}

/** A node's name may be longer than a menu is wide. */
const LONGEST_LABEL = 80;

/** Lines with one that parts them wherever there are several, and none at either end. */
function parted(lines: readonly MenuLine[]): readonly MenuLine[] {
  return lines.filter(
    ({ kind }, at) => kind !== "separator" || (at > 0 && (lines[at + 1] ?? lines[at])?.kind !== kind),
  );
}

/** The system's menus here have no menus within them; those stand between lines instead. */
function hostLines(lines: CommandMenu["lines"]): readonly MenuLine[] {
  return lines.flatMap((line): readonly MenuLine[] => {
    if (line === null) return [{ kind: "separator" }];
    if ("lines" in line) return [{ kind: "separator" }, ...hostLines(line.lines)];
    const [keys] = line.keys;
    const mark = line.isOn?.(useSettings.getState()) ? "✓ " : "";
    return [
      {
        kind: "command",
        command: line.id,
        label: `${mark}${nameNow(line, session())}`.slice(0, LONGEST_LABEL),
        enabled: line.when(session()),
        ...(keys === undefined ? {} : { keys: accelerator(keys) }),
      },
    ];
  });
}
