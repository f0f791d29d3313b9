import styles from "./Kbd.module.css";

const MAC = /Mac|iPhone|iPad/;

/** How each key is shown; others are shown as they are written. */
const SIGNS: Readonly<Record<string, readonly [mac: string, other: string]>> = {
  Mod: ["⌘", "Ctrl"],
  Shift: ["⇧", "Shift"],
  Alt: ["⌥", "Alt"],
  Enter: ["↵", "Enter"],
  Backspace: ["⌫", "Backspace"],
  Delete: ["⌦", "Del"],
  Escape: ["Esc", "Esc"],
  ArrowUp: ["↑", "↑"],
  ArrowDown: ["↓", "↓"],
  ArrowLeft: ["←", "←"],
  ArrowRight: ["→", "→"],
};

/** Keys as this machine names them: `Mod+Shift+Z` is ⌘⇧Z on a Mac and Ctrl+Shift+Z elsewhere. */
export function keysText(keys: string): string {
  const mac = MAC.test(navigator.userAgent);
  return keys
    .split(/(?<=.)\+(?=.)/)
    .map((key) => SIGNS[key]?.[mac ? 0 : 1] ?? key)
    .join(mac ? "" : "+");
}

/** Keys to press, drawn as keys. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className={styles.kbd}>{keysText(keys)}</kbd>;
}
