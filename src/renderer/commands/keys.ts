import { latinKey } from "#core/latin-key";

/** The part of a key event that tells which keys were pressed. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * Keys pressed together, written as "Mod+Shift+S": modifiers first, then one key. `Mod` is ⌘ on a Mac and Ctrl elsewhere.
 * Letters, digits and signs stand for themselves; other keys have their DOM names ("Delete", "F2"), and " " is "Space".
 */
export type Keys = string;

interface Chord {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

function chordOf(keys: Keys): Chord {
  // The last key may itself be "+".
  const parts = keys.endsWith("++") ? [...keys.slice(0, -2).split("+"), "+"] : keys.split("+");
  const key = parts.at(-1) ?? "";
  return { mod: parts.includes("Mod"), shift: parts.includes("Shift"), alt: parts.includes("Alt"), key };
}

/** Whether these keys, and no others, were pressed. */
export function isPressed(keys: Keys, press: KeyPress, mac: boolean): boolean {
  const { mod, shift, alt, key } = chordOf(keys);
  if (mod !== (mac ? press.metaKey : press.ctrlKey)) return false;
  if (mac ? press.ctrlKey : press.metaKey) return false;
  if (alt !== press.altKey) return false;
  // Which sign a key gives, and whether Shift is needed for it, depends on the keyboard; letters and digits are told by their place
  // only where a modifier changes what they give, or where the keyboard has other letters.
  const pressed = latinKey(press);
  if (/^[A-Z]$/.test(key)) {
    return (
      shift === press.shiftKey &&
      (pressed.toUpperCase() === key || (alt && !/^[A-Z]$/i.test(pressed) && press.code === `Key${key}`))
    );
  }
  if (/^\d$/.test(key)) {
    return shift === press.shiftKey && (press.key === key || press.code === `Digit${key}`);
  }
  if (key.length === 1) return pressed === key;
  return shift === press.shiftKey && (press.key === " " ? "Space" : press.key) === key;
}

/** The keys as Electron writes them in a menu. */
export function accelerator(keys: Keys): string {
  return keys.replace("Mod", "CmdOrCtrl").replace(/\+\+$/, "+Plus");
}
